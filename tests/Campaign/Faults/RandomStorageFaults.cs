namespace AttendanceFunctions.Tests.Campaign.Faults;

/// <summary>Chooses a random fault for each storage request. The same seed and order of requests give the same faults.</summary>
/// <param name="seed">The seed of the random numbers.</param>
/// <param name="rates">The rates of faults.</param>
public sealed class RandomStorageFaults(int seed, FaultRates rates)
{
    /// <summary>The minimum length of an outage, in requests to the service. The clients try each request four times.</summary>
    private const int MinOutage = 4;
    private const int MaxOutage = 14;

    private static readonly StorageFault[] ReadFaults =
    [
        StorageFault.InternalError, StorageFault.ServerBusy, StorageFault.TooManyRequests, StorageFault.TimedOut,
        StorageFault.ConnectionDropped,
    ];

    private static readonly StorageFault[] ChangeFaults =
        [.. ReadFaults, StorageFault.AppliedThenDropped, StorageFault.AppliedThenInternalError, StorageFault.AppliedThenTimedOut];

    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);
    private readonly Dictionary<StorageService, int> _outages = [];
    private bool _isPaused;

    /// <summary>Pauses or resumes the faults and ends all outages.</summary>
    public void PauseFaults(bool paused)
    {
        lock (_gate)
        {
            _isPaused = paused;
            _outages.Clear();
        }
    }

    /// <summary>Chooses the fault of a request.</summary>
    public StorageFault Next(StorageRequest request)
    {
        lock (_gate)
        {
            return _isPaused ? StorageFault.None
                : IsOut(request) ? StorageFault.Outage
                : request.IsPutMessage && Occurs(rates.DuplicatedMessages) ? StorageFault.MessageDuplicated
                : request.IsDeleteMessage && Occurs(rates.LostDeletes) ? StorageFault.DeleteLost
                : !Occurs(rates.Storage) ? StorageFault.None
                : request.IsChange ? ChangeFaults[_random.Next(ChangeFaults.Length)]
                : ReadFaults[_random.Next(ReadFaults.Length)];
        }
    }

    private bool IsOut(StorageRequest request)
    {
        // No fault here: a lease that is not released expires after fifteen seconds of real time, which would only slow the campaign down.
        if (request.LeaseAction == "release")
        {
            return false;
        }

        var left = _outages.GetValueOrDefault(request.Service);
        if (left == 0 && Occurs(rates.Outages))
        {
            left = _random.Next(MinOutage, MaxOutage + 1);
        }

        _outages[request.Service] = Math.Max(0, left - 1);
        return left > 0;
    }

    private bool Occurs(double share) => _random.NextDouble() < share;
}
