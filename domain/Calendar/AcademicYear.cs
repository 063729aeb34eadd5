namespace AttendanceFunctions.Domain.Calendar;

/// <summary>A school year, from 1 September to 31 August.</summary>
/// <param name="StartYear">The calendar year in which it begins.</param>
public readonly record struct AcademicYear(int StartYear)
{
    /// <summary>Sessions from 1 September to 31 August: 2 × 366, enough for a leap year.</summary>
    public const int Slots = 732;

    public DateOnly FirstDay => new(StartYear, 9, 1);

    public DateOnly LastDay => new(StartYear + 1, 8, 31);

    public static AcademicYear Of(DateOnly date) => new(date.Month >= 9 ? date.Year : date.Year - 1);

    public bool Contains(DateOnly date) => FirstDay <= date && date <= LastDay;

    /// <summary>The index of a session in a year of marks, from 0 for the morning of 1 September.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The session is not in this year.</exception>
    public int SlotOf(Session session)
    {
        if (!Contains(session.Date))
        {
            throw new ArgumentOutOfRangeException(nameof(session), $"{session} is not in the school year {this}.");
        }

        return 2 * (session.Date.DayNumber - FirstDay.DayNumber) + (int)session.Half;
    }

    /// <summary>The session at an index of a year of marks.</summary>
    public Session SessionAt(int slot) => new(FirstDay.AddDays(slot / 2), (HalfDay)(slot % 2));

    /// <summary>As people write it: 2025/26.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{StartYear}/{(StartYear + 1) % 100:00}");
}

/// <summary>One morning or afternoon for which a register is taken.</summary>
public readonly record struct Session(DateOnly Date, HalfDay Half) : IComparable<Session>
{
    public int CompareTo(Session other) => (Date, Half).CompareTo((other.Date, other.Half));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Date:yyyy-MM-dd} {Half}");
}

public enum HalfDay
{
    AM,

    PM,
}
