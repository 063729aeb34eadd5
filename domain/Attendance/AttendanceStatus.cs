namespace AttendanceFunctions.Domain.Attendance;

/// <summary>A pupil's attendance after one night: no data, too early to say, or a rate with its band and flags.</summary>
public abstract record AttendanceStatus(Tally Tally)
{
    /// <summary>No possible session: no rate and no stage, never 0% or 100% (domain 0.1).</summary>
    public sealed record NoData(Tally Tally) : AttendanceStatus(Tally);

    /// <summary>A rate from too few possible sessions: no stage, no flag, and nothing is sent (domain 0.2).</summary>
    public sealed record TooEarly(Tally Tally, Rate Rate, Band WouldBe) : AttendanceStatus(Tally);

    /// <summary>A rate from enough possible sessions. The flags follow from the rate, never from the stage.</summary>
    public sealed record Measured(Tally Tally, Rate Rate, Band Band) : AttendanceStatus(Tally)
    {
        public bool IsPersistentAbsence => Rate.IsPersistentAbsence;

        public bool IsSevereAbsence => Rate.IsSevereAbsence;
    }
}

/// <summary>The stage of a rate under a policy; a pure function of the exact rate, independent of the pupil's case (domain 0.3).</summary>
/// <param name="Stage">The number of the stage; 0 for the tier above the ladder.</param>
/// <param name="Descriptor">The policy's word for attendance like this.</param>
/// <param name="Nudges">Whether parents get a nudge at this stage.</param>
/// <param name="NeedsPerson">Whether this is a formal stage.</param>
public sealed record Band(int Stage, string Name, string Descriptor, bool Nudges, bool NeedsPerson)
{
    /// <summary>The most stages that a policy may have: summaries have a column for each.</summary>
    public const int MostStages = 5;
}
