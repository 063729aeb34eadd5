using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Local.Azurite;
using AttendanceFunctions.Local.Host.Triggers;
using AttendanceFunctions.Local.Providers;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Local.Host.Sessions;

/// <summary>An app with everything around it: storage, the SMS and email services, its own services, and the host that drives it.</summary>
public sealed class HostSession : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _belongings = new();

    private HostSession(string storage, IServiceProvider services, FunctionHost host)
    {
        StorageConnectionString = storage;
        Services = services;
        Host = host;
        Blobs = new BlobServiceClient(storage);
    }

    /// <summary>The storage account that is in use.</summary>
    public string StorageConnectionString { get; }

    /// <summary>The app's services.</summary>
    public IServiceProvider Services { get; }

    /// <summary>Drives the app's functions.</summary>
    public FunctionHost Host { get; }

    /// <summary>The storage account's blobs.</summary>
    public BlobServiceClient Blobs { get; }

    /// <summary>Starts what is needed, in the order in which it is needed, and makes the app's tables, queues and containers.</summary>
    /// <exception cref="AzuriteUnavailableException">There is no Azurite to be had.</exception>
    /// <exception cref="IOException">The outbox is in use by another process.</exception>
    public static async Task<HostSession> StartAsync(
        IHostedApp app, SessionOptions options, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var belongings = new Stack<IAsyncDisposable>();
        try
        {
            var storage = options.Storage;
            if (storage.Length == 0)
            {
                // An outbox that went on would show messages of which this new storage knows nothing.
                options.Output.DiscardOutbox();
                var azurite = await AzuriteServer.StartAsync(progress, cancellationToken);
                belongings.Push(azurite);
                storage = azurite.ConnectionString;
            }

            var sms = await SmsProvider.StartAsync(options.Output.SmsOutbox, options.Clock, cancellationToken);
            belongings.Push(sms);
            var email = await EmailProvider.StartAsync(options.Output.EmailOutbox, options.Clock, cancellationToken);
            belongings.Push(email);
            var services = await StorageFaults.ExplainAsync(async () =>
            {
                var services = AddServices(app, options, Configure(app, options, storage, sms, email));
                belongings.Push(services);
                await app.PrepareStorageAsync(services, cancellationToken);
                return services;
            });
            var reports = new QueueServiceClient(storage).GetQueueClient(Queues.SmsReports);
            sms.Reports.DeliverTo((body, token) => reports.SendMessageAsync(body, token));
            await sms.ReportAgainAsync(await app.SettleAsync(services, AcceptedBy(sms, email), cancellationToken), cancellationToken);
            var host = new FunctionHost(
                FunctionCatalogue.From(app.Functions), services, new QueueServiceClient(storage), Settings(options), TimeProvider.System);
            var session = new HostSession(storage, services, host);
            foreach (var belonging in belongings.Reverse())
            {
                session._belongings.Push(belonging);
            }

            return session;
        }
        catch
        {
            await DisposeAsync(belongings);
            throw;
        }
    }

    /// <summary>Ends everything that the session started, the last first.</summary>
    public ValueTask DisposeAsync() => DisposeAsync(_belongings);

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
            // Everybody may be sent to here: what is sent ends in the outbox.
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
        return options.Simulated ? settings with { VisibilityTimeout = TimeSpan.Zero } : settings;
    }

    private static async ValueTask DisposeAsync(Stack<IAsyncDisposable> belongings)
    {
        while (belongings.TryPop(out var belonging))
        {
            await belonging.DisposeAsync();
        }
    }
}
