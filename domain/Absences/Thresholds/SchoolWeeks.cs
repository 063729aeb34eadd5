namespace AttendanceFunctions.Domain.Absences.Thresholds;

/// <summary>The ten rolling school weeks of the national framework, "any week in which there is at least one school session".</summary>
public static class SchoolWeeks
{
    /// <summary>The number of school weeks.</summary>
    public const int InWindow = 10;

    private const int DaysOfWeek = 7;

    /// <summary>The Mondays of the school weeks back from the week of a date, as far as there are marks, the newest first.</summary>
    /// <param name="history">The pupil's marks, which show the school weeks before the calendar's first half term.</param>
    public static IEnumerable<DateOnly> MondaysBack(SchoolCalendar calendar, MarkHistory history, DateOnly date)
    {
        var first = history.FirstDay;
        for (var week = SchoolCalendar.MondayOf(date); week.AddDays(DaysOfWeek) > first; week = week.AddDays(-DaysOfWeek))
        {
            if (IsSchoolWeek(calendar, history, week))
            {
                yield return week;
            }
        }
    }

    /// <summary>The Monday of the first of the school weeks that end with the week of a date or, in a holiday, before it.</summary>
    public static DateOnly FirstMonday(SchoolCalendar calendar, MarkHistory history, DateOnly date, int weeks = InWindow) =>
        MondaysBack(calendar, history, date).Take(weeks).LastOrDefault(SchoolCalendar.MondayOf(date));

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
