namespace AttendanceFunctions.Local.Host.Triggers;

/// <summary>The counts of a run.</summary>
/// <param name="Ticks">Timer invocations.</param>
/// <param name="FailedTicks">Timer invocations that failed. They are not retried; the timer runs again at its next scheduled time.</param>
/// <param name="Messages">Messages that were processed and deleted.</param>
/// <param name="FailedInvocations">Queue invocations that failed. The message is retried until it is moved to the poison queue.</param>
/// <param name="PoisonedMessages">Messages that were moved to a poison queue, or failed in one.</param>
public sealed record RunTally(int Ticks, int FailedTicks, int Messages, int FailedInvocations, int PoisonedMessages)
{
    /// <summary>All counts are zero.</summary>
    public static RunTally Empty { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Whether every timer invocation succeeded and no message was poisoned.</summary>
    public bool Succeeded => FailedTicks == 0 && PoisonedMessages == 0;

    /// <summary>The difference from earlier counts.</summary>
    public RunTally Since(RunTally earlier) => new(
        Ticks - earlier.Ticks,
        FailedTicks - earlier.FailedTicks,
        Messages - earlier.Messages,
        FailedInvocations - earlier.FailedInvocations,
        PoisonedMessages - earlier.PoisonedMessages);
}

/// <summary>Collects the counts of drivers that run in parallel.</summary>
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
