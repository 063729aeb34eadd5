using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Messages.Ledger;

namespace AttendanceFunctions.Domain.Messages.Kinds;

/// <summary>The message rules of a school's policy.</summary>
internal static class MessageKindRules
{
    /// <summary>The rules of the policy's messages and of its stages, in order of priority.</summary>
    public static IReadOnlyList<MessageKindRule> Of(Trust trust, School school) =>
        [
            .. school.Policy.Messages.Select(message => Of(message, trust, school)), new StageRule(school, trust.MinimumPossibleSessions),
            new MeetingRule(school, trust.MinimumPossibleSessions),
        ];

    private static MessageKindRule Of(PolicyMessage message, Trust trust, School school) => message switch
    {
        PolicyMessage.HalfTerm halfTerm => new HalfTermRule(school, halfTerm.Below, trust.MinimumPossibleSessions),
        PolicyMessage.Improvement => new ImprovementRule(school),
        PolicyMessage.ThankYou thanks => new ThankYouRule(
            school, thanks.From, trust.MinimumPossibleSessions,
            school.Policy.Messages.Any(other => other.Kind == MessageKind.TermlySummary)),
        PolicyMessage.TermlySummary => new TermlySummaryRule(school),
        PolicyMessage.WeeklySummary => new WeeklySummaryRule(school),
        PolicyMessage.TermHolidays => new TermHolidaysRule(school),
        PolicyMessage.ContactDetails => new ContactDetailsRule(school),
        _ => throw new ArgumentOutOfRangeException(nameof(message), message, "Not a message that a policy has."),
    };
}

/// <summary>Attendance is at a stage at which the policy nudges parents, and it is one of the policy's nudge days (domain 0.9).</summary>
/// <param name="minimumPossible">Minimum possible sessions since the school started with this product, where that was in the year.</param>
internal sealed class StageRule(School school, int minimumPossible) : MessageKindRule(school)
{
    public override MessageKind Kind => MessageKind.Stage;

    public override bool IsAskedFor(PlanningNight night, PupilFacts facts) =>
        BandOf(facts.Status) is { Nudges: true } band && IsDue(night, facts) && IsOfTimeWatched(night, facts, band.Stage, minimumPossible);

    public override bool StillHolds(Nudge nudge, PupilNow now) => School.Policy.NudgesAt(now.Record.Stage);

    public override bool RestsOnUnsettledN(PlanningNight night, PupilFacts facts) =>
        facts.Status is AttendanceStatus.Measured measured
        && night.UnsettledN(facts.Pupil.OnRoll, facts.Record.Marks, PeriodFrom(night.Day)) is > 0 and var unsettled
        && !School.Policy.Ladder.Covers(measured.Band.Stage, Rate.Of(measured.Rate.Attended + unsettled, measured.Rate.Possible));

    private bool IsDue(PlanningNight night, PupilFacts facts) =>
        (School.Policy.NudgeDays.FirstWeekOfHalfTerm && night.IsInFirstWeek)
        || (School.Policy.NudgeDays.DayAfterWorsening && facts.Record.HasWorsened)
        || HadPassingReason(night.HalfTerm.Id, facts);

    private static Band? BandOf(AttendanceStatus status) => status switch
    {
        AttendanceStatus.Measured measured => measured.Band,
        AttendanceStatus.TooEarly tooEarly => tooEarly.WouldBe,
        _ => null,
    };
}

/// <summary>Attendance in the previous half term was below the policy's threshold, and a new one begins (domain 6.1).</summary>
/// <param name="minimumPossible">Minimum possible sessions in that half term; with fewer, nothing is sent.</param>
internal sealed class HalfTermRule(School school, Threshold line, int minimumPossible) : MessageKindRule(school)
{
    public override MessageKind Kind => MessageKind.HalfTerm;

    public override bool IsAskedFor(PlanningNight night, PupilFacts facts) =>
        night.IsInFirstWeek && IsBelow(SessionsOf(facts.Now, night.Day));

