using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Readings;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Domain.Nudges;

/// <summary>Decides which nudges a night's reading of a pupil asks for, and which of them must not be sent (domain 0.7, 0.9).</summary>
/// <param name="School">The pupil's school.</param>
/// <param name="Night">The night, a school day.</param>
/// <param name="Mode">Who releases what is planned.</param>
public sealed record NudgePlanner(School School, DateOnly Night, ReleaseMode Mode)
{
    /// <summary>School days of which an N counts as unsettled (domain 0.7).</summary>
    private const int UnsettledDays = 5;

    /// <summary>School days that a person has for releasing a planned nudge before it expires, or fewer at the end of its half term.</summary>
    private const int ReviewDays = 5;

    /// <summary>The rows that the ledger should hold for this pupil after tonight, beside those of earlier nights.</summary>
    /// <param name="pupil">The pupil as tonight's roster states it.</param>
    /// <param name="record">The pupil's record after tonight.</param>
    /// <param name="reading">Tonight's reading.</param>
    /// <param name="isWithPeople">Whether the pupil's case stands at a step that people agreed.</param>
    /// <param name="inLedger">The pupil's rows of all states and periods.</param>
    public IReadOnlyList<Nudge> Plan(Pupil pupil, AttendanceRecord record, Reading reading, bool isWithPeople, IReadOnlyCollection<Nudge> inLedger)
    {
        // What July read is not "so far this school year" to a parent who reads it in September.
        if (!School.Calendar.TryFindNextSchoolDay(Night, out var day) || AcademicYear.Of(day) != AcademicYear.Of(Night)
            || !School.Calendar.TryFindHalfTerm(day, out var halfTerm))
        {
            return [];
        }

        var thisPeriod = inLedger.Where(nudge => nudge.Rule == NudgeRule.Stage && nudge.Period == halfTerm.Id).ToList();
        if (!BandOf(reading).Nudges || HadOne(thisPeriod) || !IsDue(day, record, thisPeriod))
        {
            return [];
        }

        var reason = ReasonAgainst(pupil, record, reading, isWithPeople);
        if (reason == SuppressionReason.None)
        {
            var recipients = Recipients(pupil);
            if (recipients.Count > 0)
            {
                return [.. recipients.Select(to => Row(pupil, halfTerm, day, to.Channel, to.Slot, NudgeState.Planned, SuppressionReason.None))];
            }

            reason = pupil.Contacts.Any(contact => contact.HasParentalResponsibility) ? SuppressionReason.NoUsableAddress : SuppressionReason.NoContact;
        }

        return [Row(pupil, halfTerm, day, Channel.None, 0, NudgeState.Suppressed, reason)];
    }

    /// <summary>Why a message about this pupil must not leave, whenever it was planned: asked again just before it is released.</summary>
    public static SuppressionReason ReasonAgainst(Pupil pupil) =>
        pupil.NudgesOff ? SuppressionReason.OptedOut
        : pupil.IsHandledByPeople ? SuppressionReason.HandledByPeople
        : SuppressionReason.None;

    private SuppressionReason ReasonAgainst(Pupil pupil, AttendanceRecord record, Reading reading, bool isWithPeople) =>
        ReasonAgainst(pupil) is not SuppressionReason.None and var reason ? reason
        : isWithPeople ? SuppressionReason.CaseWithPeople
        : reading is not Reading.Measured measured ? SuppressionReason.TooEarly
        : record.CorrectedOn == Night ? SuppressionReason.MarkChangedToday
        : RestsOnUnsettledN(pupil.OnRoll, record, measured) ? SuppressionReason.UnsettledN
        : SuppressionReason.None;

    /// <summary>Whether the pupil would be above the line if every unsettled N turned out as attended, the best that it can become.</summary>
    private bool RestsOnUnsettledN(OnRoll onRoll, AttendanceRecord record, Reading.Measured reading)
    {
        // Marks from outside the pupil's days on roll are not in the rate.
        var lastDays = School.Calendar.SchoolDaysBackFrom(Night).Take(UnsettledDays).Where(onRoll.Contains).ToList();
        var unsettled = lastDays.Count == 0
            ? 0
            : record.Marks.Stated(lastDays[^1], lastDays[0]).Count(stated => stated.Mark.Code.Text == "N");
        return unsettled > 0
            && !School.Policy.Ladder.Covers(reading.Band.Stage, Rates.Rate.Of(reading.Rate.Attended + unsettled, reading.Rate.Possible));
    }

    // One nudge in a half term: once a row was planned on an earlier night, whatever became of it, there is no other.
    private bool HadOne(List<Nudge> thisPeriod) =>
        thisPeriod.Any(nudge => nudge.State != NudgeState.Suppressed && nudge.PlannedOn != Night);

    private bool IsDue(DateOnly day, AttendanceRecord record, List<Nudge> thisPeriod) =>
        (School.Policy.NudgeDays.FirstWeekOfHalfTerm && School.Calendar.IsInFirstWeek(day))
        || (School.Policy.NudgeDays.DayAfterWorsening && record.HasWorsened)
        || thisPeriod.Any(nudge => nudge.State == NudgeState.Suppressed && nudge.Reason.IsPassing());

    private static Band BandOf(Reading reading) => reading switch
    {
        Reading.Measured measured => measured.Band,
        Reading.TooEarly tooEarly => tooEarly.WouldBe,
        _ => Band.None,
    };

    /// <summary>
    /// Each parent once: by text where there is a mobile number, else by email. Contacts who share an address share the message, and a
    /// parent whom the roster lists twice, once for each address, is one parent.
    /// </summary>
    private static List<(Channel Channel, int Slot)> Recipients(Pupil pupil) =>
        [.. pupil.Contacts
            .Where(contact => contact.HasParentalResponsibility)
            .Select(contact => (contact.Slot, contact.Name, Address: Address.Of(contact)))
            .Where(to => to.Address.Channel != Channel.None)
            .OrderBy(to => to.Address.Channel)
            .ThenBy(to => to.Slot)
            .DistinctBy(to => to.Address)
            .DistinctBy(to => to.Name.Length > 0 ? to.Name : to.Address.Value, StringComparer.OrdinalIgnoreCase)
            .OrderBy(to => to.Slot)
            .Select(to => (to.Address.Channel, to.Slot))];

    private Nudge Row(Pupil pupil, HalfTerm halfTerm, DateOnly day, Channel channel, int slot, NudgeState state, SuppressionReason reason)
    {
        var key = NudgeKey.Of(School.Id, pupil.Upn, NudgeRule.Stage, halfTerm.Id, channel, slot);
        var lastDay = Mode == ReleaseMode.Automatic ? day : School.Calendar.SchoolDaysFrom(day).Take(ReviewDays).Last(halfTerm.Contains);
        return new(
            new(School.Id, AcademicYear.Of(day), key), pupil.Upn, NudgeRule.Stage, halfTerm.Id, channel, slot, state, reason, Night, day, lastDay)
        {
            ReleasedBy = Mode == ReleaseMode.Automatic && state == NudgeState.Planned ? "automatic" : "",
        };
    }
}
