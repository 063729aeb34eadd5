using AttendanceFunctions.Domain.Cases.Celebrations;
using AttendanceFunctions.Domain.Messages.Wording;

namespace AttendanceFunctions.Domain.Messages.Kinds;

/// <summary>A school's night, and the school days on which its messages may leave. It is the same for all pupils.</summary>
internal sealed class PlanningNight(School school, DateOnly night, DateOnly day, HalfTerm halfTerm)
{
    /// <summary>School days on which a planned message may leave, and a person may release it.</summary>
    private const int ReviewDays = 5;

    /// <summary>
    /// School days at the beginning and the end of a term that are left to nudges, thanks and summaries, so that no family gets two kinds
    /// of messages in a row.
    /// </summary>
    private const int FreeDays = 10;

    /// <summary>School days back for which an N counts as unsettled (domain 0.7).</summary>
    private const int UnsettledDays = 5;

    private readonly List<DateOnly> _lastDays = [.. school.Calendar.SchoolDaysBackFrom(night).Take(UnsettledDays)];

    public DateOnly Night { get; } = night;

    /// <summary>The half term of the next school day.</summary>
    public HalfTerm HalfTerm { get; } = halfTerm;

    /// <summary>The next school day and those after it on which a message may leave: five, or fewer at the end of the half term.</summary>
    public IReadOnlyList<DateOnly> Days { get; } =
        [.. school.Calendar.SchoolDaysFrom(day).Take(ReviewDays).TakeWhile(halfTerm.Contains)];

    public DateOnly Day => Days[0];

    public DateOnly LastOfHalfTerm { get; } = school.Calendar.SchoolDaysOf(halfTerm).Last();

    /// <summary>Whether the half term's last day is one of <see cref="Days"/>, so that it can still be released for that day.</summary>
    public bool IsNearEndOfHalfTerm => Days.Contains(LastOfHalfTerm);

    /// <summary>Whether the half term is the last of its term.</summary>
    public bool EndsTerm { get; } = MessagePeriod.Of(MessageKind.TermlySummary, school.Calendar, day)?.To == halfTerm.To;

    /// <summary>Whether the next school day is in the third week of its term: one of its school days 11 to 15.</summary>
    public bool IsWeeksAfterStartOfTerm { get; } =
        !SchoolTerm.EndsWith(halfTerm) && school.Calendar.SchoolDaysOf(halfTerm).Skip(FreeDays).Take(ReviewDays).Contains(day);

    /// <summary>Whether the next school day is in the third last week of its term: one of its last school days but ten.</summary>
    public bool IsWeeksBeforeEndOfTerm { get; } =
        SchoolTerm.EndsWith(halfTerm) && school.Calendar.SchoolDaysOf(halfTerm).SkipLast(FreeDays).TakeLast(ReviewDays).Contains(day);

    /// <summary>Whether the next school day is among the first five of its half term.</summary>
    public bool IsInFirstWeek { get; } = school.Calendar.IsInFirstWeek(day);

    /// <summary>Whether a school week ends tonight and another begins with the next school day.</summary>
    public bool IsBetweenWeeks { get; } =
        // After a holiday, the previous school week is too long ago.
        school.Calendar.IsLastOfWeek(night) && SchoolCalendar.MondayOf(day) == SchoolCalendar.MondayOf(night).AddDays(7);

    public CelebrationRules Celebrations { get; } = new(school.Calendar, night);

    /// <summary>The night before a school day; null if none follows in the school year, or if the school has not started yet.</summary>
    public static PlanningNight? Of(School school, DateOnly night) =>
        // A message planned in July must not say "so far this school year" in September.
        school.IsLive(night) && school.Calendar.NextSchoolDay(night) is { } day && AcademicYear.Of(day) == AcademicYear.Of(night)
        && school.Calendar.TryFindHalfTerm(day, out var halfTerm)
            ? new(school, night, day, halfTerm)
            : null;

    /// <summary>The number of N marks in a period and the last five school days; they may become attendances (domain 0.7).</summary>
    public int UnsettledN(OnRoll onRoll, YearOfMarks marks, MessagePeriod? period)
    {
        // Marks from outside the pupil's days on roll are not in the rate.
        var days = _lastDays.Where(day => onRoll.Contains(day) && period?.From <= day && day <= period?.To).ToList();
        return days.Count == 0 ? 0 : marks.Stated(days[^1], days[0]).Count(stated => stated.Mark.Code.Text == "N");
    }
}
