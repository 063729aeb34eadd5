namespace AttendanceFunctions.Domain.Trusts;

/// <summary>How a local authority counts ten days of unauthorised absence.</summary>
public enum DayCounting
{
    /// <summary>Consecutive school days, as the regulation says.</summary>
    Consecutive,

    /// <summary>All such school days of the school year, consecutive or not.</summary>
    Cumulative,
}

/// <summary>
/// What a local authority means by a pupil who "fails to attend regularly" (reg. 13). The regulations give no number, so nobody is returned
/// for it unless the authority's own number is in the settings.
/// </summary>
public abstract record IrregularAttendance
{
    private IrregularAttendance()
    {
    }

    /// <summary>Attendance below a percentage, in the school year to date.</summary>
    /// <param name="Limit">The percentage; a pupil at exactly this attendance is not returned.</param>
    public sealed record BelowPercent(Percentage Limit) : IrregularAttendance;

    /// <summary>Unauthorised sessions (G, N, O, U) within school weeks, consecutive or not.</summary>
    /// <param name="Sessions">Sessions, 1 to 380.</param>
    /// <param name="Weeks">School weeks, 1 to 39.</param>
    public sealed record UnauthorisedSessions(int Sessions, int Weeks) : IrregularAttendance;
}

/// <summary>
/// The returns that schools make to a local authority (School Attendance (Pupil Registration) (England) Regulations 2024, reg. 13), and the
/// authority's names for them. The numbers are the regulation's unless the authority agreed others with its schools.
/// </summary>
/// <param name="UnauthorisedDays">School days of unauthorised absence, 1 to 190, for an attendance return.</param>
/// <param name="IllnessDays">School days of illness in the school year, 1 to 190, for a sickness return.</param>
/// <param name="IllnessOnCourse">School days of illness, 1 to <paramref name="IllnessDays"/>, at which a pupil is on course for it.</param>
/// <param name="UnauthorisedReturn">The return about unauthorised absence, in the authority's words.</param>
/// <param name="SicknessReturn">The return about illness, in the authority's words.</param>
public sealed record AuthorityReturns(
    int UnauthorisedDays, DayCounting Counting, int IllnessDays, int IllnessOnCourse, string UnauthorisedReturn, string SicknessReturn)
{
    /// <summary>Weeks, 1 to 52, after which a part-time timetable is reviewed in any case.</summary>
    public int TimetableReviewWeeks { get; init; } = 6;

    /// <summary>
    /// School weeks, <see cref="LeastWeeksToImprove"/> to <see cref="MostWeeksToImprove"/>, of the improvement period of a Notice to
    /// Improve. Left out, the family has the longest time of the national framework.
    /// </summary>
    public int NoticeToImproveWeeks { get; init; } = MostWeeksToImprove;

    /// <summary>National framework for penalty notices: an improvement period of between 3 and 6 weeks.</summary>
    public const int LeastWeeksToImprove = 3;

    /// <inheritdoc cref="LeastWeeksToImprove"/>
    public const int MostWeeksToImprove = 6;

    /// <summary>
    /// The days after the day of admission by whose end the new pupil return is made, 1 to 30. Reg. 13(1) speaks of days, so weekends and
    /// holidays count.
    /// </summary>
    public int NewPupilDays { get; init; } = 5;

    /// <summary>The return about a new pupil, in the authority's words.</summary>
    public string NewPupilReturn { get; init; } = "New pupil return";

    /// <summary>The return about a pupil who leaves, in the authority's words.</summary>
    public string DeletionReturn { get; init; } = "Deletion return";

    /// <summary>Whether the authority asked for pupils who join the most junior class on the year's first day too (reg. 13(3)).</summary>
    public bool WantsYoungestClass { get; init; }

    /// <summary>Whether the authority asked for pupils who leave the most senior class at the end of the year too (reg. 13(6)).</summary>
    public bool WantsOldestClass { get; init; }

    /// <summary>What the authority calls failing to attend regularly; null if the settings do not say.</summary>
    public IrregularAttendance? Irregular { get; init; }

    /// <summary>The regulation's numbers, for an authority that the settings do not list.</summary>
    public static AuthorityReturns Usual(string authority) =>
        new(10, DayCounting.Consecutive, 15, 10, $"Attendance return to {authority}", $"Sickness return to {authority}")
        {
            NewPupilReturn = $"New pupil return to {authority}",
            DeletionReturn = $"Deletion return to {authority}",
        };
}

