using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Local.Azurite;
using AttendanceFunctions.Local.Host.Pages;
using AttendanceFunctions.Local.Host.Triggers;
using AttendanceFunctions.Local.Providers;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Local.Host.Sessions;

/// <summary>A running app with its storage, its SMS and email providers, its services, and the host that runs its functions.</summary>
public sealed class HostSession : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _resources = new();

    private HostSession(string storage, IServiceProvider services, FunctionHost host)
    {
        StorageConnectionString = storage;
        Services = services;
        Host = host;
        Blobs = new BlobServiceClient(storage);
    }

    /// <summary>The connection string of the storage account that is in use.</summary>
    public string StorageConnectionString { get; }

    /// <summary>The app's services.</summary>
    public IServiceProvider Services { get; }

    /// <summary>Runs the app's functions.</summary>
    public FunctionHost Host { get; }

    /// <summary>The storage account's blobs.</summary>
    public BlobServiceClient Blobs { get; }

    /// <summary>Starts storage, providers and services, and creates the app's tables, queues and containers.</summary>
    /// <exception cref="AzuriteUnavailableException">Azurite cannot be started on this machine.</exception>
    /// <exception cref="IOException">The outbox is in use by another process.</exception>
    public static async Task<HostSession> StartAsync(
        IHostedApp app, SessionOptions options, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var resources = new Stack<IAsyncDisposable>();
        try
        {
            var storage = options.Storage;
            if (storage.Length == 0)
            {
                // The new storage is empty, so the outbox must not contain messages of an earlier run.
                options.Output.DiscardOutbox();
                var azurite = await AzuriteServer.StartAsync(progress, cancellationToken);
                resources.Push(azurite);
                storage = azurite.ConnectionString;
            }

            var sms = await SmsProvider.StartAsync(options.Output.SmsOutbox, options.Clock, cancellationToken);
            resources.Push(sms);
            var email = await EmailProvider.StartAsync(options.Output.EmailOutbox, options.Clock, cancellationToken);
            resources.Push(email);
            var services = await StorageFaults.ExplainAsync(async () =>
            {
                var services = AddServices(app, options, Configure(app, options, storage, sms, email));
                resources.Push(services);
                await app.PrepareStorageAsync(services, options.Simulated, cancellationToken);
                return services;
            });
            var reports = new QueueServiceClient(storage).GetQueueClient(Queues.SmsReports);
            sms.Reports.DeliverTo((body, token) => reports.SendMessageAsync(body, token));
            await sms.ReportAgainAsync(await app.SettleAsync(services, AcceptedBy(sms, email), cancellationToken), cancellationToken);
            var host = new FunctionHost(
                FunctionCatalogue.From(app.Functions), services, new QueueServiceClient(storage), Settings(options), TimeProvider.System);
            var session = new HostSession(storage, services, host);
            foreach (var resource in resources.Reverse())
            {
                session._resources.Push(resource);
            }

            return session;
        }
        catch
        {
            await DisposeAsync(resources);
            throw;
        }
    }

    /// <summary>Stops everything that the session started, in reverse order.</summary>
    public ValueTask DisposeAsync() => DisposeAsync(_resources);

    private static Dictionary<string, DateTimeOffset> AcceptedBy(SmsProvider sms, EmailProvider email)
    {
        var accepted = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var (key, at) in sms.Accepted.Select(text => (text.Key, text.At))
            .Concat(email.Accepted.Select(mail => (mail.Key, mail.At))))
        {
            accepted[key] = new(at, TimeSpan.Zero);
        }

        return accepted;
    }

    private static IConfiguration Configure(
        IHostedApp app, SessionOptions options, string storage, SmsProvider sms, EmailProvider email)
    {
        var settings = new Dictionary<string, string?>
        {
            ["TrustData"] = storage,
            ["Sms:ConnectionString"] = sms.ConnectionString,
            ["Sms:From"] = "TRUST",
            ["Email:Host"] = email.Host,
            ["Email:ApiKey"] = email.ApiKey,
            ["Email:From"] = "attendance@example.org",
            // What the platform says where its authentication is on; the sign-in of this machine stands in for it.
            [OfficeOptions.SignInSetting] = "True",
            [OfficeOptions.TenantSetting] = SampleSignIn.Tenant,
            // Every recipient is allowed, because messages only reach the outbox.
            ["Sending:AllowList"] = "*",
        };
        if (options.Simulated)
        {
            foreach (var (name, value) in app.SimulatedSettings)
            {
                settings[name] = value;
            }
        }

        return new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
    }

    private static ServiceProvider AddServices(IHostedApp app, SessionOptions options, IConfiguration configuration)
    {
        var services = new ServiceCollection()
            .AddSingleton(configuration)
            .AddSingleton(options.Clock)
            .AddLogging(logging => logging
                .SetMinimumLevel(LogLevel.Warning)
                .AddSimpleConsole(console => console.SingleLine = true)
                .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        app.AddServices(services, configuration);
        return services.BuildServiceProvider(validateScopes: true);
    }

    private static QueueSettings Settings(SessionOptions options)
    {
        var settings = QueueSettings.Read(Path.Combine(AppContext.BaseDirectory, "host.json"));
        // Storage hides messages by its real clock. A message of a killed host must not come up again in the middle of a simulated night,
        // which takes a quarter of an hour on a busy machine: in real time no night is over ten minutes after a host has died.
        return options.Simulated ? settings with { VisibilityTimeout = TimeSpan.Zero, HiddenTime = TimeSpan.FromHours(1) } : settings;
    }

    private static async ValueTask DisposeAsync(Stack<IAsyncDisposable> resources)
    {
        while (resources.TryPop(out var resource))
        {
            await resource.DisposeAsync();
        }
    }
}
