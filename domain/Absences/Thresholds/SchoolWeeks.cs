using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Domain.Absences.Thresholds;

/// <summary>The rolling ten school weeks of the national framework: "any week in which there is at least one school session", so holidays are not among them.</summary>
public static class SchoolWeeks
{
    /// <summary>Weeks of the window.</summary>
    public const int InWindow = 10;

    private const int DaysOfWeek = 7;

    /// <summary>The Monday of the first of the school weeks, ten unless another number is given, that end with the week of a date, or with the last one before a holiday.</summary>
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

    /// <summary>Whether the window of a date reaches back behind another day, as far as the settings know.</summary>
    public static bool ReachBehind(SchoolCalendar calendar, DateOnly date, DateOnly day) =>
        calendar.SchoolDaysBackFrom(date).TakeWhile(school => school >= day).Select(SchoolCalendar.MondayOf).Distinct().Take(InWindow).Count() < InWindow;

    // Settings that were written for this year do not know the weeks of the last one: then a week counts in which registers were taken.
    private static bool IsSchoolWeek(SchoolCalendar calendar, MarkHistory history, DateOnly monday)
    {
        var sunday = monday.AddDays(DaysOfWeek - 1);
        var isKnown = calendar.HalfTerms.Count > 0 && calendar.HalfTerms[0].From <= sunday;
        return isKnown ? calendar.SchoolDaysOfWeek(monday).Any() : history.Stated(monday, sunday).Any(stated => !IsClosure(stated.Mark));
    }

    private static bool IsClosure(Mark mark) => mark.Code.Text == "#";
}
