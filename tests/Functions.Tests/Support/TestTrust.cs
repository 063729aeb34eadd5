using System.Text;
using AttendanceFunctions.Domain.Nudges;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Nights;
using AttendanceFunctions.Functions.Nudges;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AttendanceFunctions.Tests.Functions.Support;

/// <summary>A trust with storage of its own, whose functions a test calls one by one: no host, no queue trigger, a clock that stands still.</summary>
public sealed class TestTrust : IAsyncDisposable
{
    public static readonly SchoolId School = SchoolId.Parse("141234");

    private readonly ServiceProvider _services;

    private TestTrust(ServiceProvider services) => _services = services;

    public SetClock Clock { get; } = new();

    /// <summary>What left, in order.</summary>
    public RecordingSender Sent { get; } = new();

    public Storehouse Storehouse => _services.GetRequiredService<Storehouse>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Makes storage with settings in it.</summary>
    public static async Task<TestTrust> CreateAsync(AzuriteFixture azurite, string settings)
    {
        SetClock? clock = null;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [Connections.TrustData] = azurite.Server.TakeSpareAccount(),
            ["Sms:ConnectionString"] = "endpoint=http://127.0.0.1:9/;accesskey=a2V5",
            ["Email:ApiKey"] = "key",
            ["Sending:AllowList"] = "*",
            ["Sending:TextsPerMinute"] = "0",
            ["Sending:EmailsPerMinute"] = "0",
        }).Build();
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(_ => clock ?? throw new InvalidOperationException())
            .AddAttendance(configuration)
            .BuildServiceProvider();
        var trust = new TestTrust(services);
        clock = trust.Clock;
        await trust.Storehouse.CreateAsync(Token);
        await trust.PutAsync(Containers.Settings, TrustSettings.TrustFile, settings);
        return trust;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task PutAsync(string container, string name, string content) =>
        await Storehouse.Container(container).GetBlobClient(name).UploadAsync(BinaryData.FromBytes(Encoding.UTF8.GetBytes(content)), overwrite: true, Token);

    public async Task<string> GetAsync(string container, string name) =>
        Encoding.UTF8.GetString((await Storehouse.Container(container).GetBlobClient(name).DownloadContentAsync(Token)).Value.Content);

    /// <summary>Ticks the pull and works out every school that it queued.</summary>
    public async Task NightAsync(string date)
    {
        Clock.Set($"{date} 18:00");
        await InScopeAsync<RegisterPull>(pull => pull.TickAsync(Token));
        await DrainAsync(Queues.SchoolNights, body => InScopeAsync<SchoolNightRun>(run => run.RunAsync(SchoolNightMessage.Read(body), Token)));
    }

    /// <summary>Ticks the release at a London time and sends what it queued.</summary>
    public async Task ReleaseAsync(string at)
    {
        Clock.Set(at);
        await InScopeAsync<NudgeRelease>(release => release.TickAsync(Token));
        await SendQueuedAsync();
    }

    public async Task SendQueuedAsync()
    {
        foreach (var queue in new[] { Queues.NudgeTexts, Queues.NudgeEmails })
        {
            await DrainAsync(queue, body => InScopeAsync<NudgeSender>(sender => sender.SendAsync(NudgeMessage.Read(body), Sent, Token)));
        }
    }

    /// <summary>Ticks the export at a London time and sends the note that it queued.</summary>
    public async Task ExportAsync(string at)
    {
        Clock.Set(at);
        await InScopeAsync<SummaryExport>(export => export.TickAsync(Token));
        await SendQueuedAsync();
    }

    public async Task<IReadOnlyList<Nudge>> LedgerAsync(int year = 2025) =>
        [.. (await Get<NudgeLedger>().ReadAsync(School, new AcademicYear(year), Token)).Select(row => row.Value)];

    public async Task<IReadOnlyDictionary<string, IntakeEntry>> IntakeAsync() => await Get<IntakeLedger>().ReadAsync(School.ToString(), Token);

    public async Task InScopeAsync<T>(Func<T, Task> act)
        where T : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<T>());
    }

    private async Task DrainAsync(string queue, Func<string, Task> handle)
    {
        var client = Storehouse.Queue(queue);
        while ((await client.ReceiveMessagesAsync(32, cancellationToken: Token)).Value is { Length: > 0 } messages)
        {
            foreach (var message in messages)
            {
                await client.DeleteMessageAsync(message.MessageId, message.PopReceipt, Token);
                await handle(message.MessageText);
            }
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