    public override bool StillHolds(Nudge nudge, PupilNow now) => IsBelow(SessionsOf(now, nudge.FirstDay));

    public override bool RestsOnUnsettledN(PlanningNight night, PupilFacts facts)
    {
        var sessions = SessionsOf(facts.Now, night.Day);
        return night.UnsettledN(facts.Pupil.OnRoll, facts.Record.Marks, PeriodFrom(night.Day)) is > 0 and var unsettled
            && !line.Covers(Rate.Of(sessions.Attended + unsettled, sessions.Possible));
    }

    private bool IsBelow(Tally sessions) => sessions.Possible >= minimumPossible && Rate.TryOf(sessions, out var rate) && line.Covers(rate);
}

/// <summary>A stage began at which the policy invites parents to a meeting; a formal stage must be confirmed by a person.</summary>
/// <param name="minimumPossible">Minimum possible sessions since the school started with this product, where that was in the year.</param>
internal sealed class MeetingRule(School school, int minimumPossible) : MessageKindRule(school)
{
    public override MessageKind Kind => MessageKind.Meeting;

    // The meeting is the beginning of staff's work with the family.
    public override bool IsForPeopleInFormalSteps => false;

    public override bool SpeaksOfAttendance => false;

    public override bool IsAskedFor(PlanningNight night, PupilFacts facts) =>
        CaseStageOf(facts.Now) is var stage && Invites(stage) && (HasBegun(facts) || HadPassingReason(PeriodOf(night, facts), facts))
        && (School.Policy.IsFormal(stage) || IsOfTimeWatched(night, facts, stage, minimumPossible));

    public override bool StillHolds(Nudge nudge, PupilNow now) =>
        Invites(CaseStageOf(now))
            && School.Calendar.TryFindHalfTerm(nudge.FirstDay, out var halfTerm)
            && nudge.Period == PeriodOf(halfTerm, CaseStageOf(now));

    /// <summary>Each step may invite once in a half term.</summary>
    public override string PeriodOf(PlanningNight night, PupilFacts facts) => PeriodOf(night.HalfTerm, CaseStageOf(facts.Now));

    /// <summary>At an informal stage a person must release the invitation, because no person has confirmed the stage.</summary>
    public override ReleaseMode ModeOf(Trust trust, PupilFacts facts) =>
        School.Policy.IsFormal(CaseStageOf(facts.Now)) ? base.ModeOf(trust, facts) : ReleaseMode.Review;

    private static string PeriodOf(HalfTerm halfTerm, int stage) => string.Create(CultureInfo.InvariantCulture, $"{halfTerm.Id}-{stage}");

    private bool Invites(int stage) => stage > 0 && School.Policy.StageAt(stage).Invites;

    /// <summary>Whether tonight's last move took the case down to its current stage.</summary>
    private bool HasBegun(PupilFacts facts)
    {
        var stage = CaseStageOf(facts.Now);
        return facts.News.LastOrDefault(happened => happened.IsMove) is { } move
            && move.From < move.To && move.To == stage
            && (move.Kind == CaseEventKind.Confirmed || !School.Policy.IsFormal(stage));
    }

}

/// <summary>The case reached a better stage, by the rule for the school's celebrations (D0: "celebrate all improvements").</summary>
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

/// <summary>Attendance in the half term is high, and its last day is near (D0: "we thank parents for their support").</summary>
/// <param name="minimumPossible">Minimum possible sessions in the half term; with fewer, nothing is sent.</param>
/// <param name="hasTermlySummary">Whether parents get a termly summary, which replaces the thanks at the end of a term.</param>
internal sealed class ThankYouRule(School school, Percentage from, int minimumPossible, bool hasTermlySummary) : MessageKindRule(school)
{
    public override MessageKind Kind => MessageKind.ThankYou;

    // Sent even during a formal step.
    public override bool IsForPeopleInFormalSteps => false;

    public override bool IsAskedFor(PlanningNight night, PupilFacts facts) =>
        night.IsNearEndOfHalfTerm && !(hasTermlySummary && night.EndsTerm) && IsHigh(SessionsOf(facts.Now, night.Day));

