namespace AttendanceFunctions.Domain.Attendance;

/// <summary>What one night reads off a pupil's marks: nothing yet, too little to say, or a rate with its band and flags.</summary>
/// <param name="Tally">The sessions counted.</param>
public abstract record AttendanceStatus(Tally Tally)
{
    /// <summary>No possible session: no rate and no stage, never 0% or 100% (domain 0.1).</summary>
    public sealed record NoData(Tally Tally) : AttendanceStatus(Tally);

    /// <summary>A rate, but of fewer sessions than the floor: no stage, no flag, and nothing is sent (domain 0.2).</summary>
    /// <param name="Tally">The sessions counted.</param>
    /// <param name="Rate">The rate so far.</param>
    /// <param name="WouldBe">The band that the rate would have.</param>
    public sealed record TooEarly(Tally Tally, Rate Rate, Band WouldBe) : AttendanceStatus(Tally);

    /// <summary>A rate of enough sessions. The flags are facts about the pupil beside the stage, never derived from it.</summary>
    /// <param name="Tally">The sessions counted.</param>
    /// <param name="Rate">The exact rate.</param>
    /// <param name="Band">Where it lies under the policy.</param>
    public sealed record Measured(Tally Tally, Rate Rate, Band Band) : AttendanceStatus(Tally)
    {
        public bool IsPersistentAbsence => Rate.IsPersistentAbsence;

        public bool IsSevereAbsence => Rate.IsSevereAbsence;
    }
}
