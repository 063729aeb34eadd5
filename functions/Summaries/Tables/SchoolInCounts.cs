using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Summaries.Pages;

namespace AttendanceFunctions.Functions.Summaries.Tables;

/// <summary>
/// What somebody who answers for the trust sees of one school: counts and rates as the trust's summary shows them, no pupil.
/// </summary>
/// <param name="Period">The school year so far, in words.</param>
public sealed record SchoolInCounts(string Period, IReadOnlyList<KeyFigure> Glance, IReadOnlyList<SummarySection> Sections)
{
    /// <param name="trust">The trust with this school alone.</param>
    /// <param name="period">The school year to the night.</param>
    /// <param name="sums">The totals of the trust with this school alone.</param>
    public static SchoolInCounts Of(Trust trust, FigurePeriod period, TrustSums sums)
    {
        var subject = sums.In(trust, period);
        return new(
            subject.PeriodSentence, Tables.Glance.Of(subject, PhaseFigures.Of(sums.Lines)),
            [
                new("What waits, and what was done", [CountTables.Work(subject), StageTables.Messages(subject)]),
                .. subject.ShowsRates
                    ?
                    [
                        new SummarySection("Stages", [StageTables.Stages(subject), StageTables.Movements(subject)]),
                        new SummarySection("Attendance", [RateTables.Weeks(subject), CountTables.Threshold(subject)]),
                    ]
                    : Array.Empty<SummarySection>(),
                new("What the figures rest on", [CountTables.Quality(subject, sums.Lines.Count)]),
            ]);
    }
}
