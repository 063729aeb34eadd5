namespace AttendanceFunctions.Local.Providers;

/// <summary>Random faults. The same seed and the same order of requests give the same faults.</summary>
/// <param name="seed">The seed of the random numbers.</param>
/// <param name="share">The share of requests that fail, 0 to 1.</param>
/// <param name="faults">The possible faults, all equally likely.</param>
public sealed class RandomFaults(int seed, double share, IReadOnlyList<ProviderFault> faults)
{
    private readonly Lock _gate = new();

    private readonly Random _random = new(seed);

    /// <summary>No faults.</summary>
    public static RandomFaults Never { get; } = new(0, 0, []);

    /// <summary>Decides whether a request fails, and how.</summary>
    /// <returns>Whether the request fails.</returns>
    internal bool TryPick(out ProviderFault fault)
    {
        lock (_gate)
        {
            var fails = faults.Count > 0 && _random.NextDouble() < share;
            fault = fails ? faults[_random.Next(faults.Count)] : new ProviderFault.Hang();
            return fails;
        }
    }
}
