using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries;
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
/// What a campaign stands on and its workers do not bring down: storage, the proxy before it, the providers, and who watches.
/// </summary>
internal sealed class Ground : IAsyncDisposable
{
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(120);

    private static readonly ProviderFault[] OfBoth =
    [
        new ProviderFault.RefuseForNow(429, TimeSpan.Zero), new ProviderFault.Refuse(429),
        new ProviderFault.Refuse(500), new ProviderFault.RefuseForNow(503, TimeSpan.Zero), new ProviderFault.DropConnection(),
        new ProviderFault.Hang { AtMost = Silence },
        new ProviderFault.AcceptAndRefuse(500), new ProviderFault.AcceptAndRefuse(503), new ProviderFault.AcceptAndDropConnection(),
        new ProviderFault.AcceptAndHang { AtMost = Silence },
        new ProviderFault.RefuseRecipients(400), new ProviderFault.Refuse(400),
    ];

    private readonly StorageDice _dice;
    private readonly FaultRates _rates;
    private readonly int _seed;
    private readonly SmsProvider _sms;
    private readonly EmailProvider _email;

    private Ground(
        string storage,
        CampaignOptions options,
        StorageDice dice,
        Observer observer,
        FaultProxy proxy,
        SmsProvider sms,
        EmailProvider email,
        WorkerKind kind)
    {
        (_dice, _rates, _seed, _sms, _email) = (dice, options.Rates, options.Seed, sms, email);
        (Observer, Proxy) = (observer, proxy);
        Storehouse = new(
            new TableServiceClient(storage),
            new BlobServiceClient(storage),
            new QueueServiceClient(storage, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None }));
        Blobs = new(storage);
        Ledger = new(Storehouse);
        Notes = new(Storehouse);
        Setup = new(kind, proxy.ConnectionString, sms.ConnectionString, email.Host, email.ApiKey);
    }

    /// <summary>Sees everything that passes.</summary>
    public Observer Observer { get; }

    public FaultProxy Proxy { get; }

    /// <summary>The storage account without faults.</summary>
    public TrustStorage Storehouse { get; }

    /// <summary>Its blobs.</summary>
    public BlobServiceClient Blobs { get; }

    /// <summary>Its ledger.</summary>
    public NudgeLedger Ledger { get; }

    /// <summary>Its notes to the trust lead.</summary>
    public LeadNoteTable Notes { get; }

    /// <summary>What workers are told.</summary>
    public WorkerSetup Setup { get; }

    /// <summary>The texts that the provider accepted.</summary>
    public IReadOnlyList<AcceptedText> Texts => _sms.Accepted;

    /// <summary>The emails that the provider accepted.</summary>
    public IReadOnlyList<AcceptedEmail> Emails => _email.Accepted;

    /// <summary>Starts everything.</summary>
    /// <param name="storage">An empty storage account on loopback.</param>
    /// <param name="options">The campaign.</param>
    /// <param name="kind">Which sender is tried.</param>
    /// <param name="folder">Where the providers keep what they accept.</param>
    /// <param name="cancellationToken">Abandons the start.</param>
    public static async Task<Ground> StartAsync(
        string storage, CampaignOptions options, WorkerKind kind, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        var observer = new Observer();
        var dice = new StorageDice(options.Seed, options.Rates);
        var proxy = await FaultProxy.StartAsync(storage, dice, observer, cancellationToken);
        var sms = await SmsProvider.StartAsync(Fresh(folder, $"{kind}-sms.jsonl"), TimeProvider.System, cancellationToken);
        var email = await EmailProvider.StartAsync(Fresh(folder, $"{kind}-email.jsonl"), TimeProvider.System, cancellationToken);
        // Kept back until the storm is over: what is unknown then must be so for a reason that was seen.
        sms.Reports.AreWithheld = true;
        sms.Watch(observer);
        email.Watch(observer);
        var ground = new Ground(storage, options, dice, observer, proxy, sms, email, kind);
        await ground.Storehouse.CreateAsync(cancellationToken);
        var reports = ground.Storehouse.Queue(Queues.SmsReports);
        sms.Reports.DeliverTo((body, token) => reports.SendMessageAsync(body, token));
        ground.Quieten(false);
        return ground;
    }

    /// <summary>Has every report of the texts of the next days come so many times.</summary>
    public void Repeat(int copies) => _sms.Reports.Copies = copies;

    /// <summary>Delivers the reports that were kept back, in any order, and from now on every other one at once.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> ReportAsync(CancellationToken cancellationToken)
    {
        _sms.Reports.AreWithheld = false;
        return _sms.Reports.ReleaseAsync(new Random(_seed), cancellationToken);
    }

    /// <summary>From now on nothing goes wrong, or again.</summary>
    public void Quieten(bool quiet)
    {
        QuietenStorage(quiet);
        _sms.FailByChance(
            quiet ? FaultDice.Never : new FaultDice(_seed, _rates.Providers, [.. OfBoth, new ProviderFault.AcceptAndBabble()]));
        _email.FailByChance(quiet ? FaultDice.Never : new FaultDice(_seed + 1, _rates.Providers, OfBoth));
    }

    /// <summary>From now on nothing goes wrong with storage, or again.</summary>
    public void QuietenStorage(bool quiet) => _dice.Quieten(quiet);

    /// <summary>How many messages the providers accepted under each key.</summary>
    public IReadOnlyDictionary<string, int> AcceptedByKey() => Texts.Select(text => text.Key).Concat(Emails.Select(email => email.Key))
        .CountBy(key => key, StringComparer.Ordinal).ToDictionary(count => count.Key, count => count.Value, StringComparer.Ordinal);

    /// <summary>Lets everything that dead workers had in hand come again.</summary>
    public async Task ShowHiddenAsync()
    {
        foreach (var message in Observer.InHand)
        {
            Observer.IsShown(message);
            await Proxy.ShowAsync(message.Queue, message.MessageId, message.PopReceipt);
        }
    }

    /// <summary>
    /// Takes down what a dead worker left claimed, ends its leases as fifteen seconds would, and lets some of what it had in hand come
    /// again as ten minutes would. The rest stays hidden, so that the ledger must notice that it is lost.
    /// </summary>
    public async Task BuryAsync(Func<bool> comesAgain, CancellationToken cancellationToken)
    {
        await Observer.WaitUntilIdleAsync(cancellationToken);
        var notes = (await Notes.ReadAllAsync(cancellationToken))
            .Select(note => note.Value)
            .Where(note => note.State == LeadNoteState.Claimed);
        Observer.LeftClaimed((await Ledger.ReadAsync(NudgeState.Claimed, cancellationToken))
            .Select(row => row.Value.Place.Key.ToString()).Concat(notes.Select(note => note.Key)));
        foreach (var message in Observer.InHand.Where(_ => comesAgain()))
        {
            Observer.IsShown(message);
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
                // Nobody held this one.
            }
        }
    }

    // An outbox of an earlier campaign would go on.
    private static string Fresh(DirectoryInfo folder, string name)
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
