namespace AttendanceFunctions.Domain.Absences;

/// <summary>The days on which a pupil is of compulsory school age (Education Act 1996, s. 8), first and last included.</summary>
public readonly record struct CompulsoryAge(DateOnly First, DateOnly Last)
{
    private const int Begins = 5;

    private const int Ends = 16;

    /// <summary>The last year of birth whose sixteenth birthday and its school year the calendar holds; a later one is a mistake.</summary>
    private const int LastYearOfBirth = 9999 - Ends - 1;

    /// <summary>Every day: assumed for a pupil without a date of birth on the roster, so that no threshold is missed.</summary>
    public static CompulsoryAge Always => new(DateOnly.MinValue, DateOnly.MaxValue);

    /// <summary>Whether the pupil is of compulsory school age on a date.</summary>
    public bool Contains(DateOnly date) => First <= date && date <= Last;

    /// <summary>Works out the days from a date of birth.</summary>
    /// <param name="dateOfBirth">As yyyy-MM-dd; empty where the roster gives none. A text that is no such day counts as none.</param>
    /// <param name="calendar">The school's terms, because compulsory school age begins with a term.</param>
    public static CompulsoryAge Of(string dateOfBirth, SchoolCalendar calendar) =>
        DateOnly.TryParseExact(dateOfBirth, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born)
            && born.Year <= LastYearOfBirth
            ? new(FirstDay(PrescribedDay(born.AddYears(Begins)), calendar), SchoolLeavingDate(born.AddYears(Ends)))
            : Always;

    /// <summary>SI 1998/1607: the first 31 August, 31 December or 31 March on or after the fifth birthday.</summary>
    private static DateOnly PrescribedDay(DateOnly birthday) => birthday.Month switch
    {
        <= 3 => new(birthday.Year, 3, 31),
        <= 8 => new(birthday.Year, 8, 31),
        _ => new(birthday.Year, 12, 31),
    };

    // With a late Easter, 31 March lies within a half term: then the age begins with the next half term. Otherwise the prescribed day
    // lies in holidays, and can itself serve as the first day.
    private static DateOnly FirstDay(DateOnly prescribed, SchoolCalendar calendar) => !calendar.TryFindHalfTerm(prescribed, out var term)
        ? prescribed
        : calendar.HalfTerms.FirstOrDefault(later => later.From > term.To)?.From ?? term.To.AddDays(1);

    /// <summary>The last Friday in June of the school year in which the child turns 16.</summary>
    private static DateOnly SchoolLeavingDate(DateOnly birthday)
    {
        var lastOfJune = new DateOnly(AcademicYear.Of(birthday).StartYear + 1, 6, 30);
        return lastOfJune.AddDays(-(((int)lastOfJune.DayOfWeek - (int)DayOfWeek.Friday + 7) % 7));
    }
}
