namespace AttendanceFunctions.Domain.Absences.Patterns;

/// <summary>Patterns of absence for school staff to look into (D2 §10). No message is sent about them.</summary>
public enum PatternKind
{
    /// <summary>Absence keeps falling on one weekday.</summary>
    Weekday,

    /// <summary>The session before or after holidays is missed.</summary>
    BesideHolidays,

    /// <summary>Short illnesses come one after the other.</summary>
    RepeatedIllness,

    /// <summary>Brothers and sisters at the school are absent on the same days.</summary>
    SiblingsTogether,

    /// <summary>Attendance has fallen in the last four school weeks.</summary>
    SuddenDrop,

    /// <summary>Lateness has cost an hour in four school weeks.</summary>
    Lateness,
}

/// <summary>A pattern in a pupil's marks.</summary>
/// <param name="Evidence">The sessions or days that show the pattern, as text.</param>
public sealed record Pattern(PatternKind Kind, string Evidence);

/// <summary>Formats days and sessions as evidence of a pattern.</summary>
internal static class PatternDescription
{
    public static string Dates(IEnumerable<DateOnly> dates) => string.Join(", ", dates.Select(English.DayAndMonth));

    public static string Sessions(IEnumerable<(Session Session, Mark Mark)> sessions) =>
        string.Join(
            ", ", sessions.Select(session => $"{English.DayAndMonth(session.Session.Date)} {session.Session.Half} ({session.Mark})"));

    public static string Illness(IReadOnlyList<DateOnly> days) =>
        days.Count == 1 ? English.DayAndMonth(days[0]) : $"{English.DayAndMonth(days[0])} to {English.DayAndMonth(days[^1])}";
}
