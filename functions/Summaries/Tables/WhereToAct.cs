using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Summaries.Pages;

namespace AttendanceFunctions.Functions.Summaries.Tables;

/// <summary>A school, and what asks for a trust lead's attention there.</summary>
/// <param name="Line">Its figures; null if its night is not done.</param>
/// <param name="Reasons">The reasons, the first of which gives the school its place; none where nothing asks for it.</param>
/// <param name="Tone">How pressing the first reason is.</param>
public sealed record PlaceToAct(School School, SchoolLine? Line, IReadOnlyList<string> Reasons, Tone Tone);

/// <summary>
/// The schools of a trust in the order in which attention pays, by a rule that a reader can check: what is missing comes before what is
/// overdue, and that before what falls. The rule is printed beside the list.
/// </summary>
public static class WhereToAct
{
    /// <summary>The rule, for the reader.</summary>
    public const string Rule =
        "First come schools whose night is not done or whose roster or registers are missing. Then those with overdue work, the most for "
        + "each 100 pupils first. Then those whose last four weeks are at least one point below their year, and further than chance would "
        + "make it in a school of their size, the furthest first. Then those that are not on course for what is expected of their year, "
        + "the furthest first. Then those where five or more of each 100 pupils would be persistently absent after two more days missed, "
        + "the most first. Then those below their target, the furthest first.";

    /// <summary>Points by which four weeks must be below the year so that a school counts as falling.</summary>
    private const decimal Falling = 1.0m;

    /// <summary>
    /// Sessions that go together by chance: a child who is ill misses several days, so that ten sessions tell about as much as one that
    /// came by itself.
    /// </summary>
    private const int SessionsTogether = 10;

    /// <summary>Of each 100 pupils, those near persistent absence from which on it is a reason.</summary>
    private const int ManyNear = 5;

    /// <summary>All schools of a trust, in order.</summary>
    public static IReadOnlyList<PlaceToAct> Of(TrustSums sums) =>
    [
        .. sums.Lines.Select(line => (School: line.School, Line: (SchoolLine?)line, Reasons: ReasonsOf(line).ToList()))
            .Concat(sums.Missing.Select(school => (
                School: school, Line: (SchoolLine?)null,
                Reasons: new List<Reason> { new(Rank.NotDone, 0, "Its night is not done.") })))
            .OrderBy(row => row.Reasons.Count == 0 ? Rank.Nothing : row.Reasons[0].Rank)
            .ThenByDescending(row => row.Reasons.Count == 0 ? 0 : row.Reasons[0].Size)
            .ThenBy(row => row.School.Name, StringComparer.Ordinal)
            .Select(row => new PlaceToAct(
                row.School, row.Line, [.. row.Reasons.Select(reason => reason.Sentence)],
                ToneOf(row.Reasons.Count == 0 ? Rank.Nothing : row.Reasons[0].Rank))),
    ];

    /// <summary>Whether a school's rates may be told outside the school.</summary>
    public static bool ShowsRates(SchoolLine line) => line.ShowingIn(PeriodKind.Year) == Showing.Shown;

    /// <summary>What is overdue at a school: reviews, other proposals and duties.</summary>
    public static int OverdueOf(SchoolLine line) => line.Work.ReviewsOverdue + line.Work.ProposalsOverdue + line.Work.DutiesOverdue;

    private static IEnumerable<Reason> ReasonsOf(SchoolLine line)
    {
        if (line.Headcount.Pupils == 0)
        {
            yield return new(Rank.NoRoster, 0, "No roster has come in.");
            yield break;
        }

        if (line.Quality.SilentDays is > 0 and var days)
        {
            yield return new(Rank.NoRegisters, days, $"No registers for {English.Count(days, "school day")}.");
        }

        if (OverdueOf(line) is > 0 and var overdue)
        {
            var forEachHundred = 100m * overdue / line.Headcount.Pupils;
            yield return new(
                Rank.Overdue, forEachHundred,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{OverdueInWords(line.Work)} overdue, {forEachHundred:0.0} for each 100 pupils."));
        }

        if (!ShowsRates(line) || !Rate.TryOf(line.In(PeriodKind.Year).Tally, out var year))
        {
            yield break;
        }

        if (Rate.TryOf(line.FourWeeks.Tally, out var weeks) && new RateGap(weeks, year).Points <= -Falling && IsBeyondChance(weeks, year))
        {
            yield return new(
                Rank.Falling, -new RateGap(weeks, year).Points,
                $"The last four weeks, {weeks}%, are {RateComparison.Against(weeks, year, $"the year so far, {year}%")}.");
        }

        if (line.Expectation is { IsOnCourse: false } progress)
        {
            var expected = Rate.Of(progress.Expectation.Tenths, 1_000);
            yield return new(
                Rank.NotOnCourse, -new RateGap(year, expected).Points,
                $"The year so far, {year}%, is {RateComparison.Against(year, expected, $"what is expected of it, {expected}%")}.");
        }

        var (near, measured) = (line.Margins.WithinTwoDays, line.Headcount.Pupils - line.Headcount.TooEarly);
        if (measured >= Headcount.SmallestGroup && 100 * near >= ManyNear * measured)
        {
            var ofHundred = 100m * near / measured;
            yield return new(
                Rank.Near, ofHundred,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{English.Count(near, "pupil")} would be persistently absent after two more days missed, "
                        + $"{ofHundred:0.0} of each 100."));
        }

        var target = RateComparison.RateOf(line.School.Policy.Target);
        if (year.IsBelow(target))
        {
            yield return new(
                Rank.BelowTarget, -new RateGap(year, target).Points,
                $"The year so far, {year}%, is {RateComparison.Against(year, target, $"the target of {line.School.Policy.Target}")}.");
        }
    }

    /// <summary>
    /// Whether four weeks are below the year by more than twice the standard deviation of a rate of so many sessions, of which ten go
    /// together.
    /// </summary>
    private static bool IsBeyondChance(Rate weeks, Rate year)
    {
        var (ofYear, ofWeeks) = ((decimal)year.Attended / year.Possible, (decimal)weeks.Attended / weeks.Possible);
        return (ofYear - ofWeeks) * (ofYear - ofWeeks) * weeks.Possible >= 4 * SessionsTogether * ofYear * (1 - ofYear);
    }

    private static string OverdueInWords(WorkCounts work)
    {
        string[] parts =
        [
            .. Of(work.DutiesOverdue, "duty", "duties"), .. Of(work.ReviewsOverdue, "review", "reviews"),
            .. work.ReviewsOverdue > 0
                ? Of(work.ProposalsOverdue, "other decision", "other decisions")
                : Of(work.ProposalsOverdue, "decision", "decisions"),
        ];
        return English.List(parts);

        static string[] Of(int count, string one, string several) => count == 0 ? [] : [English.Count(count, one, several)];
    }

    private static Tone ToneOf(Rank rank) => rank switch
    {
        Rank.NotDone or Rank.NoRoster or Rank.NoRegisters => Tone.Concern,
        Rank.Overdue or Rank.Falling or Rank.NotOnCourse or Rank.Near or Rank.BelowTarget => Tone.Watch,
        _ => Tone.Good,
    };

    /// <summary>The order of reasons.</summary>
    private enum Rank
    {
        NotDone,
        NoRoster,
        NoRegisters,
        Overdue,
        Falling,
        NotOnCourse,
        Near,
        BelowTarget,
        Nothing,
    }

    /// <param name="Size">The figure by which schools with the same reason are ordered; the largest first.</param>
    private sealed record Reason(Rank Rank, decimal Size, string Sentence);
}