/// <summary>Reads <c>localAuthorities</c> of settings/trust.json.</summary>
internal static class AuthorityReturnsReader
{
    private const int DaysOfYear = 190;

    private const int SessionsOfYear = 2 * DaysOfYear;

    private const int WeeksOfYear = 39;

    private const int LongestDays = 30;

    /// <summary>The authorities by name, without regard to capitals.</summary>
    internal static IReadOnlyDictionary<string, AuthorityReturns> ReadAll(SettingsSection trust)
    {
        var byName = new Dictionary<string, AuthorityReturns>(StringComparer.OrdinalIgnoreCase);
        trust.SectionsIfAny("localAuthorities", section =>
        {
            var name = section.Text("name");
            if (section.IsValid("name") && !byName.TryAdd(name, Read(section, name)))
            {
                section.AddFault("name", $"{name} is listed already; put its settings into one entry.");
            }

            return name;
        });
        return byName;
    }

    /// <summary>Adds a remark about an authority that no school names, because it is probably misspelt.</summary>
    internal static void RemarkOnUnused(
        SettingsSection trust, IReadOnlyDictionary<string, AuthorityReturns> authorities, IEnumerable<School> schools)
    {
        var used = schools.Select(school => school.LocalAuthority);
        foreach (var unused in authorities.Keys.Except(used, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal))
        {
            trust.AddRemark(
                "localAuthorities",
                $"{unused} is the local authority of no school here; spell it as the schools' \"localAuthority\" has it.");
        }
    }

    private static AuthorityReturns Read(SettingsSection section, string name)
    {
        var usual = AuthorityReturns.Usual(name);
        var days = section.WholeNumber("illnessDays", 1, DaysOfYear, fallback: usual.IllnessDays);
        var onCourse = section.WholeNumber("illnessOnCourse", 1, DaysOfYear, fallback: Math.Min(usual.IllnessOnCourse, days));
        if (onCourse > days && section.AreValid("illnessDays", "illnessOnCourse"))
        {
            section.AddFault(
                "illnessOnCourse", $"must not be more than \"illnessDays\", {days}: a pupil is on course before the day itself.");
        }

        return new(
            section.WholeNumber("unauthorisedDays", 1, DaysOfYear, fallback: usual.UnauthorisedDays),
            section.Choice<DayCounting>("counting", fallback: DayCounting.Consecutive), days, onCourse,
            section.Text("unauthorisedReturn", fallback: usual.UnauthorisedReturn),
            section.Text("sicknessReturn", fallback: usual.SicknessReturn))
        {
            TimetableReviewWeeks = section.WholeNumber("timetableReviewWeeks", 1, 52, fallback: usual.TimetableReviewWeeks),
            NoticeToImproveWeeks = section.WholeNumber(
                "noticeToImproveWeeks", AuthorityReturns.LeastWeeksToImprove, AuthorityReturns.MostWeeksToImprove,
                fallback: usual.NoticeToImproveWeeks),
            NewPupilDays = section.WholeNumber("newPupilDays", 1, LongestDays, fallback: usual.NewPupilDays),
            NewPupilReturn = section.Text("newPupilReturn", fallback: usual.NewPupilReturn),
            DeletionReturn = section.Text("deletionReturn", fallback: usual.DeletionReturn),
            WantsYoungestClass = section.Flag("wantsYoungestClass", fallback: usual.WantsYoungestClass),
            WantsOldestClass = section.Flag("wantsOldestClass", fallback: usual.WantsOldestClass),
            Irregular = section.Section<IrregularAttendance?>("irregularAttendance", ReadIrregular, fallback: null),
        };
    }

    private static IrregularAttendance ReadIrregular(SettingsSection section)
    {
        var bySessions = section.Has("unauthorisedSessions") || section.Has("weeks");
        if (bySessions == section.Has("belowPercent"))
        {
            section.AddFault("needs either \"belowPercent\", or \"unauthorisedSessions\" and \"weeks\".");
            return new IrregularAttendance.BelowPercent(default);
        }

        return bySessions
            ? new IrregularAttendance.UnauthorisedSessions(
                section.WholeNumber("unauthorisedSessions", 1, SessionsOfYear, fallback: null),
                section.WholeNumber("weeks", 1, WeeksOfYear, fallback: null))
            : new IrregularAttendance.BelowPercent(section.Percentage("belowPercent"));
    }
}
