using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Functions.Summaries.Tables;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Functions.Office;

/// <summary>
/// The pages of somebody who answers for attendance at all schools: where to act first and why, each school in counts, and the summaries
/// of past nights. They name no child: the figures are those of the trust's summary.
/// </summary>
public sealed class TrustLeadPages(NightReports reports, SummaryFolder folder, AccessLog access, TimeProvider time)
{
    public static TrustWidePage Schools { get; } = new("The trust's schools", StaffRight.SeeTrust);

    public static TrustWidePage School { get; } = new("A school of the trust", StaffRight.SeeTrust);

    public static TrustWidePage Summaries { get; } = new("The trust's summaries", StaffRight.SeeTrust);

    public static TrustWidePage Download { get; } = new("A summary of the trust that was opened", StaffRight.SeeTrust);

    /// <summary>Shows where to act first, and all schools in that order.</summary>
    public async Task<IResult> ShowSchoolsAsync(Visit visit, CancellationToken cancellationToken)
    {
        var report = await ReadAsync(visit.Trust, cancellationToken);
        var sums = report is null ? null : await report.SumAsync(visit.Trust, cancellationToken);
        return await OfficeAnswer.RenderAsync<TrustSchoolsPage>(
            StatusCodes.Status200OK,
            (nameof(TrustSchoolsPage.Person), visit.Person),
            (nameof(TrustSchoolsPage.Trust), visit.Trust),
            (nameof(TrustSchoolsPage.Report), report),
            (nameof(TrustSchoolsPage.Places), sums is null ? [] : WhereToAct.Of(sums)),
            (nameof(TrustSchoolsPage.Stages), sums is null ? [] : StagesOfSchools.AllOf(sums)));
    }

    /// <summary>Shows one school in counts.</summary>
    public async Task<IResult> ShowSchoolAsync(Visit visit, CancellationToken cancellationToken)
    {
        var named = visit.Request.RouteValues[OfficePaths.SchoolValue]?.ToString() ?? "";
        if (!SchoolId.TryParse(named, out var id) || !visit.Trust.TryFind(id, out var school))
        {
            return await OfficeAnswer.NotFoundAsync(
                visit.Person, "There is no such school here", "The trust's settings do not have it. Open the list of schools again.");
        }

        var report = await ReadAsync(visit.Trust, cancellationToken);
        var alone = visit.Trust with { Schools = [school] };
        var row = report?.Schools.First(of => of.School.Id == id);
        var sums = row?.Done is null ? null : await (report! with { Schools = [row] }).SumAsync(alone, cancellationToken);
        return await OfficeAnswer.RenderAsync<TrustSchoolPage>(
            StatusCodes.Status200OK,
            (nameof(TrustSchoolPage.Person), visit.Person),
            (nameof(TrustSchoolPage.School), school),
            (nameof(TrustSchoolPage.Night), report?.Night),
            (nameof(TrustSchoolPage.Done), row?.Done),
            (nameof(TrustSchoolPage.Place), sums is null ? null : WhereToAct.Of(sums)[0]),
            (nameof(TrustSchoolPage.Counts),
                sums is null || report is null ? null
                : SchoolInCounts.Of(
                    alone, new(PeriodKind.Year, AcademicYear.Of(report.Night).FirstDay, report.Night), sums)));
    }

    /// <summary>Lists the trust's summaries of past nights.</summary>
    public async Task<IResult> ShowSummariesAsync(Visit visit, CancellationToken cancellationToken)
    {
        var calendar = TrustCalendar.Of(visit.Trust);
        var nights = await folder.ReadNightsAsync(cancellationToken);
        return await OfficeAnswer.RenderAsync<TrustSummariesPage>(
            StatusCodes.Status200OK,
            (nameof(TrustSummariesPage.Person), visit.Person),
            (nameof(TrustSummariesPage.Nights), nights.Select(KindsOf).ToList()));

        SummariesOfNight KindsOf(DateOnly night) => new(night, [.. calendar.PeriodsOf(night).Select(period => period.Kind)]);
    }

    /// <summary>Hands out a summary, after it is on record who opened which one.</summary>
    public async Task<IResult> DownloadAsync(Visit visit, CancellationToken cancellationToken)
    {
        var values = visit.Request.RouteValues;
        var night = Dates.Read(values[OfficePaths.NightValue]?.ToString() ?? "");
        var name = values[OfficePaths.SummaryValue]?.ToString() ?? "";
        if (night is { } of && TrustSummary.Find(name) is { } summary
            && await folder.DownloadAsync($"{SummaryFolder.OfTrust(of, summary.Kind)}/{summary.File}", cancellationToken) is { } content)
        {
            await access.WriteAsync(
                visit.Person, school: null, $"{Download.Name}: {TableKeys.Of(of)}, {summary.Kind.Describe()}", AccessOutcome.Seen,
                upn: null, cancellationToken);
            return new OfficeFile($"attendance-{TableKeys.Of(of)}-{name}", summary.Type, content);
        }

        return await OfficeAnswer.NotFoundAsync(
            visit.Person, "There is no such summary here",
            "It was not made, or its time is over: summaries are kept for 400 days. Open the list again.");
    }

    /// <summary>The report of the last night that is over; null before the first school day.</summary>
    private async Task<NightReport?> ReadAsync(Trust trust, CancellationToken cancellationToken) =>
        SchoolNightClock.NightToSummarise(trust, time.GetUtcNow()) is { } night
            ? await reports.ReadAsync(trust, night, cancellationToken)
            : null;
}
