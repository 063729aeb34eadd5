using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Summaries.Pages;
using AttendanceFunctions.Functions.Summaries.Tables;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>
/// Writes the summary pages of a night, and the packs of the week, half term or term that it ends. A school's own summary is made in
/// its night, when its pupils are in memory. The trust's pages are made from the schools' rows one by one, so cost grows with schools; only
/// packs read what became of pupils after steps.
/// </summary>
public sealed class SummaryPages(SchoolNightTable nights, StepReport steps, SummaryFolder folder)
{
    /// <summary>Writes a school's own summary of a night, summaries/{date}/schools/{id}/. Only these contain tables of pupils.</summary>
    /// <param name="trust">The trust, whose calendars determine which periods the night ends.</param>
    /// <param name="pupils">Its pupils on roll, and those who left in the school year.</param>
    public async Task WriteSchoolAsync(
        Trust trust, School school, SchoolNight night, IReadOnlyCollection<PupilNight> pupils, CancellationToken cancellationToken)
    {
        var calendar = TrustCalendar.Of(trust);
        foreach (var period in calendar.PeriodsOf(night.Night))
        {
            var earlier = await EarlierPeriod.AllOfAsync(
                calendar, period, async before => (await nights.FindAsync(before, school.Id, cancellationToken))?.Figures);
            var page = SchoolPage.Of(school, period, night, pupils, earlier);
            var files = await SummaryFile.AllOfAsync(page);
            // The trust's file of pupils is joined from these files, so it has the results of the nights even if settings change.
            IReadOnlyList<SummaryFile> sheets = period.Kind == PeriodKind.Year
                ? [SummaryFile.Csv(SummaryExport.PupilsFile, SummarySheets.Pupils(
                    school, pupils.Where(pupil => pupil.Pupil.OnRoll.Contains(night.Night))))]
                : [];
            var place = SummaryFolder.OfSchool(night.Night, school.Id, period.Kind);
            await folder.ReplaceAsync(
                place, [.. files, .. sheets, .. SchoolPrints.Of(trust, school, period, night, pupils)], cancellationToken);
        }
    }

    /// <summary>Writes the trust's pages of a night.</summary>
    /// <returns>The files of the year's page, for the folder of the newest summary.</returns>
    public async Task<IReadOnlyList<SummaryFile>> WriteTrustAsync(Trust trust, NightReport report, CancellationToken cancellationToken)
    {
        var (night, calendar) = (report.Night, TrustCalendar.Of(trust));
        var sums = await report.SumAsync(trust, cancellationToken);
        IReadOnlyList<SummaryFile> ofYear = [];
        var periods = calendar.PeriodsOf(night);
        var effects = periods.Count > 1 ? await steps.ReadAsync(trust, night, cancellationToken) : null;
        foreach (var period in periods)
        {
            var earlier = await EarlierPeriod.AllOfAsync(
                calendar, period, async before => (await SumsAsync(trust, before, cancellationToken)).Figures);
            var page = WithoutPupils(TrustPage.Of(
                trust, period, sums with { Effects = period.Kind == PeriodKind.Year ? null : effects }, earlier));
            var files = await SummaryFile.AllOfAsync(period.Kind == PeriodKind.Year ? Beginning(page, report) : page);
            if (period.Kind == PeriodKind.Year)
            {
                // Other files of the night are in the same folder.
                await folder.WriteAsync(SummaryFolder.OfTrust(night, period.Kind), files, cancellationToken);
                ofYear = files;
            }
            else
            {
                await folder.ReplaceAsync(SummaryFolder.OfTrust(night, period.Kind), files, cancellationToken);
            }
        }

        return ofYear;
    }

    /// <summary>The page with the verdict on its night as the first figure; packs are about more than a night.</summary>
    private static SummaryPage Beginning(SummaryPage page, NightReport report)
    {
        var verdict = report.Verdict;
        var tone = verdict.Grade switch { NightGrade.Good => Tone.Good, NightGrade.GoodWithGaps => Tone.Watch, _ => Tone.Concern };
        return page with
        {
            Glance = [new("The night", Cell.Text(verdict.Words), verdict.Sentence(report.Night), tone), .. page.Glance],
        };
    }

    // The link to this page may be passed on, so it must not name a pupil.
    private static SummaryPage WithoutPupils(SummaryPage page) => page.Tables.FirstOrDefault(table => table.IsOfPupils) is { } named
        ? throw new InvalidOperationException($"The table {named.Name} is of pupils, and belongs to a school's own summary alone.")
        : page;

    private Task<TrustSums> SumsAsync(Trust trust, DateOnly night, CancellationToken cancellationToken) =>
        TrustSums.OfAsync(trust, nights.StreamAsync(night, cancellationToken), cancellationToken);
}
