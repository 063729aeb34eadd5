using AttendanceFunctions.Domain.Absences;
using AttendanceFunctions.Domain.Messages.HoldOuts;
using AttendanceFunctions.Domain.Messages.Kinds;
using AttendanceFunctions.Domain.Messages.Ledger;

namespace AttendanceFunctions.Domain.Messages.Planning;

/// <summary>
/// Decides whether a message may leave (domain 0.7, 0.9, 0.21). This is checked when a night plans a message, when it is released, and when
/// it is sent, because the facts may change in between. A method that gives a reason gives the first one, in the order in which people
/// should see them, or null if there is none.
/// </summary>
public sealed class MayLeave(Trust trust, School school)
{
    private readonly Dictionary<MessageKind, MessageKindRule> _rules = MessageKindRules.Of(trust, school).ToDictionary(rule => rule.Kind);

    /// <summary>Why no message about this pupil may leave, except first-day texts (<see cref="FirstDayTexts"/>).</summary>
    public static SuppressionReason? ReasonAgainst(Pupil pupil) =>
        pupil.NudgesOff ? SuppressionReason.OptedOut
        : pupil.IsHandledByPeople ? SuppressionReason.HandledByPeople
        : null;

    /// <summary>Why nothing may be sent to the address of a message.</summary>
    /// <param name="to">The address; null where the contact no longer has a usable one for the message's channel.</param>
    /// <param name="isAllowed">Whether this environment may send to it.</param>
    public static SuppressionReason? ReasonAgainst(Address? to, bool isAllowed) =>
        to is null ? SuppressionReason.NoUsableAddress
        : !isAllowed ? SuppressionReason.NotOnAllowList
        : null;

    /// <summary>The reason for a message whose content is no longer true.</summary>
    public static SuppressionReason NoLonger(MessageKind kind) =>
        kind == MessageKind.Stage ? SuppressionReason.NoLongerInStage : SuppressionReason.NoLongerSo;

    /// <summary>Why a message that a rule calls for tonight is not planned.</summary>
    /// <param name="recipients">The number of parents with a usable address.</param>
    internal SuppressionReason? ReasonAgainst(PlanningNight night, MessageKindRule rule, PupilFacts facts, int recipients) =>
        ReasonAgainst(facts.Now, night.Night) is { } reason ? reason
        : IsForPeople(rule, facts.Now) ? SuppressionReason.CaseWithPeople
        : rule.SpeaksOfAttendance && facts.Status is not AttendanceStatus.Measured ? SuppressionReason.TooEarly
        : rule.Kind.IsOfConcern() && facts.Record.CorrectedOn == night.Night ? SuppressionReason.MarkChangedToday
        : rule.RestsOnUnsettledN(night, facts) ? SuppressionReason.UnsettledN
        : !facts.Pupil.Contacts.Any(contact => contact.HasParentalResponsibility) ? SuppressionReason.NoContact
        : recipients == 0 ? SuppressionReason.NoUsableAddress
        // Checked last, because the hold-out counts only pupils whose parents would otherwise have got the message.
        : IsHeldOut(rule.Kind, night.Day, facts.Pupil.Upn) ? SuppressionReason.HeldOut
        : null;

    /// <summary>Whether a message's content is still true by the current data; false for a kind that the policy no longer has.</summary>
    public bool StillHolds(Nudge nudge, PupilNow now) => _rules.TryGetValue(nudge.Kind, out var rule) && rule.StillHolds(nudge, now);

    /// <summary>Why a planned message must not be released, apart from its address.</summary>
    /// <param name="now">Its pupil by the current data; null where the roster entry or the record is gone.</param>
    public SuppressionReason? ReasonAgainst(Nudge nudge, PupilNow? now, DateOnly today) =>
        now is null || !now.Pupil.OnRoll.Contains(today) || !StillHolds(nudge, now) || IsOfFormalStepOutsideAge(nudge.Kind, now, today)
            ? NoLonger(nudge.Kind)
        : ReasonAgainst(now, today) is { } reason ? reason
        : IsForPeople(_rules[nudge.Kind], now) ? SuppressionReason.CaseWithPeople
        : IsHeldOut(nudge.Kind, nudge.FirstDay, nudge.Upn) ? SuppressionReason.HeldOut
        : null;

    /// <summary>Whether a row may be claimed now: planned, released, queued today, and on its days and in its hours.</summary>
    public bool IsDue(Nudge nudge, DateTimeOffset now)
    {
        var today = London.DateAt(now);
        // What was queued on an earlier day was checked against that day's roster; the next release checks it again.
        return nudge is { State: NudgeState.Planned, IsReleased: true, QueuedAt: { } queuedAt } && London.DateAt(queuedAt) == today
            && nudge.MayLeaveOn(today) && school.Calendar.IsSchoolDay(today) && school.IsLive(today) && IsWithinHours(nudge.Kind, now);
    }

    /// <summary>Whether a kind may leave at this time: in the school's morning for first-day texts, else in the trust's hours.</summary>
    public bool IsWithinHours(MessageKind kind, DateTimeOffset now) =>
        kind == MessageKind.FirstDay ? school.Morning.Contains(London.TimeAt(now)) : trust.Sending.Contains(London.TimeAt(now));

    /// <summary>Why no message about this pupil may leave on a day, by the roster and the register.</summary>
    private static SuppressionReason? ReasonAgainst(PupilNow now, DateOnly date) =>
        ReasonAgainst(now.Pupil)
        ?? (PartTimeTimetable.Find(now.Record.Marks, now.Pupil.OnRoll, date) is null ? null : SuppressionReason.PartTimeTimetable);

    // The case ends the step only on the next night, so an invitation to its meeting may wait on the first days after the age.
    private bool IsOfFormalStepOutsideAge(MessageKind kind, PupilNow now, DateOnly date) =>
        kind == MessageKind.Meeting && _rules[kind].IsWithPeople(now)
        && !CompulsoryAge.Of(now.Pupil, AcademicYear.Of(date)).Contains(date);

    /// <summary>Whether staff contact the family instead, because of a formal step (domain 0.9).</summary>
    private static bool IsForPeople(MessageKindRule rule, PupilNow now) => rule.IsForPeopleInFormalSteps && rule.IsWithPeople(now);

    private bool IsHeldOut(MessageKind kind, DateOnly day, Upn upn) =>
        kind.IsOfConcern() && HoldOut.Holds(school.Policy, AcademicYear.Of(day), upn);
}
