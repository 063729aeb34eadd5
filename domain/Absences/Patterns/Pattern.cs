namespace AttendanceFunctions.Domain.Absences.Patterns;

/// <summary>Patterns of absence that somebody at the school looks into (D2 §10: "days of the week, subjects missed and repeat illnesses"). They ask a question and send nothing.</summary>
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
/// <param name="Kind">Which.</param>
/// <param name="Evidence">What it rests on, in words.</param>
public sealed record Pattern(PatternKind Kind, string Evidence);
