namespace AttendanceFunctions.Local.Host.Triggers;

/// <summary>What the functions of a run did, counted.</summary>
/// <param name="Ticks">Timer invocations.</param>
/// <param name="FailedTicks">Timer invocations that threw; a timer is not retried, it ticks again.</param>
/// <param name="Messages">Messages that were worked on and deleted.</param>
/// <param name="FailedInvocations">Queue invocations that threw; the message comes again until it is poison.</param>
/// <param name="PoisonedMessages">Messages that were given up.</param>
public sealed record RunTally(int Ticks, int FailedTicks, int Messages, int FailedInvocations, int PoisonedMessages)
{
    /// <summary>Nothing yet.</summary>
    public static RunTally Empty { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Whether every tick ended well and no message was given up.</summary>
    public bool Succeeded => FailedTicks == 0 && PoisonedMessages == 0;

    /// <summary>What came on top of earlier counts.</summary>
    public RunTally Since(RunTally earlier) => new(
        Ticks - earlier.Ticks,
        FailedTicks - earlier.FailedTicks,
        Messages - earlier.Messages,
        FailedInvocations - earlier.FailedInvocations,
        PoisonedMessages - earlier.PoisonedMessages);
}

/// <summary>Counts what several drivers do at the same time.</summary>
internal sealed class RunCounter
{
    private int _ticks;
    private int _failedTicks;
    private int _messages;
    private int _failedInvocations;
    private int _poisonedMessages;

    public RunTally Tally => new(_ticks, _failedTicks, _messages, _failedInvocations, _poisonedMessages);

    public void Ticked() => Interlocked.Increment(ref _ticks);

    public void TickFailed() => Interlocked.Increment(ref _failedTicks);

    public void MessageDone() => Interlocked.Increment(ref _messages);

    public void InvocationFailed() => Interlocked.Increment(ref _failedInvocations);

    public void MessagePoisoned() => Interlocked.Increment(ref _poisonedMessages);
}
