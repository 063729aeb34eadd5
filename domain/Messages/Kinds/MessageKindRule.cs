using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Messages.Wording;

namespace AttendanceFunctions.Domain.Messages.Kinds;

/// <summary>The rule of one kind of message: when it is requested, on which days it may leave, whether it is still true.</summary>
internal abstract class MessageKindRule(School school)
{
    public abstract MessageKind Kind { get; }

    /// <summary>Whether staff contact the family instead of sending it during a formal step (domain 0.9).</summary>
    public virtual bool IsForPeopleInFormalSteps => true;

    /// <summary>Whether it states attendance, so that it is not sent when it is too early to say (domain 0.2).</summary>
    public virtual bool SpeaksOfAttendance => true;

    protected School School => school;

    /// <summary>Whether tonight's data requests it, before any reason against sending it is checked.</summary>
    public abstract bool IsAskedFor(PlanningNight night, PupilFacts facts);

    /// <summary>Whether the content of a planned message is still true by the current data.</summary>
    public abstract bool StillHolds(Nudge nudge, PupilNow now);

    /// <summary>The period in which it is requested at most once.</summary>
    public virtual string PeriodOf(PlanningNight night, PupilFacts facts) => night.HalfTerm.Id;

    /// <summary>The days on which it may leave, in order, at least one.</summary>
    public virtual IReadOnlyList<DateOnly> DaysOf(PlanningNight night) => night.Days;

    public virtual ReleaseMode ModeOf(Trust trust, PupilFacts facts) => trust.ModeOf(Kind);

    /// <summary>Whether it would not be requested if every unsettled N turned out as attended (domain 0.7).</summary>
    public virtual bool RestsOnUnsettledN(PlanningNight night, PupilFacts facts) => false;

    /// <summary>The days that the message is about; null where there are none.</summary>
    protected MessagePeriod? PeriodFrom(DateOnly day) => MessagePeriod.Of(Kind, school, day);

    /// <summary>The pupil's sessions on those days, counted as in the message.</summary>
    protected Tally SessionsOf(PupilNow now, DateOnly day) => Child.Of(Kind, school, day, now.Pupil, now.Record)?.Sessions ?? default;

    /// <summary>
    /// In the school year in which the school started with this product: whether attendance since then alone is low enough for a stage, so
    /// that nothing is said because of an earlier time (domain 0.22). Always in another year.
    /// </summary>
    /// <param name="minimumPossible">Minimum possible sessions since then.</param>
    protected bool IsOfTimeWatched(PlanningNight night, PupilFacts facts, int stage, int minimumPossible) =>
        School.LiveSince(AcademicYear.Of(night.Day)) is null
        || (SessionsOf(facts.Now, night.Day) is var since && since.Possible >= minimumPossible
            && Rate.TryOf(since, out var rate) && School.Policy.Ladder.Covers(stage, rate));

    /// <summary>Whether the school starts with this product on this night, which sends nothing (domain 0.22).</summary>
    protected bool IsFirst(PlanningNight night) => School.GoingLive is { } start && start.On == night.Night;

    /// <summary>Whether a message in this period was suppressed for a reason that may be gone by now, such as a missing address.</summary>
    protected bool HadPassingReason(string period, PupilFacts facts) => facts.InLedger.Any(nudge =>
        nudge.Kind == Kind && nudge.Period == period && nudge.State == NudgeState.Suppressed && nudge.Reason.IsPassing());

    /// <summary>The current stage of the pupil's case; 0 above the ladder, and where the case follows another policy.</summary>
    protected int CaseStageOf(PupilNow now) => CaseTransfer.IsUnder(school.Policy, now.Case) ? now.Case.Stage : 0;

    /// <summary>Whether the case is at a formal step.</summary>
    public bool IsWithPeople(PupilNow now) => school.Policy.IsFormal(CaseStageOf(now));
}

/// <summary>A pupil's current roster entry, record and case: read when a message is planned, and again before it leaves.</summary>
public sealed record PupilNow(Pupil Pupil, AttendanceRecord Record, Case Case);

/// <summary>The data about a pupil from which a night plans messages.</summary>
/// <param name="News">What happened in the case tonight, in order, including school days that the night caught up with.</param>
/// <param name="InLedger">The pupil's rows of this school year, of all states and periods.</param>
public sealed record PupilFacts(PupilNow Now, AttendanceStatus Status, IReadOnlyList<CaseEvent> News, IReadOnlyCollection<Nudge> InLedger)
{
    public Pupil Pupil => Now.Pupil;

    public AttendanceRecord Record => Now.Record;
}
