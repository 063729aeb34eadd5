using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Summaries.Effects;
using AttendanceFunctions.Domain.Summaries.Figures;

namespace AttendanceFunctions.Functions.Summaries.Tables;

/// <summary>The figures of one school that a trust's tables need.</summary>
/// <param name="Everyone">All its pupils, by period of the night.</param>
/// <param name="Hidden">The periods whose attendance is not shown, and why.</param>
/// <param name="BesideEngland">Its pupils whom England's figures count; null if the night has no figures.</param>
/// <param name="MissingMarks">Sessions of the night's school day without a mark.</param>
/// <param name="Review">How far it has answered the term's review of its policy.</param>
/// <param name="Expectation">Where it stands on the way to what is expected of its year; null where that is not known or not shown.</param>
public sealed record SchoolLine(
    School School, IReadOnlyDictionary<PeriodKind, GroupFigures> Everyone, IReadOnlyDictionary<PeriodKind, Showing> Hidden,
    BesideEngland? BesideEngland, DatedTally LastDay, DatedTally FourWeeks, Headcount Headcount, IntakeCounts Intake, int MissingMarks,
    QualityCounts Quality, ExpectationProgress? Expectation, ReviewCounts Review)
{
    /// <summary>What waits for people.</summary>
    public WorkCounts Work { get; init; } = WorkCounts.None;

    /// <summary>How far its pupils are from persistent absence.</summary>
    public MarginCounts Margins { get; init; } = MarginCounts.None;

    /// <summary>Its attendance week by week in the school year; none where it may not be shown.</summary>
    public IReadOnlyList<WeekFigures> Weeks { get; init; } = [];

    /// <summary>Its messages to parents in the school year so far.</summary>
    public NudgeCounts Nudges { get; init; } = NudgeCounts.None;

    /// <summary>Its pupils as far as tables that leave the school may count them.</summary>
    public Headcount Published { get; init; } = Headcount.Nobody;

    /// <summary>Its stages, by the policy of the night; null for a line of one night alone.</summary>
    public StagesOfPolicy? Stages { get; init; }

    public static SchoolLine Of(School school, SchoolNight night) => new(
        school, night.Figures.Periods.ToDictionary(period => period.Period.Kind, period => period.Everyone),
        night.Figures.Periods.Where(period => !period.ShowsEveryone)
            .ToDictionary(period => period.Period.Kind, period => period.ShowingOf(period.Everyone, Measure.Attendance)),
        night.Figures.BesideEngland, night.Figures.LastDay, night.Figures.FourWeeks, night.Headcount, night.Intake, night.MissingMarks,
        night.Figures.Quality, night.Figures.Expectation, night.Figures.Review)
    {
        Work = night.Figures.Work,
        Margins = night.Figures.Margins,
        Weeks = night.Figures.Periods.FirstOrDefault(period => period.Period.Kind == PeriodKind.Year) is { ShowsEveryone: true } year
            ? year.Weeks : [],
        Nudges = night.Nudges,
        Published = night.Published,
    };

    /// <summary>All its pupils in a period; nobody if the night has no such period.</summary>
    public GroupFigures In(PeriodKind kind) => Everyone.GetValueOrDefault(kind, GroupFigures.Nobody);

    /// <summary>Whether its attendance in a period may be shown.</summary>
    public Showing ShowingIn(PeriodKind kind) =>
        Everyone.ContainsKey(kind) ? Hidden.GetValueOrDefault(kind, Showing.Shown) : Showing.NoSession;
}

/// <summary>
/// A trust's totals of a night. Schools' rows are added one by one; only a school's line, and what it hides, is kept in memory. A school
/// that is hidden counts in no total.
/// </summary>
/// <param name="Lines">The schools that have done the night, by id.</param>
/// <param name="Missing">The schools that have not done the night.</param>
/// <param name="MissingMarks">Sessions of the night's school day without a mark.</param>
/// <param name="Policies">The pupils' stages, by policy.</param>
public sealed record TrustSums(
    IReadOnlyList<SchoolLine> Lines, IReadOnlyList<School> Missing, Headcount Headcount, SchoolFigures Figures,
    NudgeCounts Nudges, IntakeCounts Intake, int MissingMarks, IReadOnlyList<StagesOfPolicy> Policies)
{
    /// <summary>Adds up a night. Rows of schools that have left the trust are ignored.</summary>
    /// <param name="rows">The schools' rows of the night, with their figures.</param>
    public static async Task<TrustSums> OfAsync(
        Trust trust, IAsyncEnumerable<SchoolNight> rows, CancellationToken cancellationToken)
    {
        var schools = trust.Schools.ToDictionary(school => school.Id);
        var policies = new Dictionary<string, StagesOfPolicy>(StringComparer.Ordinal);
        var lines = new List<SchoolLine>();
        var figures = new TrustFigures();
        var sums = new TrustSums(lines, [], Headcount.Nobody, SchoolFigures.None, NudgeCounts.None, new(0, 0, 0, 0, 0, 0, 0), 0, []);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            if (schools.Remove(row.School, out var school))
            {
                var stages = StagesOfPolicy.Of(PolicyOf(trust, school, row), row);
                lines.Add(SchoolLine.Of(school, row) with { Stages = stages });
                figures.Add(row.Figures);
                sums = sums.And(row);
                policies[row.PolicyId] = policies.TryGetValue(row.PolicyId, out var before) ? before.And(stages) : stages;
            }
        }

        return sums with
        {
            Figures = figures.Sum(),
            Lines = [.. lines.OrderBy(line => line.School.Id)],
            Missing = [.. schools.Values.OrderBy(school => school.Id)],
            Policies = [.. policies.OrderBy(policy => policy.Key, StringComparer.Ordinal).Select(policy => policy.Value)],
        };
    }

    /// <summary>How attendance went on after the steps of the year, where a pack tells of it; else null.</summary>
    public IReadOnlyList<StepEffect>? Effects { get; init; }

    /// <summary>The trust as the subject of a page about a period of the night.</summary>
    public SummarySubject In(Trust trust, FigurePeriod period)
    {
        var targets = trust.Schools.Select(school => school.Policy.Target).Distinct().OrderBy(target => target.Hundredths);
        var leftOut = Lines.Where(line => line.ShowingIn(PeriodKind.Year) is Showing.TooFew or Showing.GivesAway).ToList();
        return new(period, [.. targets], Headcount, Figures, Nudges, Intake, MissingMarks, Policies)
        {
            LeftOut = (leftOut.Count, leftOut.Sum(line => line.Headcount.Pupils)),
        };
    }

    private TrustSums And(SchoolNight row) => this with
    {
        Headcount = Headcount.And(row.Published),
        Nudges = Nudges.And(row.Nudges),
        Intake = Intake.And(row.Intake),
        MissingMarks = MissingMarks + row.MissingMarks,
    };

    // The night may have used a policy that the school no longer follows.
    private static Policy PolicyOf(Trust trust, School school, SchoolNight row) =>
        school.Policy.Id == row.PolicyId ? school.Policy
        : trust.Schools.FirstOrDefault(other => other.Policy.Id == row.PolicyId)?.Policy
        ?? (BuiltInPolicies.TryFind(row.PolicyId, out var policy) ? policy : school.Policy);
}
