using System.Collections.Concurrent;
using System.Text.Json;
using System.Xml.Linq;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Local.Providers;
using AttendanceFunctions.Tests.Campaign.Faults;

namespace AttendanceFunctions.Tests.Campaign.Observing;

/// <summary>A queue message that a worker received and has not finished.</summary>
public sealed record UnfinishedMessage(string Queue, string MessageId, string PopReceipt);

/// <summary>
/// Records what can be observed from outside the workers: the requests to storage and to the providers. The expected state of the ledger is
/// derived from these records, not from the code under test.
/// </summary>
public sealed class Observer : IStorageObserver, IProviderObserver
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<LedgerWrite>> _writes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<ProviderFault?>> _requests = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<StorageRequest, NudgeState> _pendingLedgerWrites = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<string, UnfinishedMessage> _unfinished = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Queue, string Body), bool> _bodies = [];
    private readonly ConcurrentDictionary<string, bool> _claimedAtKill = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _faults = new(StringComparer.Ordinal);
    private int _activeRequests;

    /// <summary>Called for each event while the request is processed.</summary>
    public Action<RequestEvent> EventOccurred { get; set; } = _ => { };

    /// <summary>The number of storage requests so far.</summary>
    public int StorageRequests { get; private set; }

    /// <summary>The number of times that each storage and provider fault was injected, ordered by name.</summary>
    public IReadOnlyDictionary<string, int> FaultsInOrder() =>
        new SortedDictionary<string, int>(_faults.ToDictionary(), StringComparer.Ordinal);

    /// <summary>The queue messages that were sent, without duplicates.</summary>
    public IEnumerable<(string Queue, string Body)> Messages => _bodies.Keys;

    /// <summary>The writes of a ledger row, in order.</summary>
    public IReadOnlyList<LedgerWrite> WritesOf(string key) => _writes.TryGetValue(key, out var writes) ? [.. writes] : [];

    /// <summary>The fault of each provider request for a key, in order; null for a request without a fault.</summary>
    public IReadOnlyList<ProviderFault?> RequestsOf(string key) => _requests.TryGetValue(key, out var requests) ? [.. requests] : [];

    /// <summary>The keys of messages that were sent to a provider.</summary>
    public IEnumerable<string> Offered => _requests.Keys;

    /// <summary>The keys of rows that workers wrote individually.</summary>
    public IEnumerable<string> Written => _writes.Keys;

    /// <summary>Returns when no request is active, including requests that a killed worker has sent.</summary>
    public async Task WaitUntilIdleAsync(CancellationToken cancellationToken)
    {
        const int idleChecks = 3;
        for (var idle = 0; idle < idleChecks; idle = Volatile.Read(ref _activeRequests) > 0 ? 0 : idle + 1)
        {
            await Task.Delay(5, cancellationToken);
        }
    }

    /// <summary>The keys of rows that were claimed when a worker was killed.</summary>
    public IReadOnlyCollection<string> ClaimedAtKill => [.. _claimedAtKill.Keys];

    /// <summary>Records the rows that were claimed when a worker was killed.</summary>
    public void RecordClaimed(IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            _claimedAtKill[key] = true;
        }
    }

    /// <summary>The queue messages that are hidden. Between two workers, these are the unfinished messages of killed workers.</summary>
    public IReadOnlyCollection<UnfinishedMessage> Unfinished => [.. _unfinished.Values];

    /// <summary>Records that a message is about to become visible.</summary>
    public void RecordShown(UnfinishedMessage message) => _unfinished.TryRemove(message.MessageId, out _);

    /// <inheritdoc />
    public void Arrived(StorageRequest request, StorageFault fault)
    {
        Interlocked.Increment(ref _activeRequests);
        StorageRequests++;
        if (request.LedgerKey.Length > 0 && StateIn(request.Body) is { } state)
        {
            _pendingLedgerWrites[request] = state;
        }

        if (request.IsPutMessage)
        {
            _bodies[(request.Queue, Xml(request.Body).Root!.Element("MessageText")!.Value)] = true;
        }

        EventOccurred(RequestEvent.StorageArrived);
    }

    /// <inheritdoc />
    public void Applied(StorageRequest request, StorageFault fault, StorageResponse response)
    {
        var isApplied = response.Status is >= 200 and < 300;
        if (isApplied && request.IsReceive)
        {
            Receive(request.Queue, response.Body);
        }
        else if (isApplied && (request.IsDeleteMessage || request.IsUpdateMessage))
        {
            // An update always sets the hidden time to zero here: the message is returned to the queue.
            _unfinished.TryRemove(request.MessageId, out _);
        }

        if (isApplied && _pendingLedgerWrites.TryRemove(request, out var state))
        {
            Write(request.LedgerKey, new(state, IsApplied: true, fault));
            EventOccurred(state == NudgeState.Claimed ? RequestEvent.Claimed : RequestEvent.Settled);
        }

        EventOccurred(RequestEvent.StorageApplied);
    }

    /// <inheritdoc />
    public void Ended(StorageRequest request, StorageFault fault)
    {
        if (_pendingLedgerWrites.TryRemove(request, out var state))
        {
            Write(request.LedgerKey, new(state, IsApplied: false, fault));
        }

        if (fault != StorageFault.None)
        {
            Count($"storage {fault}");
        }

        Interlocked.Decrement(ref _activeRequests);
    }

    /// <inheritdoc />
    public void Received(string key)
    {
        Interlocked.Increment(ref _activeRequests);
        EventOccurred(RequestEvent.ProviderReceived);
    }

    /// <inheritdoc />
    public void Accepted(string key) => EventOccurred(RequestEvent.ProviderAccepted);

    /// <inheritdoc />
    public void Ended(string key, ProviderFault? fault)
    {
        _requests.GetOrAdd(key, _ => new()).Enqueue(fault);
        if (fault is not null)
        {
            Count($"provider {NameOf(fault)}");
        }

        EventOccurred(RequestEvent.ProviderEnded);
        Interlocked.Decrement(ref _activeRequests);
    }

    private static string NameOf(ProviderFault fault) => fault switch
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
            var received = new UnfinishedMessage(queue, message.Element("MessageId")!.Value, message.Element("PopReceipt")!.Value);
            _unfinished[received.MessageId] = received;
        }
    }

    private static XDocument Xml(byte[] body)
    {
        using var stream = new MemoryStream(body);
        return XDocument.Load(stream);
    }

    private void Count(string fault) => _faults.AddOrUpdate(fault, 1, (_, count) => count + 1);
}
