namespace AttendanceFunctions.Domain.Messages.Ledger;

/// <summary>How long ago something was written down, for the question whether its run died.</summary>
public static class Elapsed
{
    /// <summary>
    /// The time between an instant and now, never below zero: a clock that was set back leaves instants in the future, and those count as
    /// long ago like those in the past, so that no row waits for a time that may never come.
    /// </summary>
    public static TimeSpan Since(DateTimeOffset instant, DateTimeOffset now) => (now - instant).Duration();
}
