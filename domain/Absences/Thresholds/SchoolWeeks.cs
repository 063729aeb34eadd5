namespace AttendanceFunctions.Domain.Absences.Thresholds;

/// <summary>The ten rolling school weeks of the national framework, "any week in which there is at least one school session".</summary>
public static class SchoolWeeks
{
    /// <summary>The number of school weeks.</summary>
    public const int InWindow = 10;

    private const int DaysOfWeek = 7;

    /// <summary>The Monday of the first of the school weeks that end with the week of a date or, in a holiday, before it.</summary>
    /// <param name="history">The pupil's marks, which show the school weeks before the calendar's first half term.</param>
    public static DateOnly FirstMonday(SchoolCalendar calendar, MarkHistory history, DateOnly date, int weeks = InWindow)
    {
        var first = SchoolCalendar.MondayOf(date);
        var left = weeks;
        for (var week = first; left > 0 && week.AddDays(DaysOfWeek) > history.FirstDay; week = week.AddDays(-DaysOfWeek))
        {
            if (IsSchoolWeek(calendar, history, week))
            {
                (first, left) = (week, left - 1);
            }
        }

        return first;
    }

    /// <summary>Whether the calendar has fewer than ten school weeks from <paramref name="day"/> to <paramref name="date"/>.</summary>
    public static bool ReachBehind(SchoolCalendar calendar, DateOnly date, DateOnly day) =>
        calendar.SchoolDaysBackFrom(date).TakeWhile(school => school >= day).Select(SchoolCalendar.MondayOf).Distinct()
            .Take(InWindow).Count() < InWindow;

    // The calendar may not cover last year. There, a week is a school week if registers were taken in it.
    private static bool IsSchoolWeek(SchoolCalendar calendar, MarkHistory history, DateOnly monday)
    {
        var sunday = monday.AddDays(DaysOfWeek - 1);
        var isKnown = calendar.HalfTerms.Count > 0 && calendar.HalfTerms[0].From <= sunday;
        return isKnown ? calendar.SchoolDaysOfWeek(monday).Any() : history.Stated(monday, sunday).Any(stated => !IsClosure(stated.Mark));
    }

    private static bool IsClosure(Mark mark) => mark.Code.Text == "#";
}
