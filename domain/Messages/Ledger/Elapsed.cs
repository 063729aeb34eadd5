namespace AttendanceFunctions.Domain.Messages.Ledger;

/// <summary>How long ago something was written down, for the question whether its run died.</summary>
public static class Elapsed
{
    /// <summary>The time since an instant, never below zero: one in the future (the clock was set back) counts as long ago.</summary>
    public static TimeSpan Since(DateTimeOffset instant, DateTimeOffset now) => (now - instant).Duration();
}
