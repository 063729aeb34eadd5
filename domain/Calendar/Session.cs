using System.Globalization;

namespace AttendanceFunctions.Domain.Calendar;

/// <summary>One morning or afternoon for which a register is taken.</summary>
public readonly record struct Session(DateOnly Date, HalfDay Half) : IComparable<Session>
{
    public int CompareTo(Session other) => (Date, Half).CompareTo((other.Date, other.Half));

    public static bool operator <(Session left, Session right) => left.CompareTo(right) < 0;

    public static bool operator >(Session left, Session right) => left.CompareTo(right) > 0;

    public static bool operator <=(Session left, Session right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Session left, Session right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Date:yyyy-MM-dd} {Half}");
}
