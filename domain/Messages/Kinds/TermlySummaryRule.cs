using AttendanceFunctions.Domain.Messages.Ledger;

namespace AttendanceFunctions.Domain.Messages.Kinds;

/// <summary>The last day of a term is near, and there is something to say of it.</summary>
internal sealed class TermlySummaryRule(School school) : MessageKindRule(school)
{
    public override MessageKind Kind => MessageKind.TermlySummary;

    public override bool IsAskedFor(PlanningNight night, PupilFacts facts) =>
        night.IsNearEndOfHalfTerm && night.EndsTerm && SessionsOf(facts.Now, night.Day).Possible > 0;

    public override bool StillHolds(Nudge nudge, PupilNow now) => SessionsOf(now, nudge.FirstDay).Possible > 0;

    public override IReadOnlyList<DateOnly> DaysOf(PlanningNight night) => [night.LastOfHalfTerm];
}
