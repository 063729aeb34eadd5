using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries.Pages;
using AttendanceFunctions.Functions.Summaries.Tables;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>
/// A school's own cut of the summary, made in its own night, when its pupils are at hand: summaries/{date}/schools/{id}/, and the
/// packs of what the night ends. Tables of pupils are nowhere else.
/// </summary>
public sealed class SchoolSummary(SchoolNightTable nights, SummaryFolder folder)
{
    /// <summary>Writes the cut of a night.</summary>
    /// <param name="trust">The trust, whose calendars say which spans the night ends.</param>
    /// <param name="school">The school.</param>
    /// <param name="night">Its row of the night.</param>
    /// <param name="pupils">Its pupils on roll.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task WriteAsync(Trust trust, School school, SchoolNight night, IReadOnlyCollection<CountedPupil> pupils, CancellationToken cancellationToken)
    {
        var calendar = TrustCalendar.Of(trust);
        foreach (var span in calendar.SpansOf(night.Night))
        {
            var page = SchoolPage.Of(school, span, night, pupils, await EarlierAsync(calendar, school.Id, span, cancellationToken));
            await folder.ReplaceAsync(SummaryFolder.OfSchool(night.Night, school.Id, span.Kind), await SummaryFile.AllOfAsync(page, cancellationToken), cancellationToken);
        }
    }

    private async Task<IReadOnlyList<EarlierPeriod>> EarlierAsync(TrustCalendar calendar, SchoolId school, FigurePeriod span, CancellationToken cancellationToken)
    {
        var earlier = new List<EarlierPeriod>();
        foreach (var before in EarlierPeriods.Of(calendar, span))
        {
            earlier.AddRange(await nights.FindAsync(before.Period.To, school, cancellationToken) is { } row ? before.In(row.Figures) : []);
        }

        return earlier;
    }
}
