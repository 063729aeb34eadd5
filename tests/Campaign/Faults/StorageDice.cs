namespace AttendanceFunctions.Tests.Campaign.Faults;

/// <summary>Says what becomes of each request to storage, by chance: the same for the same seed and order of requests.</summary>
/// <param name="seed">Any number.</param>
/// <param name="rates">How much goes wrong.</param>
public sealed class StorageDice(int seed, FaultRates rates)
{
    /// <summary>An outage lasts for as many requests of its service; the clients try each request four times.</summary>
    private const int ShortestOutage = 4;
    private const int LongestOutage = 14;

    private static readonly StorageFault[] OfReads =
        [StorageFault.InternalError, StorageFault.ServerBusy, StorageFault.TooManyRequests, StorageFault.TimedOut, StorageFault.LineCut];

    private static readonly StorageFault[] OfChanges =
        [.. OfReads, StorageFault.AppliedThenCut, StorageFault.AppliedThenInternalError, StorageFault.AppliedThenTimedOut];

    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);
    private readonly Dictionary<StorageService, int> _outages = [];
    private bool _isQuiet;

    /// <summary>From now on nothing goes wrong, or again.</summary>
    public void Quieten(bool quiet)
    {
        lock (_gate)
        {
            _isQuiet = quiet;
            _outages.Clear();
        }
    }

    /// <summary>Throws for one request.</summary>
    public StorageFault Throw(StorageRequest request)
    {
        lock (_gate)
        {
            return _isQuiet ? StorageFault.None
                : IsOut(request) ? StorageFault.Outage
                : request.IsPutMessage && Falls(rates.DoubledMessages) ? StorageFault.MessageDoubled
                : request.IsDeleteMessage && Falls(rates.LostDeletes) ? StorageFault.DeleteLost
                : !Falls(rates.Storage) ? StorageFault.None
                : request.IsChange ? OfChanges[_random.Next(OfChanges.Length)]
                : OfReads[_random.Next(OfReads.Length)];
        }
    }

    private bool IsOut(StorageRequest request)
    {
        // A lease that cannot be let go of runs out after fifteen seconds of the real clock, in which nothing would be learned.
        if (request.LeaseAction == "release")
        {
            return false;
        }

        var left = _outages.GetValueOrDefault(request.Service);
        if (left == 0 && Falls(rates.Outages))
        {
            left = _random.Next(ShortestOutage, LongestOutage + 1);
        }

        _outages[request.Service] = Math.Max(0, left - 1);
        return left > 0;
    }

    private bool Falls(double share) => _random.NextDouble() < share;
}
