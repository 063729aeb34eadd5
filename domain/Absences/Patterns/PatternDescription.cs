using System.Globalization;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Domain.Absences.Patterns;

/// <summary>Days and sessions as evidence of a pattern.</summary>
internal static class PatternDescription
{
    public static string Dates(IEnumerable<DateOnly> dates) => string.Join(", ", dates.Select(Date));

    public static string Sessions(IEnumerable<(Session Session, Mark Mark)> sessions) =>
        string.Join(", ", sessions.Select(session => $"{Date(session.Session.Date)} {session.Session.Half} ({session.Mark})"));

    public static string Spell(IReadOnlyList<DateOnly> days) => days.Count == 1 ? Date(days[0]) : $"{Date(days[0])} to {Date(days[^1])}";

    private static string Date(DateOnly date) => date.ToString("d MMMM", CultureInfo.InvariantCulture);
}
