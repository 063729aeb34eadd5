namespace AttendanceFunctions.Domain.Calendar;

/// <summary>The two sessions of a school day.</summary>
public enum HalfDay
{
    /// <summary>The morning session.</summary>
    AM,

    /// <summary>The afternoon session.</summary>
    PM,
}
