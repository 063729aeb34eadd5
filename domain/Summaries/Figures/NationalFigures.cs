namespace AttendanceFunctions.Domain.Summaries.Figures;

/// <summary>What the Department for Education published for all schools of one phase in England, as percentages.</summary>
/// <param name="Attendance">Of possible sessions.</param>
/// <param name="PersistentAbsence">Of pupils; null in an autumn term, for which it is published later.</param>
public sealed record NationalRates(Percentage Attendance, Percentage? PersistentAbsence);

/// <summary>
/// England's figures of a school year up to one day. The department publishes them every fortnight, so a night is compared with the newest
/// ones up to it, over the same days.
/// </summary>
/// <param name="First">The first day that they cover: schools begin the year on different days, and it leaves those out.</param>
/// <param name="Last">The last day that they cover, a Friday.</param>
/// <param name="Of">The figures of each phase.</param>
public sealed record NationalFigures(DateOnly First, DateOnly Last, IReadOnlyDictionary<Phase, NationalRates> Of)
{
    /// <summary>The source of the figures.</summary>
    public const string Source = "Department for Education, pupil attendance in schools (official statistics in development), "
        + "pupils aged 5 to 15 in England";

    private const int Youngest = 5;

    private const int Oldest = 15;

    private const int FirstYear = 1;

    private const int LastYear = 11;

    /// <summary>The days of 52 weeks, after which a day of the week comes again in the same week of a school year.</summary>
    private const int DaysOfYear = 364;

    /// <summary>All published figures that are known here, in order of their last day.</summary>
    public static IReadOnlyList<NationalFigures> Published { get; } = Read();

    private AcademicYear Year => AcademicYear.Of(First);

    /// <summary>
    /// The newest figures that stand beside a night: those of its school year up to the night, or else those of the year before up to
    /// the same week. Null where there are none.
    /// </summary>
    public static NationalFigures? FindBeside(DateOnly night)
    {
        var year = AcademicYear.Of(night);
        return Published.Where(figures => figures.Year.StartYear <= year.StartYear && figures.DaysIn(year).Last <= night)
            .MaxBy(figures => (figures.Year.StartYear, figures.Last));
    }

    /// <summary>
    /// The days of a school year, up to a night, that stand beside England's figures (domain 0.18). The last day is before the first
    /// where there are none.
    /// </summary>
    public static (DateOnly First, DateOnly Last) DaysBeside(DateOnly night)
    {
        var year = AcademicYear.Of(night);
        return FindBeside(night)?.DaysIn(year) ?? (year.FirstDay, year.FirstDay.AddDays(-1));
    }

    /// <summary>The same days of a school year: in another year than that of the figures, the same weeks.</summary>
    public (DateOnly First, DateOnly Last) DaysIn(AcademicYear year)
    {
        var days = DaysOfYear * (year.StartYear - Year.StartYear);
        return (First.AddDays(days), Last.AddDays(days));
    }

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

    private static List<NationalFigures> Read()
    {
        using var stream = typeof(NationalFigures).Assembly.GetManifestResourceStream("figures/england.csv")
            ?? throw new InvalidOperationException("The figures of England are missing from the assembly.");
        using var reader = new StreamReader(stream);
        return
        [
            .. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1)
                .Select(line => line.Split(',')).GroupBy(row => (First: Day(row[0]), Last: Day(row[1])))
                .OrderBy(rows => rows.Key.Last)
                .Select(rows => new NationalFigures(
                    rows.Key.First, rows.Key.Last,
                    rows.ToDictionary(
                        row => Enum.Parse<Phase>(row[2], ignoreCase: true),
                        row => new NationalRates(Per(row[3]), row[4].Length == 0 ? null : Per(row[4]))))),
        ];

        static DateOnly Day(string text) => Dates.Read(text) ?? throw new FormatException($"\"{text}\" is not a date of england.csv.");

        static Percentage Per(string text) => Percentage.Of(decimal.Parse(text, CultureInfo.InvariantCulture));
    }
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
