using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Absences.Patterns;

/// <summary>Days and sessions as evidence of a pattern.</summary>
internal static class PatternDescription
{
    public static string Dates(IEnumerable<DateOnly> dates) => string.Join(", ", dates.Select(English.DayAndMonth));

    public static string Sessions(IEnumerable<(Session Session, Mark Mark)> sessions) =>
        string.Join(", ", sessions.Select(session => $"{English.DayAndMonth(session.Session.Date)} {session.Session.Half} ({session.Mark})"));

    public static string Spell(IReadOnlyList<DateOnly> days) => days.Count == 1 ? English.DayAndMonth(days[0]) : $"{English.DayAndMonth(days[0])} to {English.DayAndMonth(days[^1])}";
}
