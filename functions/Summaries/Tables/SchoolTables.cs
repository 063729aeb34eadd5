using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Summaries.Pages;

namespace AttendanceFunctions.Functions.Summaries.Tables;

/// <summary>Tables of a trust's schools, with one row each.</summary>
internal static class SchoolTables
{
    /// <summary>The most schools in a chart; for more, the table is easier to read.</summary>
    private const int MostBars = 60;

    /// <summary>Attendance of each school: its last day, four weeks, and the period, against its target.</summary>
    public static SummaryTable Schools(SummarySubject subject, TrustSums sums)
    {
        var kind = subject.Period.Kind;
        var showing = sums.Lines.ToDictionary(line => line, line => line.ShowingIn(kind));
        var period = $"Attendance, {kind.DescribeCurrent()}";
        return new(
            "by-school", "Schools", "Schools",
            $"{subject.Sessions} The last day is each school's last school day to {English.Day(subject.Period.To)}, four weeks "
                + $"are its last {DatedTally.FourWeeks} school days. Persistent and severe absence are of the school year to then. "
                + NotShown.AboutSmallGroups,
            [
                new("school", "School", 34), new("id", "Id", 12), new("phase", "Phase", 12), new("pupils", "Pupils", 10),
                new("last_day", "Last day", 12), new("last_day_percent", "Attendance, last day", 12),
                new("four_weeks_percent", "Attendance, four weeks", 12), new("percent", period, 12),
                new("target_percent", "Target %", 10), new("points_to_target", "Points above or below target", 12),
                new("persistent_absence", "Persistently absent", 14), new("persistent_percent", "Share persistently absent", 14),
                new("severe_absence", "Severely absent", 12), new("too_early", "Too early to say", 12), new("trend", "Trend", 40),
                new("in_words", "In words", 44),
            ],
            [
                .. sums.Lines.Select(line => Row(line, kind, showing[line])),
                .. sums.Missing.Select(NotThere),
                .. sums.Lines.Count > 1 ? [Total(subject, sums)] : Array.Empty<SummaryRow>(),
            ],
            "No school of the trust is in its settings yet.")
        {
            Chart = showing.Values.Count(shows => shows == Showing.Shown) is > 1 and <= MostBars
                ? new SummaryChart("percent", RateTables.TargetOf(subject.Targets)) : null,
        };
    }

    private static SummaryRow Row(SchoolLine line, PeriodKind kind, Showing showing)
    {
        var (everyone, target) = (line.In(kind), line.School.Policy.Target);
        Cell[] who = [line.School.Name, line.School.Id.ToString(), RateComparison.NameOf(line.School.Phase), line.Headcount.Pupils];
        if (showing != Showing.Shown || !Rate.TryOf(everyone.Tally, out var rate))
        {
            return new(
            [
                .. who, .. Enumerable.Repeat(Cell.Empty, 4), Target(target), .. Enumerable.Repeat(Cell.Empty, 4), line.Headcount.TooEarly,
                Cell.Empty, line.Headcount.Pupils == 0 ? "No data yet: no roster has come in" : NotShown.Why(showing),
            ]);
        }

        var lastDay = line.LastDay.To is { } day ? Cell.Date(day) : Cell.Empty;
        return new(
        [
            .. who, lastDay,
            .. Figures(line.LastDay.Tally, line.FourWeeks.Tally, line.In(PeriodKind.Year).Tally, everyone, line.Headcount, rate, target),
        ])
        { Tone = RateComparison.ToneOf(rate, target) };
    }

    private static SummaryRow NotThere(School school) => new(
        [
            school.Name, school.Id.ToString(), RateComparison.NameOf(school.Phase), .. Enumerable.Repeat(Cell.Empty, 5),
            Target(school.Policy.Target), .. Enumerable.Repeat(Cell.Empty, 6), "Not worked out on this night",
        ])
    { Tone = Tone.Concern };

