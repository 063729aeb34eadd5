using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Local.Host.Clock;
using AttendanceFunctions.Local.Host.Pages;
using AttendanceFunctions.Local.Host.Sessions;
using AttendanceFunctions.Local.Host.Triggers;
using AttendanceFunctions.Tests.Campaign.Naive;
using Azure.Communication.Sms;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Tests.Campaign.Workers;

/// <summary>
/// The app in a worker: its functions run on the local host, without the local host's settlement of messages after a killed run, or it
/// shows the office.
/// </summary>
internal sealed class WorkerApp : IAsyncDisposable
{
    private readonly AttendanceApp _app;
    private readonly ServiceProvider _services;
    private readonly SimulatedClock _clock;
    private readonly FunctionHost _host;
    private readonly MetricLog _metrics = new();

    private WorkerApp(AttendanceApp app, ServiceProvider services, SimulatedClock clock, FunctionHost host)
    {
        _app = app;
        _services = services;
        _clock = clock;
        _host = host;
    }

    public static WorkerApp Of(WorkerSetup setup)
    {
        var app = new AttendanceApp();
        var clock = new SimulatedClock(DateTimeOffset.UnixEpoch);
        var configuration = Configure(app, setup);
        var services = new ServiceCollection()
            .AddSingleton(configuration)
            .AddSingleton<TimeProvider>(clock)
            .AddLogging(logging => logging
                .SetMinimumLevel(LogLevel.Warning)
                .AddFilter("AttendanceFunctions", LogLevel.Information)
                .AddSimpleConsole(console => console.SingleLine = true)
                .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        app.AddServices(services, configuration);
        var queues = new QueueServiceClient(
            setup.Storage, WithShortDelays(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None }));
        services.AddSingleton(new TrustStorage(
            new TableServiceClient(setup.Storage, WithShortDelays(new TableClientOptions())),
            new BlobServiceClient(setup.Storage, WithShortDelays(TrustStorage.WithoutLines(new()))), queues));
        if (setup.Kind == WorkerKind.Naive)
        {
            services.AddSingleton(new SmsClient(setup.Sms, WithShortDelays(new SmsClientOptions())));
        }

        var functions = setup.Kind == WorkerKind.Product
            ? FunctionCatalogue.From(app.Functions)
            : FunctionCatalogue.From([typeof(NaiveSender)]);
        var provider = services.BuildServiceProvider(validateScopes: true);
        var settings = QueueSettings.Read(Path.Combine(AppContext.BaseDirectory, "host.json")) with { VisibilityTimeout = TimeSpan.Zero };
        return new(app, provider, clock, new FunctionHost(functions, provider, queues, settings, TimeProvider.System));
    }

    public async Task RunAsync(WorkerOrder order, Action<DateTimeOffset> report, CancellationToken cancellationToken)
    {
        var night = new SimulatedNight(_host, _clock);
        foreach (var window in order.Remaining())
        {
            await night.ResumeAsync(window.From, window.Until, new Ticks(report), cancellationToken);
        }
    }

    /// <summary>Shows the office, at the time of the app's clock.</summary>
    public Task<PageServer> ServeAsync(CancellationToken cancellationToken) =>
        PageServer.StartAsync(_app, _services, port: 0, cancellationToken);

    /// <summary>Moves the app's clock forward.</summary>
    public void SetTime(DateTimeOffset at) => _clock.MoveTo(at);

    public ValueTask DisposeAsync()
    {
        _metrics.Dispose();
        return _services.DisposeAsync();
    }

    /// <summary>Makes the clients retry as often as in Azure, but with shorter delays.</summary>
    private static T WithShortDelays<T>(T options)
        where T : ClientOptions
    {
        options.Retry.Delay = TimeSpan.FromMilliseconds(5);
        options.Retry.MaxDelay = TimeSpan.FromMilliseconds(40);
        return options;
    }

    private static IConfiguration Configure(AttendanceApp app, WorkerSetup setup) => new ConfigurationBuilder()
        .AddInMemoryCollection(
            new Dictionary<string, string?>(
                app.SimulatedSettings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            {
                [Connections.TrustData] = setup.Storage,
                ["Sms:ConnectionString"] = setup.Sms,
                ["Sms:From"] = "TRUST",
                ["Email:Host"] = setup.EmailHost,
                ["Email:ApiKey"] = setup.EmailKey,
                ["Email:From"] = "attendance@example.org",
                ["Sending:AllowList"] = "*",
                [OfficeOptions.SignInSetting] = "True",
                [OfficeOptions.TenantSetting] = SampleSignIn.Tenant,
            })
        .Build();

    private sealed class Ticks(Action<DateTimeOffset> report) : IProgress<DateTimeOffset>
    {
        public void Report(DateTimeOffset value) => report(value);
    }
}
