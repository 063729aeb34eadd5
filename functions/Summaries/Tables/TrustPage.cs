using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Summaries.Pages;

namespace AttendanceFunctions.Functions.Summaries.Tables;

/// <summary>What a trust's lead reads of a night, or of the week, half term or term that it ends. No table of it is of pupils.</summary>
public static class TrustPage
{
    /// <summary>Makes the page.</summary>
    /// <param name="period">One of the night's periods (<see cref="TrustCalendar.PeriodsOf"/>).</param>
    /// <param name="sums">The night, added up.</param>
    /// <param name="earlier">The same period earlier on, where rows of it exist.</param>
    public static SummaryPage Of(Trust trust, FigurePeriod period, TrustSums sums, IReadOnlyList<EarlierPeriod> earlier)
    {
        var subject = sums.In(trust, period);
        var phases = PhaseFigures.Of(sums.Lines, period.Kind);
        return new(
            $"{trust.Name}: attendance", subject.PeriodSentence, Glance.Of(subject, phases),
            [
                new(
                    "How attendance stands",
                    [NationalTable.Of(subject, phases), .. SubjectSections.Compared(subject, earlier), RateTables.Weeks(subject)]),
                new("Schools", [SchoolTables.Schools(subject, sums)]),
                .. SubjectSections.Of(subject, classes: []),
                SubjectSections.Done(subject),
                new("What the figures rest on", [CountTables.Quality(subject, sums.Lines.Count), SchoolTables.Quality(subject, sums)]),
            ]);
    }
}

/// <summary>The sections that a trust's page and a school's have alike.</summary>
internal static class SubjectSections
{
    /// <summary>
    /// The comparison of a pack with the same period before; none of a year, which has no earlier one of the same length.
    /// </summary>
    public static IEnumerable<SummaryTable> Compared(SummarySubject subject, IReadOnlyList<EarlierPeriod> earlier) =>
        subject.Period.Kind == PeriodKind.Year || earlier.Count == 0 ? [] : [RateTables.Comparison(subject, earlier)];

    public static IEnumerable<SummarySection> Of(SummarySubject subject, IEnumerable<SummaryTable> classes) => !subject.ShowsRates
        ? []
        :
        [
            new("Stages", [StageTables.Stages(subject), StageTables.Movements(subject)]),
            new("Persistent absence", [CountTables.Threshold(subject)]),
            new("Groups of pupils", [GroupTables.YearGroups(subject), .. classes, GroupTables.Groups(subject)]),
            new(
                "When pupils are absent and late",
                [RateTables.Weekdays(subject), RateTables.Holidays(subject), CountTables.Lateness(subject)]),
            new("Why pupils are absent", [CodeTable.Of(subject), CountTables.Unsettled(subject)]),
        ];

    public static SummarySection Done(SummarySubject subject) =>
        new("What was done", [StageTables.Messages(subject), CountTables.Work(subject)]);
}
