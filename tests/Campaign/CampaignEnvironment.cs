using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Local.Host.Sessions;
using AttendanceFunctions.Local.Providers;
using AttendanceFunctions.Tests.Campaign.Faults;
using AttendanceFunctions.Tests.Campaign.Observing;
using AttendanceFunctions.Tests.Campaign.Workers;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Queues;

namespace AttendanceFunctions.Tests.Campaign;

/// <summary>
/// The parts of a campaign that survive the workers: storage, the fault proxy in front of it, the providers and the observer.
/// </summary>
internal sealed class CampaignEnvironment : IAsyncDisposable
{
    private static readonly TimeSpan HangTime = TimeSpan.FromMilliseconds(120);

    private static readonly ProviderFault[] CommonFaults =
    [
        new ProviderFault.RefuseForNow(429, TimeSpan.Zero), new ProviderFault.Refuse(429),
        new ProviderFault.Refuse(500), new ProviderFault.RefuseForNow(503, TimeSpan.Zero), new ProviderFault.DropConnection(),
        new ProviderFault.Hang { Timeout = HangTime },
        new ProviderFault.AcceptAndRefuse(500), new ProviderFault.AcceptAndRefuse(503), new ProviderFault.AcceptAndDropConnection(),
        new ProviderFault.AcceptAndHang { Timeout = HangTime },
        new ProviderFault.RefuseRecipients(400), new ProviderFault.Refuse(400),
    ];

    private readonly RandomStorageFaults _storageFaults;
    private readonly FaultRates _rates;
    private readonly int _seed;
    private readonly SmsProvider _sms;
    private readonly EmailProvider _email;

