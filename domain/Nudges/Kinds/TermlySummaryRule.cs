using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Domain.Nudges.Kinds;

/// <summary>The last day of a term is near, and there is something to say of it.</summary>
internal sealed class TermlySummaryRule(School school) : MessageRule(school)
{
    public override NudgeRule Rule => NudgeRule.TermlySummary;

    public override bool IsAskedFor(NightAhead night, PupilFacts facts) =>
        night.IsNearEndOfHalfTerm && night.EndsTerm && SessionsOf(facts.Now, night.Day).Possible > 0;

    public override bool StillHolds(Nudge nudge, PupilNow now) => SessionsOf(now, nudge.FirstDay).Possible > 0;

    public override IReadOnlyList<DateOnly> DaysOf(NightAhead night) => [night.LastOfHalfTerm];
}
