using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Operations;
using AttendanceFunctions.Functions.Summaries.Tables;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>How a night went, school by school.</summary>
/// <param name="Schools">Every school of the trust, by id.</param>
/// <param name="Failures">All work that failed for good, of this night or another.</param>
/// <param name="IgnoredSettings">Entries of the settings that are not known and are ignored.</param>
public sealed record NightReport(
    DateOnly Night, IReadOnlyList<SchoolOfNight> Schools, IReadOnlyList<Failure> Failures, int IgnoredSettings)
{
    /// <summary>The verdict in one line. Pupils who could not be worked out are counted in their schools' nights.</summary>
    public NightVerdict Verdict => NightVerdict.Of(
        Schools, new(CountOf(Queues.SchoolNights), CountOf(Queues.NudgeTexts), CountOf(Queues.NudgeEmails), CountOf(Queues.SmsReports)),
        IgnoredSettings);

    private int CountOf(string queue) => Failures.Count(failure => failure.Queue == queue);

    /// <summary>The schools that have done the night.</summary>
    public IReadOnlyList<SchoolNight> Done => [.. Schools.Select(row => row.Done).OfType<SchoolNight>()];

    /// <summary>The trust's totals of the night.</summary>
    public Task<TrustSums> SumAsync(Trust trust, CancellationToken cancellationToken) =>
        TrustSums.OfAsync(trust, Done.ToAsyncEnumerable(), cancellationToken);
}

/// <summary>Reads how nights went.</summary>
public sealed class NightReports(TrustSettings settings, SchoolNightTable nights, FailureRecord failures)
{
    /// <summary>The report of a night. All schools' figures are in memory then, some tens of kilobytes each.</summary>
    public async Task<NightReport> ReadAsync(Trust trust, DateOnly night, CancellationToken cancellationToken)
    {
        var done = await nights.StreamAsync(night, cancellationToken)
            .ToDictionaryAsync(row => row.School, cancellationToken: cancellationToken);
        return new(
            night, [.. trust.Schools.Select(school => new SchoolOfNight(school, done.GetValueOrDefault(school.Id)))],
            await failures.ReadAllAsync(cancellationToken), settings.Remarks.Count);
    }
}
