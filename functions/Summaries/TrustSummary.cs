using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries.Pages;
using AttendanceFunctions.Functions.Summaries.Tables;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>The trust's pages of a night and of what it ends, made of the schools' rows one by one: what it costs grows with schools, not with pupils.</summary>
public sealed class TrustSummary(SchoolNightTable nights, SummaryFolder folder)
{
    /// <summary>Writes the pages of a night, and those of the week, half term or term that it ends.</summary>
    /// <returns>The files of the night's own page, for whoever keeps the newest.</returns>
    public async Task<IReadOnlyList<SummaryFile>> WriteAsync(Trust trust, DateOnly night, CancellationToken cancellationToken)
    {
        var calendar = TrustCalendar.Of(trust);
        var sums = await SumsAsync(trust, night, cancellationToken);
        IReadOnlyList<SummaryFile> ofNight = [];
        foreach (var span in calendar.SpansOf(night))
        {
            var page = TrustPage.Of(trust, span, sums, await EarlierAsync(trust, calendar, span, cancellationToken));
            var files = await SummaryFile.AllOfAsync(Checked(page), cancellationToken);
            if (span.Kind == PeriodKind.Year)
            {
                // Other files of the night lie beside these.
                await folder.WriteAsync(SummaryFolder.OfTrust(night, span.Kind), files, cancellationToken);
                ofNight = files;
            }
            else
            {
                await folder.ReplaceAsync(SummaryFolder.OfTrust(night, span.Kind), files, cancellationToken);
            }
        }

        return ofNight;
    }

    // The link to this page is passed on: no pupil may stand in it.
    private static SummaryPage Checked(SummaryPage page) => page.Tables.FirstOrDefault(table => table.IsOfPupils) is { } named
        ? throw new InvalidOperationException($"The table {named.Name} is of pupils, and belongs to a school's own summary alone.")
        : page;

    private async Task<IReadOnlyList<EarlierPeriod>> EarlierAsync(Trust trust, TrustCalendar calendar, FigurePeriod span, CancellationToken cancellationToken)
    {
        var earlier = new List<EarlierPeriod>();
        foreach (var before in EarlierPeriods.Of(calendar, span))
        {
            earlier.AddRange(before.In((await SumsAsync(trust, before.Period.To, cancellationToken)).Figures));
        }

        return earlier;
    }

    private Task<TrustSums> SumsAsync(Trust trust, DateOnly night, CancellationToken cancellationToken) =>
        TrustSums.OfAsync(trust, night, nights.StreamAsync(night, cancellationToken), cancellationToken);
}
