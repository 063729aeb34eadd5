using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Summaries.Pages;

namespace AttendanceFunctions.Functions.Summaries.Tables;

/// <summary>Attendance by time: weeks, weekdays, days next to holidays.</summary>
internal static class RateTables
{
    private static readonly SummaryColumn[] Sessions =
    [
        new("possible", "Possible sessions", 12), new("attended", "Attended", 12), new("missed", "Missed", 12),
        new("percent", "Attendance", 12),
    ];

    /// <summary>Attendance by week, with the target if there is one; for a single week, all weeks of the year up to it.</summary>
    public static SummaryTable Weeks(SummarySubject subject)
    {
        var of = subject.Period.Kind == PeriodKind.Week
            ? subject with { Period = new(PeriodKind.Year, AcademicYear.Of(subject.Period.To).FirstDay, subject.Period.To) }
            : subject;
        var rows = Shown(of, of.Counted.Weeks.Where(week => week.Tally.Possible > 0), week => [Cell.Date(week.Monday), .. Of(week.Tally)]);
        return new(
            "weeks", "Weeks", "Week by week", $"{of.Sessions} Each row is a week from its Monday on.",
            [new("week", "Week from", 12), .. Sessions], rows, of.WhyNoRates)
        {
            // A line needs at least two points.
            Chart = rows.Count > 1 ? new SummaryChart("percent", TargetOf(subject.Targets), IsLine: true) : null,
        };
    }

    /// <summary>Mornings and afternoons of each weekday.</summary>
    public static SummaryTable Weekdays(SummarySubject subject)
    {
        var rows = Shown(
            subject, subject.Counted.Weekdays.Where(day => day.Tally.Possible > 0),
            day => [$"{day.Day} {(day.Half == HalfDay.AM ? "morning" : "afternoon")}", .. Of(day.Tally), .. ToAll(subject, day.Tally)]);
        return new(
            "weekdays", "Weekdays", "Weekdays and sessions", $"{subject.Sessions} Points are percentage points to all sessions together.",
            [new("weekday", "Session", 22), .. Sessions, .. ToAllColumns], rows, subject.WhyNoRates)
        {
            Chart = rows.Count > 1 ? new SummaryChart("percent", TargetOf(subject.Targets)) : null,
        };
    }

    /// <summary>Compares days next to holidays with other days.</summary>
    public static SummaryTable Holidays(SummarySubject subject) => new(
        "holidays", "Beside holidays", "Days beside holidays",
        $"{subject.Sessions} Beside a holiday are the first and the last school day of each half term, and those next to a week or "
            + "more without school.",
        [new("days", "Days", 22), .. Sessions, .. ToAllColumns],
        Shown(
            subject,
            new[]
            {
                (Name: "Beside a holiday", Tally: subject.Counted.Holidays.Beside),
                (Name: "All other days", Tally: subject.Counted.Holidays.Others),
            }.Where(days => days.Tally.Possible > 0),
            days => [days.Name, .. Of(days.Tally), .. ToAll(subject, days.Tally)]),
        subject.WhyNoRates);

    /// <summary>Compares the period with the same period earlier.</summary>
    public static SummaryTable Comparison(SummarySubject subject, IReadOnlyList<EarlierPeriod> earlier)
    {
        IReadOnlyList<EarlierPeriod> periods =
            [new EarlierPeriod("this", $"This {subject.Period.Kind.Describe()}", subject.Counted), .. earlier];
        return new(
            "comparison", "Comparison", "Compared with before",
            string.Join(" ", periods.Select(DaysOf)) + " Persistent absence is of the school year to that day.",
            [
                new("period", "Period", 28), new("from", "From", 12), new("to", "To", 12), new("pupils", "Pupils", 10), .. Sessions,
                new("points_to_this", $"Points above or below this {subject.Period.Kind.Describe()}", 14),
                new("unauthorised", "Unauthorised", 12), new("late", "Late", 10), new("persistent_absence", "Persistently absent", 14),
                new("persistent_percent", "Share persistently absent", 14), new("in_words", "In words", 44),
            ],
            [.. periods.Select(period => new SummaryRow(
            [
                period.Heading, Cell.Date(period.Figures.Period.From), Cell.Date(period.Figures.Period.To), period.Figures.Everyone.Pupils,
                .. period.Figures.ShowsEveryone
                    ? ShownPeriod(period.Figures, subject.Everyone.Tally, isThis: period == periods[0])
                    : [
                        .. Enumerable.Repeat(Cell.Empty, 9),
                        NotShown.Why(period.Figures.ShowingOf(period.Figures.Everyone, Measure.Attendance))
                    ],
            ]))],
            subject.WhyNoRates);
    }

    private static string DaysOf(EarlierPeriod period) =>
        $"{period.Heading}: {English.Days(period.Figures.Period.From, period.Figures.Period.To)}, of everybody who was on roll; pupils "
        + "are those on its last day.";

    private static IEnumerable<Cell> ShownPeriod(PeriodFigures figures, Tally now, bool isThis)
    {
        var everyone = figures.Everyone;
        return
        [
            .. Of(everyone.Tally), isThis ? Cell.Empty : RateComparison.Points(everyone.Tally, now),
            figures.TellsUnauthorised ? everyone.Tally.Unauthorised : Cell.Empty,
            figures.Lateness.Sessions, .. GroupTables.Persistent(everyone),
            !isThis && Rate.TryOf(everyone.Tally, out var before) && Rate.TryOf(now, out var rate)
                ? $"Attendance is now {RateComparison.Against(rate, before, "what it was then")}"
                : Cell.Empty,
        ];
    }

    /// <summary>The target to draw in a chart; null if the schools' targets differ.</summary>
    public static ChartTarget? TargetOf(IReadOnlyList<Percentage> targets) =>
        targets is [var target] ? new("the target", target.Hundredths / 100m) : null;

    private static readonly SummaryColumn[] ToAllColumns =
        [new("points_to_all", "Points above or below all", 12), new("in_words", "In words", 36)];

    private static IEnumerable<Cell> ToAll(SummarySubject subject, Tally tally) =>
    [
        RateComparison.Points(tally, subject.Everyone.Tally),
        Rate.TryOf(tally, out var rate) && Rate.TryOf(subject.Everyone.Tally, out var all)
            ? RateComparison.Against(rate, all, "all sessions")
            : Cell.Empty,
    ];

    private static IEnumerable<Cell> Of(Tally tally) => [tally.Possible, tally.Attended, tally.Absent, RateComparison.Percent(tally)];

    private static IReadOnlyList<SummaryRow> Shown<T>(SummarySubject subject, IEnumerable<T> items, Func<T, IReadOnlyList<Cell>> cells) =>
        subject.ShowsRates ? [.. items.Select(item => new SummaryRow(cells(item)))] : [];
}
