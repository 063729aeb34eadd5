using AttendanceFunctions.Domain.Nudges;
using AttendanceFunctions.Domain.Rates;

namespace AttendanceFunctions.Domain.Policies;

/// <summary>A message that a policy has parents get beside those of its stages, the nudge and the invitation.</summary>
/// <param name="Rule">Its kind.</param>
public abstract record ParentMessage(NudgeRule Rule)
{
    /// <summary>The days missed in the half term before, at the start of a new one (domain 6.1).</summary>
    /// <param name="Line">The attendance in that half term below which parents get it.</param>
    public sealed record HalfTerm(Edge Line) : ParentMessage(NudgeRule.HalfTerm);

    /// <summary>When the pupil left a stage for a better one; where the policy celebrates individuals.</summary>
    public sealed record Improvement() : ParentMessage(NudgeRule.Improvement);

    /// <summary>Thanks at the end of a half term; where the policy celebrates individuals.</summary>
    /// <param name="From">The attendance in that half term from which on parents are thanked, itself among it.</param>
    public sealed record ThankYou(Percentage From) : ParentMessage(NudgeRule.ThankYou);

    /// <summary>The term's attendance, on its last day.</summary>
    public sealed record TermlySummary() : ParentMessage(NudgeRule.TermlySummary);

    /// <summary>The week's attendance, on the school day after it.</summary>
    public sealed record WeeklySummary() : ParentMessage(NudgeRule.WeeklySummary);
}
