namespace AttendanceFunctions.Domain.Attendance;

/// <summary>What one night reads off a pupil's marks: nothing yet, too little to say, or a rate with its band and flags.</summary>
public abstract record AttendanceStatus(Tally Tally)
{
    /// <summary>No possible session: no rate and no stage, never 0% or 100% (domain 0.1).</summary>
    public sealed record NoData(Tally Tally) : AttendanceStatus(Tally);

    /// <summary>A rate, but of fewer sessions than the floor: no stage, no flag, and nothing is sent (domain 0.2).</summary>
    public sealed record TooEarly(Tally Tally, Rate Rate, Band WouldBe) : AttendanceStatus(Tally);

    /// <summary>A rate of enough sessions. The flags are facts about the pupil beside the stage, never derived from it.</summary>
    public sealed record Measured(Tally Tally, Rate Rate, Band Band) : AttendanceStatus(Tally)
    {
        public bool IsPersistentAbsence => Rate.IsPersistentAbsence;

        public bool IsSevereAbsence => Rate.IsSevereAbsence;
    }
}

/// <summary>Where a rate lies under a policy: a pure function of the exact rate, beside and apart from the case (domain 0.3).</summary>
/// <param name="Stage">The number of the stage; 0 for the tier above the ladder.</param>
/// <param name="Descriptor">The policy's word for attendance like this.</param>
/// <param name="Nudges">Whether parents get a nudge here.</param>
/// <param name="NeedsPerson">Whether this is a formal stage.</param>
public sealed record Band(int Stage, string Name, string Descriptor, bool Nudges, bool NeedsPerson)
{
    /// <summary>The most stages that a policy may have: summaries have a column for each.</summary>
    public const int MostStages = 5;
}
