namespace AttendanceFunctions.Local.Providers;

/// <summary>Faults by chance, the same for the same seed and order of requests.</summary>
/// <param name="seed">Any number.</param>
/// <param name="share">The share of requests that go wrong, 0 to 1.</param>
/// <param name="faults">What may go wrong, each as likely as any other.</param>
public sealed class FaultDice(int seed, double share, IReadOnlyList<ProviderFault> faults)
{
    private readonly Lock _gate = new();

    private readonly Random _random = new(seed);

    /// <summary>Nothing goes wrong.</summary>
    public static FaultDice Never { get; } = new(0, 0, []);

    /// <summary>Throws for one request.</summary>
    /// <returns>Whether it goes wrong.</returns>
    internal bool TryThrow(out ProviderFault fault)
    {
        lock (_gate)
        {
            var goesWrong = faults.Count > 0 && _random.NextDouble() < share;
            fault = goesWrong ? faults[_random.Next(faults.Count)] : new ProviderFault.Hang();
            return goesWrong;
        }
    }
}
