namespace AttendanceFunctions.Domain.Attendance;

/// <summary>Where a rate lies under a policy: a pure function of the exact rate, beside and apart from the case (domain 0.3).</summary>
/// <param name="Stage">The number of the stage; 0 for the tier above the ladder.</param>
/// <param name="Name">The policy's name for the stage or tier.</param>
/// <param name="Descriptor">The policy's word for attendance like this.</param>
/// <param name="Nudges">Whether parents get a nudge here.</param>
/// <param name="NeedsPerson">Whether this is a formal stage.</param>
public sealed record Band(int Stage, string Name, string Descriptor, bool Nudges, bool NeedsPerson)
{
    /// <summary>The most stages that a policy may have: summaries have a column for each.</summary>
    public const int MostStages = 5;

    /// <summary>No band: there is no rate.</summary>
    public static Band None { get; } = new(0, "", "", Nudges: false, NeedsPerson: false);
}