    private static SummaryRow Total(SummarySubject subject, TrustSums sums)
    {
        var (everyone, headcount) = (subject.Everyone, subject.Headcount);
        Cell[] who = ["All schools", Cell.Empty, Cell.Empty, headcount.Pupils];
        if (!subject.ShowsRates || !Rate.TryOf(everyone.Tally, out var rate))
        {
            return new([.. who, .. Enumerable.Repeat(Cell.Empty, 9), headcount.TooEarly, Cell.Empty, subject.WhyNoRates])
            { IsTotal = true };
        }

        var figures = sums.Figures;
        var year = figures.Of(subject.Period with { Kind = PeriodKind.Year }).Everyone.Tally;
        Percentage? target = subject.Targets is [var only] ? only : null;
        return new(
            [.. who, Cell.Empty, .. Figures(figures.LastDay.Tally, figures.FourWeeks.Tally, year, everyone, headcount, rate, target)])
        { IsTotal = true, Tone = target is { } aim ? RateComparison.ToneOf(rate, aim) : Tone.Plain };
    }

    /// <summary>The cells of a row, starting with the attendance of the last day.</summary>
    /// <param name="everyone">All pupils in the period, whose rate is shown.</param>
    /// <param name="target">The target that they share; null if there is none.</param>
    private static IEnumerable<Cell> Figures(
        Tally lastDay, Tally fourWeeks, Tally year, GroupFigures everyone, Headcount headcount, Rate rate, Percentage? target) =>
    [
        RateComparison.Percent(lastDay), RateComparison.Percent(fourWeeks), Cell.Percent(rate),
        .. target is { } aim
            ? [Target(aim), Cell.Number(new RateGap(rate, RateComparison.RateOf(aim)).Points)]
            : Enumerable.Repeat(Cell.Empty, 2),
        .. GroupTables.Persistent(everyone), everyone.Measured >= Headcount.SmallestGroup ? everyone.SevereAbsence : Cell.Empty,
        headcount.TooEarly, Trend(fourWeeks, year),
        target is { } against ? RateComparison.AgainstTarget(rate, against) : "The schools have targets of their own",
    ];

    /// <summary>The quality of the data of each school's night.</summary>
    public static SummaryTable Quality(SummarySubject subject, TrustSums sums) => new(
        "data-quality-by-school", "Data by school", "Data quality of each school",
        $"The night of {English.Day(subject.Period.To)}: each school's own school day, its files, and its roster as it stood.",
        [
            new("school", "School", 34), new("id", "Id", 12), new("pupils", "Pupils", 10),
            new("missing_marks", "Sessions without a mark", 14), new("silent_days", "School days without registers", 16),
            new("files_held", "Files held", 10), new("files_rejected", "Files sent back", 12), new("rows_rejected", "Rows sent back", 12),
            new("without_parent", "Pupils without a parent on file", 16),
            new("without_usable_contact", "Pupils whose parents cannot be reached", 18), new("in_words", "In words", 50),
        ],
        [
            .. sums.Lines.Select(line => new SummaryRow(
            [
                line.School.Name, line.School.Id.ToString(), line.Headcount.Pupils, line.MissingMarks, line.Quality.SilentDays,
                line.Intake.FilesHeld, line.Intake.FilesRejected, line.Intake.RowsRejected,
                line.Quality.WithoutParent, line.Quality.WithoutUsableContact, InWords(line),
            ])
            { Tone = ToneOf(line) }),
            .. sums.Missing.Select(school => new SummaryRow(
                [school.Name, school.Id.ToString(), .. Enumerable.Repeat(Cell.Empty, 8), "Not worked out on this night"])
            { Tone = Tone.Concern }),
        ],
        "No school of the trust is in its settings yet.");

    private static string InWords(SchoolLine line) =>
        line.Headcount.Pupils == 0 ? "No roster has come in"
        : line.Quality.SilentDays > 0 ? $"No registers for {English.Count(line.Quality.SilentDays, "school day")}"
        : line.Intake.FilesHeld + line.Intake.FilesRejected > 0 ? "Files could not be used: the school's worklist says why"
        : line.MissingMarks > 0 ? $"{English.Count(line.MissingMarks, "session")} without a mark"
        : "Complete";

    private static Tone ToneOf(SchoolLine line) =>
        line.Headcount.Pupils == 0 || line.Quality.SilentDays > 0 ? Tone.Concern
        : line.Intake.FilesHeld + line.Intake.FilesRejected + line.MissingMarks > 0 ? Tone.Watch
        : Tone.Good;

    private static Cell Trend(Tally fourWeeks, Tally year) => Rate.TryOf(fourWeeks, out var now) && Rate.TryOf(year, out var all)
        ? $"Four weeks are {RateComparison.Against(now, all, "the year so far")}"
        : Cell.Empty;

    private static Cell Target(Percentage target) => Cell.Number(target.Hundredths / 100m);
}
