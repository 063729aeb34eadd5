using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Summaries.Pages;

namespace AttendanceFunctions.Functions.Summaries.Tables;

/// <summary>The trust lead's summary of a night, or of the week, half term or term that it ends. It has no tables of pupils.</summary>
public static class TrustPage
{
    /// <param name="period">One of the night's periods (<see cref="TrustCalendar.PeriodsOf"/>).</param>
    /// <param name="earlier">The same period earlier, where its figures exist.</param>
    public static SummaryPage Of(Trust trust, FigurePeriod period, TrustSums sums, IReadOnlyList<EarlierPeriod> earlier)
    {
        var subject = sums.In(trust, period);
        var phases = PhaseFigures.Of(sums.Lines);
        IReadOnlyList<KeyFigure> onCourse = ExpectationTable.KeyFigure(sums) is { } figure ? [figure] : [];
        return new(
            $"{trust.Name}: attendance", subject.PeriodSentence, [.. Glance.Of(subject, phases), .. onCourse],
            [
                SubjectSections.Attendance(subject, phases, earlier),
                new("Schools", [SchoolTables.Schools(subject, sums)]),
                .. ExpectationTable.Of(subject, sums) is { } expected
                    ? [new SummarySection("What is expected of the year", [expected])]
                    : Array.Empty<SummarySection>(),
                .. SubjectSections.Of(subject, classes: []),
                SubjectSections.Done(subject),
                .. sums.Effects is { } effects ? [EffectTable.Of(period.To, effects)] : Array.Empty<SummarySection>(),
                .. period.Kind == PeriodKind.Term ? ReviewTables.Of(subject, sums) : [],
                new(
                    "What the figures rest on",
                    [
                        CountTables.Quality(subject, sums.Lines.Count), SchoolTables.Quality(subject, sums),
                        .. SubjectSections.Reconciled(subject, phases),
                    ]),
            ]);
    }
}

/// <summary>The sections that a trust's page and a school's page share.</summary>
internal static class SubjectSections
{
    /// <summary>The attendance section; a pack also compares with the same period earlier, which a year does not have.</summary>
    public static SummarySection Attendance(
        SummarySubject subject, IReadOnlyList<PhaseFigures> phases, IReadOnlyList<EarlierPeriod> earlier)
    {
        IReadOnlyList<SummaryTable> compared = earlier.Count == 0 ? [] : [RateTables.Comparison(subject, earlier)];
        return new("How attendance stands", [NationalTable.Of(subject, phases), .. compared, RateTables.Weeks(subject)]);
    }

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

    /// <summary>The page of the year says how its figures stand beside those of the Department for Education.</summary>
    public static IReadOnlyList<SummaryTable> Reconciled(SummarySubject subject, IReadOnlyList<PhaseFigures> phases) =>
        subject.Period.Kind == PeriodKind.Year && subject.ShowsRates ? [ReconciliationTable.Of(subject, phases)] : [];

    public static SummarySection Done(SummarySubject subject) =>
        new("What was done", [StageTables.Messages(subject), CountTables.Work(subject)]);
}
