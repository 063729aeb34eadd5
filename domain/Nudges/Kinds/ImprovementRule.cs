using AttendanceFunctions.Domain.Celebrations;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Domain.Nudges.Kinds;

/// <summary>A stage was left for a better one, as the celebrations of the school see it (D0: "celebrate all improvements").</summary>
internal sealed class ImprovementRule(School school) : MessageRule(school)
{
    public override NudgeRule Rule => NudgeRule.Improvement;

    public override bool IsAskedFor(NightAhead night, PupilFacts facts) => night.Celebrations.HasImproved(TonightOf(night, facts));

    /// <summary>The case has not gone further down since.</summary>
    public override bool StillHolds(Nudge nudge, PupilNow now) =>
        now.Case.Step.On <= nudge.PlannedOn || now.Case.Latest.LastOrDefault(happened => happened.IsMove) is { } move && move.To < move.From;

    private static PupilTonight TonightOf(NightAhead night, PupilFacts facts) =>
        new(facts.Pupil, facts.Record.Marks, facts.Reading, facts.Record.CorrectedOn == night.Night, facts.News);
}
