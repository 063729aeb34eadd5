namespace AttendanceFunctions.Domain.Summaries.Effects;

/// <summary>What a school did about a pupil's attendance, each kind weighing more than those before it.</summary>
public enum StepKind
{
    /// <summary>A message of concern left for the parents.</summary>
    Nudge,

    /// <summary>A letter of concern, a formal letter or a warning was prepared for the parents.</summary>
    Letter,

    /// <summary>The parents were invited to a meeting, or met.</summary>
    Meeting,

    /// <summary>An attendance contract was confirmed.</summary>
    Contract,
}

/// <summary>A pupil's possible sessions in one week, 0 to 14, and how many of them the pupil attended.</summary>
public readonly record struct WeekOfSessions(byte Attended, byte Possible);

/// <summary>The school weeks of a trust's year up to a night: those in which any of its schools has a school day.</summary>
/// <param name="Mondays">Their Mondays, in order.</param>
public sealed record TrustWeeks(IReadOnlyList<DateOnly> Mondays)
{
    private const int DaysOfWeek = 7;

    /// <summary>The weeks of the night's school year, from its first school day to the week of the night.</summary>
    public static TrustWeeks Of(IEnumerable<SchoolCalendar> calendars, DateOnly night)
    {
        var year = AcademicYear.Of(night);
        return new([.. calendars
            .SelectMany(calendar => calendar.SchoolDaysBackFrom(night).TakeWhile(year.Contains)).Select(SchoolCalendar.MondayOf)
            .Distinct().Order()]);
    }

    /// <summary>The number, from 0, of the week of a date; in a holiday, of the week before it; -1 before the first.</summary>
    public int NumberOf(DateOnly date)
    {
        var number = Mondays.Count - 1;
        while (number >= 0 && Mondays[number] > date)
        {
            number--;
        }

        return number;
    }

    /// <summary>A pupil's sessions in each of the weeks, while on roll and up to a night.</summary>
    public IReadOnlyList<WeekOfSessions> SessionsOf(YearOfMarks marks, OnRoll onRoll, DateOnly night) =>
    [
        .. Mondays.Select(monday =>
        {
            var (first, last) = onRoll.Within(monday, Dates.Earlier(night, monday.AddDays(DaysOfWeek - 1)));
            var tally = Tally.Of(marks, first, last);
            return new WeekOfSessions((byte)tally.Attended, (byte)tally.Possible);
        }),
    ];
}

/// <summary>A pupil's school year by week, and the steps that were taken in it.</summary>
/// <param name="Group">The number of the group that is left out together to measure chance: a school, or a part of one.</param>
/// <param name="Weeks">A value for every week of the trust's year so far.</param>
/// <param name="Steps">The steps, each with the number of its week.</param>
public sealed record PupilWeeks(int Group, IReadOnlyList<WeekOfSessions> Weeks, IReadOnlyList<(StepKind Kind, int Week)> Steps);
