using AttendanceFunctions.Domain.Messages.Ledger;

namespace AttendanceFunctions.Domain.Messages.Kinds;

/// <summary>A stage was left for a better one, as the celebrations of the school see it (D0: "celebrate all improvements").</summary>
internal sealed class ImprovementRule(School school) : MessageKindRule(school)
{
    public override MessageKind Kind => MessageKind.Improvement;

    public override bool IsAskedFor(PlanningNight night, PupilFacts facts) =>
        night.Celebrations.HasImproved(facts.Record.Marks, facts.Record.CorrectedOn == night.Night, facts.News);

    /// <summary>The case has not gone further down since.</summary>
    public override bool StillHolds(Nudge nudge, PupilNow now) =>
        !(now.Case.Step?.On > nudge.PlannedOn)
            || now.Case.Latest.LastOrDefault(happened => happened.IsMove) is { } move && move.To < move.From;
}
