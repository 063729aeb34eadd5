namespace AttendanceFunctions.Domain.Summaries.Figures;

/// <summary>What the Department for Education published for all schools of one phase in England, as percentages.</summary>
/// <param name="Attendance">Of possible sessions.</param>
/// <param name="Absence">Of possible sessions.</param>
/// <param name="PersistentAbsence">Of pupils.</param>
public sealed record NationalFigures(Percentage Attendance, Percentage Absence, Percentage PersistentAbsence)
{
    /// <summary>The source of the figures.</summary>
    public const string Source = "Department for Education, pupil attendance in schools (official statistics in development), "
        + "pupils aged 5 to 15 in England";

    /// <summary>The first day that the figures cover.</summary>
    public static readonly DateOnly First = new(2025, 9, 8);

    /// <summary>The last day that the figures cover. Nothing is published here for a part of these days.</summary>
    public static readonly DateOnly Last = new(2026, 7, 10);

    private const int Youngest = 5;

    private const int Oldest = 15;

    private const int FirstYear = 1;

    private const int LastYear = 11;

    /// <summary>The days that the figures cover, in words.</summary>
    public static string Period => English.Days(First, Last);

    public static NationalFigures Of(Phase phase) => phase switch
    {
        Phase.Primary => new(Percentage.Of(94.72m), Percentage.Of(5.28m), Percentage.Of(13.8m)),
        Phase.Secondary => new(Percentage.Of(91.51m), Percentage.Of(8.49m), Percentage.Of(23.8m)),
        Phase.Special => new(Percentage.Of(86.83m), Percentage.Of(13.17m), Percentage.Of(36.1m)),
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "Not a phase."),
    };

    /// <summary>
    /// The days of a school year, up to a night, that stand beside the figures (domain 0.18): the same days as far as the year has them. In
    /// another school year no day is the same, so the whole year stands beside them. The last day is before the first where there is none.
    /// </summary>
    public static (DateOnly First, DateOnly Last) DaysBeside(DateOnly night) => AcademicYear.Of(night) is var year && year.Contains(First)
        ? (First, Dates.Earlier(Last, night))
        : (year.FirstDay, night);

    /// <summary>
    /// Whether the figures count pupils of this age: 5 to 15 on 31 August before the school year (domain 0.18). Without a date of birth
    /// it is by year group: Year 1 to Year 11, because a pupil of Reception is 4 on that day.
    /// </summary>
    public static bool Counts(Pupil pupil, AcademicYear year) => TryReadBirth(pupil, out var born)
        ? born > YearsBefore(year, Oldest + 1) && born <= YearsBefore(year, Youngest)
        : YearGroupNumber.Of(pupil.YearGroup) is >= FirstYear and <= LastYear;

    /// <summary>Whether the roster gives a date of birth.</summary>
    internal static bool HasBirth(Pupil pupil) => TryReadBirth(pupil, out _);

    private static bool TryReadBirth(Pupil pupil, out DateOnly born) => DateOnly.TryParseExact(
        pupil.DateOfBirth, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out born);

    /// <summary>The 31 August of so many years before the school year.</summary>
    private static DateOnly YearsBefore(AcademicYear year, int years) => new(year.StartYear - years, 8, 31);
}

/// <summary>A school's pupils whom England's figures count, over the days that stand beside them.</summary>
/// <param name="First">The first of those days.</param>
/// <param name="Last">The last of those days; before <paramref name="First"/> where the school year has none yet.</param>
/// <param name="Pupils">
/// The pupils: their sessions in those days, leavers to their leaving date; and how many of those on roll are persistently absent in the
/// school year to the night.
/// </param>
/// <param name="WithoutBirth">How many of those on roll are counted by year group, because the roster gives no date of birth.</param>
/// <param name="Attendance">Whether their sessions may be shown.</param>
/// <param name="PersistentAbsence">Whether it may be shown how many are persistently absent.</param>
public sealed record BesideEngland(
    DateOnly First, DateOnly Last, GroupFigures Pupils, int WithoutBirth, Showing Attendance, Showing PersistentAbsence)
{
    internal static BesideEngland Of(IEnumerable<PupilNight> pupils, PeriodFigures year)
    {
        var night = year.Period.To;
        var (first, last) = NationalFigures.DaysBeside(night);
        var counted = pupils.Where(pupil => NationalFigures.Counts(pupil.Pupil, AcademicYear.Of(night))).ToList();
        var group = GroupFigures.Of(
            Grouping.NationalAge, GroupFigures.Yes, [.. counted.Select(pupil => (pupil, pupil.TallyOf(first, last)))], night);
        return new(
            first, last, group,
            counted.Count(pupil => pupil.Pupil.OnRoll.Contains(night) && !NationalFigures.HasBirth(pupil.Pupil)),
            year.ShowingOf(group, Measure.Attendance), year.ShowingOf(group, Measure.PersistentAbsence));
    }
}
