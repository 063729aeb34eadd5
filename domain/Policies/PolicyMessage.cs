using AttendanceFunctions.Domain.Attendance;

namespace AttendanceFunctions.Domain.Policies;

/// <summary>A message that a policy has parents get beside those of its stages, the nudge and the invitation.</summary>
/// <param name="Kind">Its kind.</param>
public abstract record PolicyMessage(MessageKind Kind)
{
    /// <summary>The days missed in the half term before, at the start of a new one (domain 6.1).</summary>
    /// <param name="Below">The attendance in that half term below which parents get it.</param>
    public sealed record HalfTerm(Threshold Below) : PolicyMessage(MessageKind.HalfTerm);

    /// <summary>When the pupil left a stage for a better one; where the policy celebrates individuals.</summary>
    public sealed record Improvement() : PolicyMessage(MessageKind.Improvement);

    /// <summary>Thanks at the end of a half term; where the policy celebrates individuals.</summary>
    /// <param name="From">The attendance in that half term from which on parents are thanked, itself among it.</param>
    public sealed record ThankYou(Percentage From) : PolicyMessage(MessageKind.ThankYou);

    /// <summary>The term's attendance, on its last day.</summary>
    public sealed record TermlySummary() : PolicyMessage(MessageKind.TermlySummary);

    /// <summary>The week's attendance, on the school day after it.</summary>
    public sealed record WeeklySummary() : PolicyMessage(MessageKind.WeeklySummary);
}
