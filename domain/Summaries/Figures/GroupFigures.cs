namespace AttendanceFunctions.Domain.Summaries.Figures;

/// <summary>What pupils are grouped by.</summary>
public enum Grouping
{
    Everyone,
    YearGroup,
    Class,
    Sen,
    PupilPremium,
    FreeSchoolMeals,
    LookedAfter,
    SocialWorker,

    /// <summary>Whether England's figures count pupils of this age; it is published only beside them.</summary>
    NationalAge,
}

/// <summary>A group of pupils over a period.</summary>
/// <param name="Value">The group: the year group or class; None, Support or Plan; yes or no; empty for everyone.</param>
/// <param name="Pupils">Pupils on roll on the last day of the period who belong to it.</param>
/// <param name="WithSessions">Pupils who had a possible session in the period, those who have left included.</param>
/// <param name="Tally">
/// The sum of the sessions of everybody who was on roll in the period, of leavers to their leaving date (domain 0.18); never a mean of
/// rates (domain 0.1).
/// </param>
/// <param name="PersistentAbsence">Pupils on roll who are persistently absent in the year to the night, whatever the period.</param>
/// <param name="SevereAbsence">Pupils on roll who are severely absent in the year to the night; they are persistently absent too.</param>
/// <param name="TooEarly">Pupils on roll for whom it is too early to say whether they are persistently absent.</param>
public sealed record GroupFigures(
    Grouping By, string Value, int Pupils, int WithSessions, Tally Tally, int PersistentAbsence, int SevereAbsence, int TooEarly)
{
    public const string Yes = "yes";

    public const string No = "no";

    /// <summary>Maximum year groups or classes listed separately; the rest are one group, so that a stored row stays small.</summary>
    public const int MostValues = 40;

    /// <summary>The name of the group for those beyond <see cref="MostValues"/>.</summary>
    public const string Others = "others";

    private const int LongestValue = 40;

    /// <summary>Pupils with a possible session in the period who have left by its last day.</summary>
    public int Left { get; init; }

    /// <summary>In a trust's figures, pupils of the group in schools where it is not shown and which are therefore not counted.</summary>
    public int LeftOut { get; init; }

    public static GroupFigures Nobody { get; } = new(Grouping.Everyone, "", 0, 0, default, 0, 0, 0);

    /// <summary>Pupils on roll with enough sessions to say whether they are persistently absent.</summary>
    public int Measured => Pupils - TooEarly;

    /// <summary>The groups of a summary, except classes: everyone, year groups, SEN, and with and without each characteristic.</summary>
    public static IReadOnlyList<GroupFigures> AllOf(IEnumerable<PupilNight> pupils, FigurePeriod period)
    {
        var counted = Count(pupils, period);
        return
        [
            .. Enum.GetValues<Grouping>().Where(by => by is not (Grouping.Class or Grouping.NationalAge))
                .SelectMany(by => GroupedBy(by, counted, period.To)),
        ];
    }

    /// <summary>The groups of one kind that have pupils, in a school's order.</summary>
    public static IReadOnlyList<GroupFigures> GroupedBy(Grouping by, IEnumerable<PupilNight> pupils, FigurePeriod period) =>
        GroupedBy(by, Count(pupils, period), period.To);

    /// <summary>Adds the same group of another school.</summary>
    public GroupFigures And(GroupFigures other) => this with
    {
        Pupils = Pupils + other.Pupils,
        WithSessions = WithSessions + other.WithSessions,
        Tally = Tally + other.Tally,
        PersistentAbsence = PersistentAbsence + other.PersistentAbsence,
        SevereAbsence = SevereAbsence + other.SevereAbsence,
        TooEarly = TooEarly + other.TooEarly,
        Left = Left + other.Left,
        LeftOut = LeftOut + other.LeftOut,
    };

    /// <summary>
    /// The group as a sum of schools may count it: of fewer than five pupils it is not told who is persistently or severely absent, so they
    /// count as too early to say.
    /// </summary>
    public GroupFigures WithoutSmallCounts() => Measured is > 0 and < Headcount.SmallestGroup
        ? this with { PersistentAbsence = 0, SevereAbsence = 0, TooEarly = Pupils }
        : this;

    private static List<(PupilNight Pupil, Tally Tally)> Count(IEnumerable<PupilNight> pupils, FigurePeriod period) =>
        [.. pupils.Select(pupil => (pupil, pupil.TallyOf(period.From, period.To)))];

    private static IReadOnlyList<GroupFigures> GroupedBy(Grouping by, List<(PupilNight Pupil, Tally Tally)> pupils, DateOnly last)
    {
        var year = AcademicYear.Of(last);
        var listed = Listed(by, pupils.Select(pupil => pupil.Pupil.Pupil), year);
        return
        [
            .. pupils.GroupBy(
                pupil => ValueOf(by, pupil.Pupil.Pupil, year) is var value && listed.Contains(value) ? value : Others,
                StringComparer.Ordinal)
                .OrderBy(group => group.Key, ClassOrder.Instance)
                .Select(group => Of(by, group.Key, [.. group], last)),
        ];
    }

    /// <summary>The groups of one kind that are listed separately: the largest ones.</summary>
    internal static IReadOnlySet<string> Listed(Grouping by, IEnumerable<Pupil> pupils, AcademicYear year) => pupils
        .GroupBy(pupil => ValueOf(by, pupil, year), StringComparer.Ordinal)
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
        .Take(MostValues).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);

    /// <summary>The figures of one group.</summary>
    /// <param name="pupils">Its pupils with their sessions in a period.</param>
    /// <param name="last">The last day of the period.</param>
    internal static GroupFigures Of(
        Grouping by, string value, IReadOnlyCollection<(PupilNight Pupil, Tally Tally)> pupils, DateOnly last)
    {
        var onRoll = pupils.Where(pupil => pupil.Pupil.Pupil.OnRoll.Contains(last)).ToList();
        var measured = onRoll.Select(pupil => pupil.Pupil.Status).OfType<AttendanceStatus.Measured>().ToList();
        var withSessions = pupils.Count(pupil => pupil.Tally.Possible > 0);
        return new(
            by, value, onRoll.Count, withSessions, pupils.Aggregate(default(Tally), (sum, pupil) => sum + pupil.Tally),
            measured.Count(status => status.IsPersistentAbsence), measured.Count(status => status.IsSevereAbsence),
            onRoll.Count - measured.Count)
        {
            Left = withSessions - onRoll.Count(pupil => pupil.Tally.Possible > 0),
        };
    }

    /// <summary>The group of one kind to which a pupil belongs.</summary>
    /// <param name="year">The school year, by which the age is known.</param>
    internal static string ValueOf(Grouping by, Pupil pupil, AcademicYear year) => by switch
    {
        Grouping.Everyone => "",
        Grouping.YearGroup => Short(pupil.YearGroup),
        Grouping.Class => Short(pupil.Class),
        Grouping.Sen => pupil.Characteristics.Sen.ToString(),
        Grouping.PupilPremium => English.YesOrNo(pupil.Characteristics.PupilPremium),
        Grouping.FreeSchoolMeals => English.YesOrNo(pupil.Characteristics.FreeSchoolMeals),
        Grouping.LookedAfter => English.YesOrNo(pupil.Characteristics.LookedAfter),
        Grouping.SocialWorker => English.YesOrNo(pupil.Characteristics.SocialWorker),
        Grouping.NationalAge => English.YesOrNo(NationalFigures.Counts(pupil, year)),
        _ => throw new ArgumentOutOfRangeException(nameof(by), by, "Not a grouping."),
    };

    private static string Short(string value) => value.Length > LongestValue ? value[..(LongestValue - 1)] + "…" : value;
}
