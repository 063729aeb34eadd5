namespace AttendanceFunctions.Domain.Absences;

/// <summary>What a pupil's compulsory school age was worked out from.</summary>
public enum AgeBasis
{
    DateOfBirth,

    /// <summary>The roster gives no date of birth.</summary>
    YearGroup,

    /// <summary>The roster gives no date of birth, and a year group from which nothing follows.</summary>
    Unknown,
}

/// <summary>
/// The days on which a pupil is of compulsory school age, first and last included (domain 0.13). On other days no parent has a duty in
/// law to see that the child attends.
/// </summary>
/// <remarks>
/// Education Act 1996, s. 8: it begins on the prescribed day on or next after the fifth birthday (31 August, 31 December and 31 March by
/// the Education (Start of Compulsory School Age) Order 1998, SI 1998/1607), and ends with the school leaving date (the last Friday in June
/// by the Education (School Leaving Date) Order 1997, SI 1997/1970) of the school year in which the child becomes 16.
/// </remarks>
public readonly record struct CompulsoryAge(DateOnly First, DateOnly Last)
{
    private const int Begins = 5;

    private const int Ends = 16;

    /// <summary>The year group of the last school year of compulsory school age.</summary>
    private const int LastYearGroup = 11;

    /// <summary>The last year of birth whose sixteenth birthday and its school year the calendar holds; a later one is a mistake.</summary>
    private const int LastYearOfBirth = 9999 - Ends - 1;

    /// <summary>Every day: assumed for a pupil of whom the roster says no age, so that no threshold is missed.</summary>
    public static CompulsoryAge Always => new(DateOnly.MinValue, DateOnly.MaxValue) { Basis = AgeBasis.Unknown };

    public AgeBasis Basis { get; init; }

    /// <summary>Whether the pupil is of compulsory school age on a date.</summary>
    public bool Contains(DateOnly date) => First <= date && date <= Last;

    /// <summary>Works out the days from the date of birth or, without one, from the year group.</summary>
    /// <param name="year">The school year of the roster, in which the pupil is in the year group.</param>
    public static CompulsoryAge Of(Pupil pupil, AcademicYear year) =>
        OfBirth(pupil.DateOfBirth) ?? (YearGroupNumber.Of(pupil.YearGroup) is { } number ? OfYearGroup(number, year) : Always);

    /// <summary>What staff need to know about it on a date: that, since or until when, it is not so, or on what it is founded.</summary>
    /// <returns>A sentence; empty for a pupil who is of compulsory school age by the date of birth.</returns>
    public string Describe(DateOnly date) => (Contains(date), Basis) switch
    {
        (true, AgeBasis.DateOfBirth) => "",
        (true, AgeBasis.YearGroup) => "Of compulsory school age by the year group, because the roster has no date of birth.",
        (true, _) => "Taken to be of compulsory school age, because the roster has neither a date of birth nor a year group that says it.",
        _ when date < First => $"Not yet of compulsory school age: from {English.Day(First)} on{Founded}.",
        _ => $"No longer of compulsory school age: it was until {English.Day(Last)}{Founded}.",
    };

    private string Founded => Basis == AgeBasis.YearGroup ? ", by the year group, because the roster has no date of birth" : "";

    /// <summary>The days by a date of birth as yyyy-MM-dd; null for any other text, and for a day on which no pupil is born.</summary>
    private static CompulsoryAge? OfBirth(string dateOfBirth) =>
        DateOnly.TryParseExact(dateOfBirth, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born)
            && born.Year <= LastYearOfBirth
            ? new(PrescribedDay(born.AddYears(Begins)), SchoolLeavingDate(AcademicYear.Of(born.AddYears(Ends))))
            : null;

    /// <summary>From the first day of Year 1 to the school leaving date of Year 11; in Reception, children come to it one by one.</summary>
    private static CompulsoryAge OfYearGroup(int number, AcademicYear year) =>
        new(new AcademicYear(year.StartYear + 1 - number).FirstDay, SchoolLeavingDate(new(year.StartYear + LastYearGroup - number)))
        {
            Basis = AgeBasis.YearGroup,
        };

    /// <summary>SI 1998/1607: the first 31 August, 31 December or 31 March on or after the fifth birthday.</summary>
    private static DateOnly PrescribedDay(DateOnly birthday) => birthday.Month switch
    {
        <= 3 => new(birthday.Year, 3, 31),
        <= 8 => new(birthday.Year, 8, 31),
        _ => new(birthday.Year, 12, 31),
    };

    /// <summary>SI 1997/1970: the last Friday in June.</summary>
    private static DateOnly SchoolLeavingDate(AcademicYear year)
    {
        var lastOfJune = new DateOnly(year.StartYear + 1, 6, 30);
        return lastOfJune.AddDays(-(((int)lastOfJune.DayOfWeek - (int)DayOfWeek.Friday + 7) % 7));
    }
}
