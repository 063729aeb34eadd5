using AttendanceFunctions.Tests.Campaign.Observing;

namespace AttendanceFunctions.Tests.Campaign.Workers;

/// <summary>The moment at which a worker is killed.</summary>
/// <param name="NotBefore">The simulated time from which the moment can occur.</param>
internal abstract record KillMoment(DateTimeOffset NotBefore)
{
    /// <summary>A real time span after <c>NotBefore</c>.</summary>
    public sealed record After(DateTimeOffset NotBefore, TimeSpan Time) : KillMoment(NotBefore);

    /// <summary>At the n-th event of a kind after <c>NotBefore</c>, or after a time limit if there are fewer.</summary>
    public sealed record At(DateTimeOffset NotBefore, RequestEvent RequestEvent, int Times) : KillMoment(NotBefore)
    {
        /// <summary>The time to wait for the event, in real time.</summary>
        public TimeSpan Limit { get; init; } = TimeSpan.FromMilliseconds(1500);
    }
}

/// <summary>Chooses random moments of a night at which workers are killed. The same seed gives the same moments.</summary>
internal sealed class RandomKills(int seed)
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromMilliseconds(700);

    private readonly Random _random = new(seed);

    /// <summary>Chooses moments in chronological order.</summary>
    /// <param name="count">The number of moments.</param>
    /// <param name="evening">The start of the night's work.</param>
    /// <param name="sending">The sending hours of the next school day.</param>
    public IReadOnlyList<KillMoment> Next(int count, DateTimeOffset evening, TimeWindow sending) =>
        [.. Enumerable.Range(0, count).Select(_ => Next(evening, sending)).OrderBy(moment => moment.NotBefore)];

    /// <summary>
    /// Chooses moments for work that only consists of processing queues. A worker reaches each event or ends, so the time limit is long:
    /// on a busy machine, a short one would kill workers before they had a message in hand.
    /// </summary>
    public IReadOnlyList<KillMoment> NextForQueue(int count, DateTimeOffset evening)
    {
        return
        [
            .. Enumerable.Range(0, count).Select(_ => _random.Next(4) switch
            {
                0 => (KillMoment)new KillMoment.After(evening, MaxWait * _random.NextDouble()),
                1 => At(RequestEvent.StorageApplied, 40),
                2 => At(_random.Next(2) == 0 ? RequestEvent.ProviderReceived : RequestEvent.ProviderEnded, 6),
                _ => At(RequestEvent.ProviderAccepted, 6),
            }),
        ];

        KillMoment.At At(RequestEvent requestEvent, int below) =>
            new(evening, requestEvent, _random.Next(1, below)) { Limit = TimeSpan.FromMinutes(5) };
    }

    /// <summary>
    /// Chooses the simulated time at which the next worker resumes: usually the interrupted tick, sometimes a later one, and sometimes the
    /// start of the night, like the local host's <c>night</c> command.
    /// </summary>
    public DateTimeOffset Resume(DateTimeOffset evening, DateTimeOffset lastTick) => _random.Next(10) switch
    {
        0 => evening,
        1 or 2 => lastTick.AddMinutes(15),
        _ => lastTick,
    };

    /// <summary>
    /// Whether an unfinished queue message of a killed worker becomes visible immediately, as if its hidden time had passed. Otherwise the
    /// app must detect from the ledger that it is lost.
    /// </summary>
    public bool ShowsMessageAgain() => _random.Next(2) == 0;

    private KillMoment Next(DateTimeOffset evening, TimeWindow sending)
    {
        // A school's night is processed at the first tick, and most messages are sent at the first tick of the morning.
        var notBefore = _random.Next(10) switch
        {
            < 3 => evening,
            < 7 => sending.From,
            < 9 => sending.From + ((sending.Until - sending.From) * _random.NextDouble()),
            _ => evening + ((sending.Until - evening) * _random.NextDouble()),
        };
        return _random.Next(8) switch
        {
            < 2 => new KillMoment.After(notBefore, MaxWait * _random.NextDouble()),
            2 => new KillMoment.At(notBefore, RequestEvent.StorageArrived, _random.Next(1, 200)),
            3 => new KillMoment.At(notBefore, RequestEvent.StorageApplied, _random.Next(1, 200)),
            4 => new KillMoment.At(notBefore, RequestEvent.Claimed, _random.Next(1, 10)),
            5 => new KillMoment.At(notBefore, RequestEvent.Settled, _random.Next(1, 10)),
            6 =>
                new KillMoment.At(
                    notBefore, _random.Next(2) == 0 ? RequestEvent.ProviderReceived : RequestEvent.ProviderEnded, _random.Next(1, 10)),
            _ => new KillMoment.At(notBefore, RequestEvent.ProviderAccepted, _random.Next(1, 10)),
        };
    }
}
