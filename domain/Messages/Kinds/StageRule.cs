using AttendanceFunctions.Domain.Messages.Ledger;

namespace AttendanceFunctions.Domain.Messages.Kinds;

/// <summary>Attendance lies at a stage at which the policy nudges parents, and it is one of the policy's nudge days (domain 0.9).</summary>
internal sealed class StageRule(School school) : MessageKindRule(school)
{
    public override MessageKind Kind => MessageKind.Stage;

    public override bool IsAskedFor(PlanningNight night, PupilFacts facts) => BandOf(facts.Status).Nudges && IsDue(night, facts);

    public override bool StillHolds(Nudge nudge, PupilNow now) => School.Policy.NudgesAt(now.Record.Stage);

    public override bool RestsOnUnsettledN(PlanningNight night, PupilFacts facts) =>
        facts.Status is AttendanceStatus.Measured measured
        && night.UnsettledN(facts.Pupil.OnRoll, facts.Record.Marks, PeriodFrom(night.Day)) is > 0 and var unsettled
        && !School.Policy.Ladder.Covers(measured.Band.Stage, Rate.Of(measured.Rate.Attended + unsettled, measured.Rate.Possible));

    private bool IsDue(PlanningNight night, PupilFacts facts) =>
        (School.Policy.NudgeDays.FirstWeekOfHalfTerm && night.IsInFirstWeek)
        || (School.Policy.NudgeDays.DayAfterWorsening && facts.Record.HasWorsened)
        || facts.InLedger.Any(
            nudge => nudge.Kind == Kind
                && nudge.Period == night.HalfTerm.Id
                && nudge.State == NudgeState.Suppressed
                && nudge.Reason.IsPassing());

    private static Band BandOf(AttendanceStatus reading) => reading switch
    {
        AttendanceStatus.Measured measured => measured.Band,
        AttendanceStatus.TooEarly tooEarly => tooEarly.WouldBe,
        _ => Band.None,
    };
}
