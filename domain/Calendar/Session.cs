namespace AttendanceFunctions.Domain.Calendar;

/// <summary>One morning or afternoon for which a register is taken.</summary>
public readonly record struct Session(DateOnly Date, HalfDay Half) : IComparable<Session>
{
    public int CompareTo(Session other) => (Date, Half).CompareTo((other.Date, other.Half));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Date:yyyy-MM-dd} {Half}");
}

/// <summary>The two sessions of a school day.</summary>
public enum HalfDay
{
    /// <summary>The morning session.</summary>
    AM,

    /// <summary>The afternoon session.</summary>
    PM,
}
