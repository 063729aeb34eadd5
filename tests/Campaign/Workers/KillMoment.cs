using AttendanceFunctions.Tests.Campaign.Observing;

namespace AttendanceFunctions.Tests.Campaign.Workers;

/// <summary>When in its life a worker is killed.</summary>
/// <param name="NotBefore">The simulated instant from which on the moment is waited for.</param>
internal abstract record KillMoment(DateTimeOffset NotBefore)
{
    /// <summary>So long after that instant, by the real clock.</summary>
    public sealed record After(DateTimeOffset NotBefore, TimeSpan Time) : KillMoment(NotBefore);

    /// <summary>In the middle of the so-manieth request of a kind after that instant, or after a while if there are not as many.</summary>
    public sealed record At(DateTimeOffset NotBefore, Happening Happening, int Times) : KillMoment(NotBefore);
}

/// <summary>The moments of a night at which workers are killed, by chance: the same for the same seed.</summary>
internal sealed class KillDice(int seed)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(700);

    private readonly Random _random = new(seed);

    /// <summary>Moments in the order of the night.</summary>
    /// <param name="count">How many.</param>
    /// <param name="evening">When the night's work begins.</param>
    /// <param name="sending">When messages may leave on the next school day.</param>
    public IReadOnlyList<KillMoment> Throw(int count, DateTimeOffset evening, Spell sending) =>
        [.. Enumerable.Range(0, count).Select(_ => Throw(evening, sending)).OrderBy(moment => moment.NotBefore)];

    /// <summary>Moments of a sender that only works off a queue.</summary>
    public IReadOnlyList<KillMoment> ThrowForQueue(int count, DateTimeOffset evening) =>
    [
        .. Enumerable.Range(0, count).Select(_ => _random.Next(4) switch
        {
            0 => (KillMoment)new KillMoment.After(evening, LongestWait * _random.NextDouble()),
            1 => new KillMoment.At(evening, Happening.StorageApplied, _random.Next(1, 40)),
            2 =>
                new KillMoment.At(evening, _random.Next(2) == 0 ? Happening.ProviderReceived : Happening.ProviderEnded, _random.Next(1, 6)),
            _ => new KillMoment.At(evening, Happening.ProviderAccepted, _random.Next(1, 6)),
        }),
    ];

    /// <summary>
    /// From when on the next worker goes on: mostly from the tick that was broken off, sometimes later, and now and then from the evening
    /// on, as the local host's verb does.
    /// </summary>
    public DateTimeOffset Resume(DateTimeOffset evening, DateTimeOffset lastTick) => _random.Next(10) switch
    {
        0 => evening,
        1 or 2 => lastTick.AddMinutes(15),
        _ => lastTick,
    };

    /// <summary>
    /// Whether what a dead worker had in hand comes again at once, as after the time that it is hidden; else the ledger must notice that it
    /// is lost.
    /// </summary>
    public bool ComesAgain() => _random.Next(2) == 0;

    private KillMoment Throw(DateTimeOffset evening, Spell sending)
    {
        // A school's night is worked out at its first tick, and most messages leave at the first tick of the morning.
        var notBefore = _random.Next(10) switch
        {
            < 3 => evening,
            < 7 => sending.From,
            < 9 => sending.From + ((sending.Until - sending.From) * _random.NextDouble()),
            _ => evening + ((sending.Until - evening) * _random.NextDouble()),
        };
        return _random.Next(8) switch
        {
            < 2 => new KillMoment.After(notBefore, LongestWait * _random.NextDouble()),
            2 => new KillMoment.At(notBefore, Happening.StorageArrived, _random.Next(1, 200)),
            3 => new KillMoment.At(notBefore, Happening.StorageApplied, _random.Next(1, 200)),
            4 => new KillMoment.At(notBefore, Happening.Claimed, _random.Next(1, 10)),
            5 => new KillMoment.At(notBefore, Happening.Settled, _random.Next(1, 10)),
            6 =>
                new KillMoment.At(
                    notBefore, _random.Next(2) == 0 ? Happening.ProviderReceived : Happening.ProviderEnded, _random.Next(1, 10)),
            _ => new KillMoment.At(notBefore, Happening.ProviderAccepted, _random.Next(1, 10)),
        };
    }
}
