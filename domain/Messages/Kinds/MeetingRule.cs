using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Messages.Ledger;

namespace AttendanceFunctions.Domain.Messages.Kinds;

/// <summary>A stage began at which the policy invites parents to a meeting: a formal one by a person, another by the policy.</summary>
internal sealed class MeetingRule(School school) : MessageKindRule(school)
{
    public override MessageKind Kind => MessageKind.Meeting;

    // The meeting is how people begin to work with the family.
    public override bool IsForPeopleInFormalSteps => false;

    public override bool SpeaksOfAttendance => false;

    public override bool IsAskedFor(PlanningNight night, PupilFacts facts) =>
        Invites(CaseStageOf(facts.Now)) && (HasBegun(facts) || WaitsForAddress(night, facts));

    public override bool StillHolds(Nudge nudge, PupilNow now) =>
        Invites(CaseStageOf(now))
            && School.Calendar.TryFindHalfTerm(nudge.FirstDay, out var halfTerm)
            && nudge.Period == PeriodOf(halfTerm, CaseStageOf(now));

    /// <summary>Each step may invite once in a half term.</summary>
    public override string PeriodOf(PlanningNight night, PupilFacts facts) => PeriodOf(night.HalfTerm, CaseStageOf(facts.Now));

    /// <summary>Of a stage that no person confirmed, the release is the confirmation.</summary>
    public override ReleaseMode ModeOf(Trust trust, PupilFacts facts) =>
        School.Policy.IsFormal(CaseStageOf(facts.Now)) ? base.ModeOf(trust, facts) : ReleaseMode.Review;

    private static string PeriodOf(HalfTerm halfTerm, int stage) => string.Create(CultureInfo.InvariantCulture, $"{halfTerm.Id}-{stage}");

    private bool Invites(int stage) => stage > 0 && School.Policy.StageAt(stage).Invites;

    /// <summary>Whether tonight's last move of the case is the one further down that brought it where it stands.</summary>
    private bool HasBegun(PupilFacts facts)
    {
        var stage = CaseStageOf(facts.Now);
        return facts.News.LastOrDefault(happened => happened.IsMove) is { } move
            && move.From < move.To && move.To == stage
            && (move.Kind == CaseEventKind.Confirmed || !School.Policy.IsFormal(stage));
    }

    /// <summary>Whether an invitation could not be sent for want of an address, which a newer roster may have.</summary>
    private bool WaitsForAddress(PlanningNight night, PupilFacts facts) => facts.InLedger.Any(nudge =>
        nudge.Kind == Kind && nudge.Period == PeriodOf(night, facts) && nudge.State == NudgeState.Suppressed && nudge.Reason.IsPassing());
}
