using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Rates;
using AttendanceFunctions.Domain.Readings;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Domain.Nudges.Kinds;

/// <summary>Attendance lies at a stage at which the policy nudges parents, and it is one of the policy's nudge days (domain 0.9).</summary>
internal sealed class StageRule(School school) : MessageRule(school)
{
    public override NudgeRule Rule => NudgeRule.Stage;

    public override bool IsAskedFor(NightAhead night, PupilFacts facts) => BandOf(facts.Reading).Nudges && IsDue(night, facts);

    public override bool StillHolds(Nudge nudge, PupilNow now) => School.Policy.NudgesAt(now.Record.Stage);

    public override bool RestsOnUnsettledN(NightAhead night, PupilFacts facts) =>
        facts.Reading is Reading.Measured measured
        && night.UnsettledN(facts.Pupil.OnRoll, facts.Record.Marks, SpanOf(night.Day)) is > 0 and var unsettled
        && !School.Policy.Ladder.Covers(measured.Band.Stage, Rate.Of(measured.Rate.Attended + unsettled, measured.Rate.Possible));

    private bool IsDue(NightAhead night, PupilFacts facts) =>
        (School.Policy.NudgeDays.FirstWeekOfHalfTerm && night.IsInFirstWeek)
        || (School.Policy.NudgeDays.DayAfterWorsening && facts.Record.HasWorsened)
        || facts.InLedger.Any(nudge => nudge.Rule == Rule && nudge.Period == night.HalfTerm.Id && nudge.State == NudgeState.Suppressed && nudge.Reason.IsPassing());

    private static Band BandOf(Reading reading) => reading switch
    {
        Reading.Measured measured => measured.Band,
        Reading.TooEarly tooEarly => tooEarly.WouldBe,
        _ => Band.None,
    };
}
