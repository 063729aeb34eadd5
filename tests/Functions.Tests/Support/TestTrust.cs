using System.Text;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Nights;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Tests.Functions.Support;

/// <summary>
/// A trust with storage of its own, whose functions a test calls one by one: no host, no queue trigger, a clock that stands still.
/// </summary>
public sealed class TestTrust : IAsyncDisposable
{
    public static readonly SchoolId School = SchoolId.Parse("141234");

    private readonly ServiceProvider _services;
    private readonly Dictionary<string, string?> _app;
    private readonly bool _ownsStorage;

    private TestTrust(Dictionary<string, string?> app, SetClock clock, Obstacle obstacle, bool ownsStorage)
    {
        (_app, Clock, _ownsStorage) = (app, clock, ownsStorage);
        _services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logged))
            .AddSingleton<TimeProvider>(clock)
            .AddAttendance(new ConfigurationBuilder().AddInMemoryCollection(app).Build())
            .AddSingleton(obstacle.StorageOf(Storage))
            .AddSingleton(Patient)
            .BuildServiceProvider();
    }

    /// <summary>
    /// The times of leases. Nobody dies here, and beside other work an answer of storage takes longer than usual: a run then neither loses
    /// its lease nor gives up waiting for one.
    /// </summary>
    private static LeaseTimes Patient { get; } =
        LeaseTimes.Usual with { Term = TimeSpan.FromSeconds(30), Timeout = TimeSpan.FromMinutes(2) };

    public SetClock Clock { get; }

    /// <summary>What left, in order.</summary>
    public RecordingSender Sent { get; } = new();

    /// <summary>What was logged, of every category at every level.</summary>
    public CapturedLog Logged { get; } = new();

    /// <summary>The connection string of its storage.</summary>
    public string Storage => _app[Connections.TrustData] ?? "";

    public TrustStorage TrustStorage => _services.GetRequiredService<TrustStorage>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Makes storage with settings in it.</summary>
    /// <param name="azurite">Where.</param>
    /// <param name="settings">settings/trust.json.</param>
    /// <param name="app">App settings beside the usual ones.</param>
    public static Task<TestTrust> CreateAsync(AzuriteFixture azurite, string settings, params (string Name, string Value)[] app) =>
        CreateAsync(azurite, settings, new Obstacle(), app);

    /// <summary>Makes storage with settings in it, whose requests meet an obstacle where the test puts one.</summary>
    public static async Task<TestTrust> CreateAsync(
        AzuriteFixture azurite, string settings, Obstacle obstacle, params (string Name, string Value)[] app)
    {
        var configuration = new Dictionary<string, string?>
        {
            [Connections.TrustData] = azurite.Server.TakeSpareAccount(),
            ["Sms:ConnectionString"] = "endpoint=http://127.0.0.1:9/;accesskey=a2V5",
            ["Sms:From"] = "Riverside",
            ["Email:ApiKey"] = "key",
            ["Email:From"] = "attendance@example.org",
            ["Sending:AllowList"] = "*",
            ["Sending:TextsPerMinute"] = "0",
            ["Sending:EmailsPerMinute"] = "0",
        };
        foreach (var (name, value) in app)
        {
            configuration[name] = value;
        }

        var trust = new TestTrust(configuration, new SetClock(), obstacle, ownsStorage: true);
        await trust.TrustStorage.CreateAsync(Token);
        await new KeySecrets(TrustStorage.Open(trust.Storage)).KeepAsync(TestSecret.Bytes, Token);
        await trust.PutAsync(Containers.Settings, SettingsReader.TrustFile, settings);
        return trust;
    }

    /// <summary>Another instance of the app on the same storage, by the same clock.</summary>
    public TestTrust Another() => new(_app, Clock, new Obstacle(), ownsStorage: false);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public Task PutAsync(string container, string name, string content) =>
        PutAsync(container, name, BinaryData.FromBytes(Encoding.UTF8.GetBytes(content)));

    public async Task PutAsync(string container, string name, BinaryData content) =>
        await TrustStorage.Container(container).GetBlobClient(name).UploadAsync(content, overwrite: true, Token);

    public async Task<string> GetAsync(string container, string name) => Encoding.UTF8.GetString(await DownloadAsync(container, name));

    public async Task<BinaryData> DownloadAsync(string container, string name) =>
        (await TrustStorage.Container(container).GetBlobClient(name).DownloadContentAsync(Token)).Value.Content;

    /// <summary>Ticks the pull and works out every school that it queued.</summary>
    public async Task NightAsync(string date)
    {
        Clock.Set($"{date} 18:00");
        await InScopeAsync<RegisterPull>(pull => pull.TickAsync(Token));
        await DrainAsync(
            Queues.SchoolNights, body => InScopeAsync<SchoolNightRun>(run => run.RunAsync(SchoolNightMessage.Read(body), Token)));
    }

    /// <summary>Ticks the release at a London time and sends what it queued.</summary>
    public async Task ReleaseAsync(string at)
    {
        await TickReleaseAsync(at);
        await SendQueuedAsync();
    }

    /// <summary>Ticks the release at a London time; what it queued stays queued.</summary>
    public async Task TickReleaseAsync(string at)
    {
        Clock.Set(at);
        await TickReleaseAsync();
    }

    /// <summary>Ticks the release now, as its timer does: decisions first.</summary>
    public Task TickReleaseAsync() => InScopeAsync<IServiceProvider>(
        services => services.GetRequiredService<NudgeRelease>()
            .TickAsync(services.GetRequiredService<DecisionIntake>().ApplyAllAsync, Token));

    /// <summary>What can be seen on a queue; it is gone from there then.</summary>
    public async Task<IReadOnlyList<string>> TakeQueuedAsync(string queue)
    {
        var bodies = new List<string>();
        await DrainAsync(queue, body =>
        {
            bodies.Add(body);
            return Task.CompletedTask;
        });
        return bodies;
    }

    /// <summary>Sends one row's message, as if the queue brought it now.</summary>
    public Task SendAsync(Nudge nudge) => SendAsync(nudge.Place, Sent, Token);

    public Task SendAsync(LedgerPlace place, IMessageSender sender, CancellationToken cancellationToken) =>
        InScopeAsync<NudgeSender>(nudges => nudges.SendAsync(new(place), sender, cancellationToken));

    public async Task SendQueuedAsync()
    {
        foreach (var queue in new[] { Queues.NudgeTexts, Queues.NudgeEmails })
        {
            await DrainAsync(queue, body => SendAsync(QueuedNudge.Read(body).Place, Sent, Token));
        }
    }

    /// <summary>Ticks the export at a London time; the note to the lead goes to <see cref="Sent"/>.</summary>
    public async Task ExportAsync(string at)
    {
        Clock.Set(at);
        await TickExportAsync();
    }

    public Task TickExportAsync() => InScopeAsync<SummaryExport>(export => export.TickAsync(() => Sent, Token));

    public async Task<IReadOnlyList<Nudge>> LedgerAsync(int year = 2025) =>
        [.. (await Get<NudgeLedger>().ReadAsync(School, new AcademicYear(year), Token)).Select(row => row.Value)];

    public async Task<IReadOnlyDictionary<string, IntakeEntry>> IntakeAsync() =>
        await Get<IntakeLedger>().ReadAsync(School.ToString(), Token);

    public async Task InScopeAsync<T>(Func<T, Task> act)
        where T : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<T>());
    }

    private async Task DrainAsync(string queue, Func<string, Task> handle)
    {
        // Nobody dies here, so that what one test has taken need not be seen again, however slow the machine is.
        var hidden = TimeSpan.FromHours(1);
        var client = TrustStorage.Queue(queue);
        while ((await client.ReceiveMessagesAsync(32, hidden, Token)).Value is { Length: > 0 } messages)
        {
            foreach (var message in messages)
            {
                await client.DeleteMessageAsync(message.MessageId, message.PopReceipt, Token);
                await handle(message.MessageText);
            }
        }
    }

    /// <summary>
    /// Deletes the trust's files. Azurite searches the files of all accounts whenever one lists a folder, so files that finished tests
    /// leave behind make every later test slower.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (_ownsStorage)
        {
            var blobs = new BlobServiceClient(Storage);
            await Task.WhenAll(Containers.All.Select(container => blobs.GetBlobContainerClient(container).DeleteIfExistsAsync()));
        }

        await _services.DisposeAsync();
    }
}