    private CampaignEnvironment(
        string storage,
        CampaignOptions options,
        RandomStorageFaults storageFaults,
        Observer observer,
        FaultProxy proxy,
        SmsProvider sms,
        EmailProvider email,
        WorkerKind kind)
    {
        (_storageFaults, _rates, _seed, _sms, _email) = (storageFaults, options.Rates, options.Seed, sms, email);
        (Observer, Proxy) = (observer, proxy);
        Storage = new(
            new TableServiceClient(storage),
            new BlobServiceClient(storage),
            new QueueServiceClient(storage, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None }));
        Blobs = new(storage);
        Ledger = new(Storage);
        Notes = new(Storage);
        Setup = new(kind, proxy.ConnectionString, sms.ConnectionString, email.Host, email.ApiKey);
    }

    /// <summary>Observes all requests to storage and providers.</summary>
    public Observer Observer { get; }

    public FaultProxy Proxy { get; }

    /// <summary>The storage account, accessed directly and without faults.</summary>
    public TrustStorage Storage { get; }

    /// <summary>The blobs of the storage account, without faults.</summary>
    public BlobServiceClient Blobs { get; }

    /// <summary>The message ledger, without faults.</summary>
    public NudgeLedger Ledger { get; }

    /// <summary>The notes to the trust lead, without faults.</summary>
    public MorningNoteTable Notes { get; }

    /// <summary>The configuration of the workers.</summary>
    public WorkerSetup Setup { get; }

    /// <summary>The texts that the provider accepted.</summary>
    public IReadOnlyList<AcceptedText> Texts => _sms.Accepted;

    /// <summary>The emails that the provider accepted.</summary>
    public IReadOnlyList<AcceptedEmail> Emails => _email.Accepted;

    /// <summary>Starts the proxy and the providers, and creates the tables, queues and containers.</summary>
    /// <param name="storage">An empty storage account on loopback.</param>
    /// <param name="options">The options of the campaign.</param>
    /// <param name="kind">The sender under test.</param>
    /// <param name="folder">The folder for the providers' outboxes.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static async Task<CampaignEnvironment> StartAsync(
        string storage, CampaignOptions options, WorkerKind kind, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        var observer = new Observer();
        var storageFaults = new RandomStorageFaults(options.Seed, options.Rates);
        var proxy = await FaultProxy.StartAsync(storage, storageFaults, observer, cancellationToken);
        var sms = await SmsProvider.StartAsync(NewFile(folder, $"{kind}-sms.jsonl"), TimeProvider.System, cancellationToken);
        var email = await EmailProvider.StartAsync(NewFile(folder, $"{kind}-email.jsonl"), TimeProvider.System, cancellationToken);
        // Reports are kept back until the fault phase has ended, so that unknown outcomes can be compared with their observed causes.
        sms.Reports.AreWithheld = true;
        sms.Observe(observer);
        email.Observe(observer);
        var environment = new CampaignEnvironment(storage, options, storageFaults, observer, proxy, sms, email, kind);
        await environment.Storage.CreateAsync(cancellationToken);
        await new KeySecrets(environment.Storage).KeepAsync(AttendanceApp.SimulatedSecret, cancellationToken);
        var reports = environment.Storage.Queue(Queues.SmsReports);
        sms.Reports.DeliverTo((body, token) => reports.SendMessageAsync(body, token));
        environment.PauseFaults(false);
        return environment;
    }

    /// <summary>Sets how many times each delivery report is delivered from now on.</summary>
    public void RepeatReports(int copies) => _sms.Reports.Copies = copies;

    /// <summary>Delivers the reports that were kept back in random order, and later reports immediately.</summary>
    /// <returns>The number of reports delivered.</returns>
    public Task<int> DeliverReportsAsync(CancellationToken cancellationToken)
    {
        _sms.Reports.AreWithheld = false;
        return _sms.Reports.ReleaseAsync(new Random(_seed), cancellationToken);
    }

    /// <summary>Pauses or resumes all faults.</summary>
    public void PauseFaults(bool paused)
    {
        PauseStorageFaults(paused);
        _sms.FailRandomly(
            paused
                ? RandomFaults.Never
                : new RandomFaults(_seed, _rates.Providers, [.. CommonFaults, new ProviderFault.AcceptAndCorruptResponse()]));
        _email.FailRandomly(paused ? RandomFaults.Never : new RandomFaults(_seed + 1, _rates.Providers, CommonFaults));
    }

    /// <summary>Pauses or resumes storage faults.</summary>
    public void PauseStorageFaults(bool paused) => _storageFaults.PauseFaults(paused);

    /// <summary>The number of messages that the providers accepted, by ledger key.</summary>
    public IReadOnlyDictionary<string, int> AcceptedByKey() => Texts.Select(text => text.Key).Concat(Emails.Select(email => email.Key))
        .CountBy(key => key, StringComparer.Ordinal).ToDictionary(count => count.Key, count => count.Value, StringComparer.Ordinal);

    /// <summary>Makes all queue messages visible that killed workers had received and not finished.</summary>
    public async Task ShowHiddenMessagesAsync()
    {
        foreach (var message in Observer.Unfinished)
        {
            Observer.RecordShown(message);
            await Proxy.ShowAsync(message.Queue, message.MessageId, message.PopReceipt);
        }
    }

    /// <summary>
    /// Cleans up after a killed worker. It records the rows that are still claimed, breaks the worker's leases, which would expire after
    /// fifteen seconds, and makes some of its unfinished queue messages visible, which would happen after ten minutes. The others stay
    /// hidden, so that the app must detect lost queue messages from the ledger.
    /// </summary>
    public async Task CleanUpAfterKillAsync(Func<bool> showsMessageAgain, CancellationToken cancellationToken)
    {
        await Observer.WaitUntilIdleAsync(cancellationToken);
        var notes = (await Notes.ReadAllAsync(cancellationToken))
            .Select(note => note.Value)
            .Where(note => note.State == MorningNoteState.Claimed);
        Observer.RecordClaimed((await Ledger.ReadAsync(NudgeState.Claimed, cancellationToken))
            .Select(row => row.Value.Place.Key.ToString()).Concat(notes.Select(note => note.Key)));
        foreach (var message in Observer.Unfinished.Where(_ => showsMessageAgain()))
        {
            Observer.RecordShown(message);
            await Proxy.ShowAsync(message.Queue, message.MessageId, message.PopReceipt);
        }

        var leases = Blobs.GetBlobContainerClient(Containers.Leases);
        await foreach (var blob in leases.GetBlobsAsync(cancellationToken: cancellationToken))
        {
            try
            {
                await leases.GetBlobClient(blob.Name).GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: cancellationToken);
            }
            catch (RequestFailedException free) when (free.Status == 409)
            {
                // The blob has no lease.
            }
        }
    }

    // Deletes the outbox of an earlier campaign, because providers append to an existing file.
    private static string NewFile(DirectoryInfo folder, string name)
    {
        var path = Path.Combine(folder.FullName, name);
        File.Delete(path);
        return path;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        await _sms.DisposeAsync();
        await _email.DisposeAsync();
    }
}
