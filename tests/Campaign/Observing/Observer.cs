using System.Collections.Concurrent;
using System.Text.Json;
using System.Xml.Linq;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Local.Providers;
using AttendanceFunctions.Tests.Campaign.Faults;

namespace AttendanceFunctions.Tests.Campaign.Observing;

/// <summary>A message that a worker received and has not finished.</summary>
public sealed record InHand(string Queue, string MessageId, string PopReceipt);

/// <summary>
/// Everything that can be seen from outside the workers: what passed the proxy and what became of every request to the
/// providers. What is expected of the ledger is worked out from this, and not from the code that is tried.
/// </summary>
public sealed class Observer : IStorageWitness, IProviderWitness
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<LedgerWrite>> _writes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<ProviderFault?>> _requests = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<StorageRequest, NudgeState> _ledgerWritesUnderWay = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<string, InHand> _inHand = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Queue, string Body), bool> _bodies = [];
    private readonly ConcurrentDictionary<string, bool> _claimedAtDeath = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _faults = new(StringComparer.Ordinal);
    private int _underWay;

    /// <summary>Is told of everything while it happens, in the middle of the request.</summary>
    public Action<Happening> Told { get; set; } = _ => { };

    /// <summary>Requests to storage so far.</summary>
    public int StorageRequests { get; private set; }

    /// <summary>How often each fault fell, of storage and of the providers.</summary>
    public IReadOnlyDictionary<string, int> FaultsInOrder() =>
        new SortedDictionary<string, int>(_faults.ToDictionary(), StringComparer.Ordinal);

    /// <summary>Every message that was put on a queue, once for each body.</summary>
    public IEnumerable<(string Queue, string Body)> Messages => _bodies.Keys;

    /// <summary>The workers' writes of a row of the ledger, in their order.</summary>
    public IReadOnlyList<LedgerWrite> WritesOf(string key) => _writes.TryGetValue(key, out var writes) ? [.. writes] : [];

    /// <summary>What went wrong with each request for a key, in their order; null where nothing did.</summary>
    public IReadOnlyList<ProviderFault?> RequestsOf(string key) => _requests.TryGetValue(key, out var requests) ? [.. requests] : [];

    /// <summary>The keys that were offered to a provider.</summary>
    public IEnumerable<string> Offered => _requests.Keys;

    /// <summary>The keys of rows that workers wrote one by one.</summary>
    public IEnumerable<string> Written => _writes.Keys;

    /// <summary>Returns when no request is under way any more, those among them that a dead worker left in the line.</summary>
    public async Task WaitUntilIdleAsync(CancellationToken cancellationToken)
    {
        const int enough = 3;
        for (var idle = 0; idle < enough; idle = Volatile.Read(ref _underWay) > 0 ? 0 : idle + 1)
        {
            await Task.Delay(5, cancellationToken);
        }
    }

    /// <summary>Keys of rows that a dead worker left claimed.</summary>
    public IReadOnlyCollection<string> ClaimedAtDeath => [.. _claimedAtDeath.Keys];

    /// <summary>Takes down which rows a dead worker left claimed.</summary>
    public void LeftClaimed(IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            _claimedAtDeath[key] = true;
        }
    }

    /// <summary>What is hidden in the queues: between two lives, what dead workers had in hand.</summary>
    public IReadOnlyCollection<InHand> InHand => [.. _inHand.Values];

    /// <summary>A message is about to be shown again.</summary>
    public void IsShown(InHand message) => _inHand.TryRemove(message.MessageId, out _);

    /// <inheritdoc />
    public void Arrived(StorageRequest request, StorageFault fault)
    {
        Interlocked.Increment(ref _underWay);
        StorageRequests++;
        if (request.LedgerKey.Length > 0 && StateIn(request.Body) is { } state)
        {
            _ledgerWritesUnderWay[request] = state;
        }

        if (request.IsPutMessage)
        {
            _bodies[(request.Queue, Xml(request.Body).Root!.Element("MessageText")!.Value)] = true;
        }

        Told(Happening.StorageArrived);
    }

    /// <inheritdoc />
    public void Applied(StorageRequest request, StorageFault fault, StorageAnswer answer)
    {
        var isApplied = answer.Status is >= 200 and < 300;
        if (isApplied && request.IsReceive)
        {
            Receive(request.Queue, answer.Body);
        }
        else if (isApplied && (request.IsDeleteMessage || request.IsUpdateMessage))
        {
            // A message that is hidden again is hidden for no time: it is given back.
            _inHand.TryRemove(request.MessageId, out _);
        }

        if (isApplied && _ledgerWritesUnderWay.TryRemove(request, out var state))
        {
            Write(request.LedgerKey, new(state, IsApplied: true, fault));
            Told(state == NudgeState.Claimed ? Happening.Claimed : Happening.Settled);
        }

        Told(Happening.StorageApplied);
    }

    /// <inheritdoc />
    public void Ended(StorageRequest request, StorageFault fault)
    {
        if (_ledgerWritesUnderWay.TryRemove(request, out var state))
        {
            Write(request.LedgerKey, new(state, IsApplied: false, fault));
        }

        if (fault != StorageFault.None)
        {
            Count($"storage {fault}");
        }

        Interlocked.Decrement(ref _underWay);
    }

    /// <inheritdoc />
    public void Received(string key)
    {
        Interlocked.Increment(ref _underWay);
        Told(Happening.ProviderReceived);
    }

    /// <inheritdoc />
    public void Accepted(string key) => Told(Happening.ProviderAccepted);

    /// <inheritdoc />
    public void Ended(string key, ProviderFault? fault)
    {
        _requests.GetOrAdd(key, _ => new()).Enqueue(fault);
        if (fault is not null)
        {
            Count($"provider {Named(fault)}");
        }

        Told(Happening.ProviderEnded);
        Interlocked.Decrement(ref _underWay);
    }

    private static string Named(ProviderFault fault) => fault switch
    {
        ProviderFault.Refuse refuse => $"{nameof(ProviderFault.Refuse)} {refuse.StatusCode}",
        ProviderFault.RefuseForNow refuse => $"{nameof(ProviderFault.RefuseForNow)} {refuse.StatusCode}",
        ProviderFault.RefuseRecipients refuse => $"{nameof(ProviderFault.RefuseRecipients)} {refuse.StatusCode}",
        ProviderFault.AcceptAndRefuse refuse => $"{nameof(ProviderFault.AcceptAndRefuse)} {refuse.StatusCode}",
        _ => fault.GetType().Name,
    };

    private static NudgeState? StateIn(byte[] row)
    {
        using var json = JsonDocument.Parse(row);
        return json.RootElement.TryGetProperty("State", out var state) ? Enum.Parse<NudgeState>(state.GetString()!) : null;
    }

    private void Write(string key, LedgerWrite write) => _writes.GetOrAdd(key, _ => new()).Enqueue(write);

    private void Receive(string queue, byte[] answer)
    {
        foreach (var message in Xml(answer).Descendants("QueueMessage"))
        {
            var received = new InHand(queue, message.Element("MessageId")!.Value, message.Element("PopReceipt")!.Value);
            _inHand[received.MessageId] = received;
        }
    }

    private static XDocument Xml(byte[] body)
    {
        using var stream = new MemoryStream(body);
        return XDocument.Load(stream);
    }

    private void Count(string fault) => _faults.AddOrUpdate(fault, 1, (_, count) => count + 1);
}