    public override bool StillHolds(Nudge nudge, PupilNow now) => IsHigh(SessionsOf(now, nudge.FirstDay));

    public override IReadOnlyList<DateOnly> DaysOf(PlanningNight night) => [night.LastOfHalfTerm];

    private bool IsHigh(Tally sessions) =>
        sessions.Possible >= minimumPossible && Rate.TryOf(sessions, out var rate) && !rate.IsBelow(from);
}

/// <summary>The last day of a term is near, and the pupil had a possible session in the term.</summary>
internal sealed class TermlySummaryRule(School school) : MessageKindRule(school)
{
    public override MessageKind Kind => MessageKind.TermlySummary;

    public override bool IsAskedFor(PlanningNight night, PupilFacts facts) =>
        night.IsNearEndOfHalfTerm && night.EndsTerm && SessionsOf(facts.Now, night.Day).Possible > 0;

    public override bool StillHolds(Nudge nudge, PupilNow now) => SessionsOf(now, nudge.FirstDay).Possible > 0;

    public override IReadOnlyList<DateOnly> DaysOf(PlanningNight night) => [night.LastOfHalfTerm];
}

/// <summary>A school week is over and the next one begins, and the pupil had a possible session in it.</summary>
internal sealed class WeeklySummaryRule(School school) : MessageKindRule(school)
{
    public override MessageKind Kind => MessageKind.WeeklySummary;

    public override bool IsAskedFor(PlanningNight night, PupilFacts facts) =>
        night.IsBetweenWeeks && SessionsOf(facts.Now, night.Day).Possible > 0;

    public override bool StillHolds(Nudge nudge, PupilNow now) => SessionsOf(now, nudge.FirstDay).Possible > 0;

    /// <summary>The Monday of the week that is over.</summary>
    public override string PeriodOf(PlanningNight night, PupilFacts facts) =>
        SchoolCalendar.MondayOf(night.Night).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>It expires with the week in which it may leave, because the next summary follows.</summary>
    public override IReadOnlyList<DateOnly> DaysOf(PlanningNight night) =>
        [.. night.Days.TakeWhile(day => SchoolCalendar.MondayOf(day) == SchoolCalendar.MondayOf(night.Day))];
}

/// <summary>
/// Holidays are some weeks away, so that a family can still plan them outside term time (D4: "families are regularly reminded"). Only the
/// parents of a pupil of compulsory school age are reminded (domain 0.13), and not while the family's own request for leave is with people.
/// </summary>
internal sealed class TermHolidaysRule(School school) : MessageKindRule(school)
{
    public override MessageKind Kind => MessageKind.TermHolidays;

    public override bool SpeaksOfAttendance => false;

    public override bool IsAskedFor(PlanningNight night, PupilFacts facts) =>
        night.IsWeeksBeforeEndOfTerm && !IsFirst(night) && IsFor(facts.Now, night.Day);

    public override bool StillHolds(Nudge nudge, PupilNow now) => IsFor(now, nudge.FirstDay);

    private static bool IsFor(PupilNow now, DateOnly day) =>
        CompulsoryAge.Of(now.Pupil, AcademicYear.Of(day)).Contains(day)
        && !now.Case.Leave.Any(request => request.Decided is not { Answer: LeaveAnswer.Refused } && request.Asked.To >= day);
}

/// <summary>A term is some weeks old, and the school asks every family whether its details are still right (D2 section 6).</summary>
internal sealed class ContactDetailsRule(School school) : MessageKindRule(school)
{
    public override MessageKind Kind => MessageKind.ContactDetails;

    // It says nothing about attendance, and the people who work with a family need its number as well.
    public override bool IsForPeopleInFormalSteps => false;

    public override bool SpeaksOfAttendance => false;

    public override bool IsAskedFor(PlanningNight night, PupilFacts facts) =>
        night.IsWeeksAfterStartOfTerm && !IsFirst(night);

    public override bool StillHolds(Nudge nudge, PupilNow now) => true;
}
