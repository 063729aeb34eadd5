using System.Security.Cryptography;
using System.Text;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Summaries.Pages;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>
/// Writes the morning's summaries of the last night, and tells the trust lead. A summary names what it was made from, so a
/// tick makes it once, and again when a school's night was worked out anew.
/// </summary>
public sealed partial class SummaryExport(
    TrustSettings settings, SchoolNightTable nights, SummaryPages pages, SummaryFolder folder,
    LeadNoteSender note, Leases leases, TimeProvider time, ILogger<SummaryExport> log)
{
    /// <summary>The sheet of pupils: a school's own in its cut of the night, and all schools' in the trust's summary.</summary>
    public const string PupilsFile = "pupils.csv";

    public const string SchoolsFile = "schools.csv";
    public const string TrustFile = "trust.csv";
    public const string NudgesFile = "nudges.csv";
    public const string HoldOutFile = "do-nudges-help.txt";

    private const string MadeFrom = "madefrom";

    /// <summary>Until this time a summary waits for schools that are still being worked out.</summary>
    private static readonly TimeOnly Timeout = new(6, 30);

    /// <summary>Writes the summary of the last night unless it is there, and sends the lead the note about it unless it was sent.</summary>
    /// <param name="emails">Gives the email service; called as the note leaves, so that a missing setting holds back no summary.</param>
    public async Task TickAsync(Func<IMessageSender> emails, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var trust = await settings.ReadAsync(cancellationToken);
        if (London.TimeAt(now) < SchoolNightClock.SummaryBegins)
        {
            return;
        }

        if (SchoolNightClock.NightToSummarise(trust, now) is { } night)
        {
            await leases.RunAsync("export-summaries", token => ExportAsync(trust, night, now, emails, token), cancellationToken);
        }
        else
        {
            LogNothingYet();
        }
    }

    private async Task ExportAsync(
        Trust trust, DateOnly night, DateTimeOffset now, Func<IMessageSender> emails, CancellationToken cancellationToken)
    {
        var done = await nights.ReadAsync(night, cancellationToken);
        var expected = trust.Schools.Count;
        if (done.Count == 0 || (done.Count < expected && London.TimeAt(now) < Timeout))
        {
            LogWaiting(done.Count, expected);
            return;
        }

        var fingerprint = FingerprintOf(done);
        var place = SummaryFolder.OfTrust(night, PeriodKind.Year);
        var last = await folder.MetadataOfAsync($"{place}/{TrustFile}", cancellationToken);
        if (!last.TryGetValue(MadeFrom, out var madeFrom) || madeFrom != fingerprint)
        {
            var ofSchools = done.OrderBy(row => row.School).Select(row => SummaryFolder.OfSchool(night, row.School, PeriodKind.Year));
            await folder.JoinAsync($"{place}/{PupilsFile}", ofSchools.Select(school => $"{school}/{PupilsFile}"), cancellationToken);
            var files = await SheetsAsync(trust, night, done, cancellationToken);
            await folder.WriteAsync(place, files, cancellationToken);
            var page = await pages.WriteTrustAsync(trust, night, cancellationToken);
            var sums = SummaryFile.Csv(TrustFile, await SummarySheets.TrustAsync(trust, done, cancellationToken));
            await folder.ReplaceLatestAsync(night, [.. page, .. files, sums], cancellationToken);
            // Last, because it says that the others are there.
            await folder.WriteAsync(place, sums, new Dictionary<string, string> { [MadeFrom] = fingerprint }, cancellationToken);
            LogExported(done.Count);
        }

        LogSummarised(night, done.Count, expected);
        await note.SendAsync(trust, night, emails, cancellationToken);
    }

    private static async Task<IReadOnlyList<SummaryFile>> SheetsAsync(
        Trust trust, DateOnly night, IReadOnlyList<SchoolNight> done, CancellationToken cancellationToken) =>
    [
        SummaryFile.Csv(SchoolsFile, await SummarySheets.SchoolsAsync(trust, done, cancellationToken)),
        SummaryFile.Csv(NudgesFile, await SummarySheets.NudgesAsync(trust, done, cancellationToken)),
        .. HoldOutReport.Of(trust, night, done) is { Text: var text } ? [SummaryFile.Text(HoldOutFile, text)] : Array.Empty<SummaryFile>(),
    ];

    private static string FingerprintOf(IEnumerable<SchoolNight> nights)
    {
        var rows = nights.OrderBy(night => night.School).Select(night => $"{night} {string.Join(' ', night.Headcount.AtStage)}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows))));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Done} of {Expected} schools are worked out; the summary waits.")]
    private partial void LogWaiting(int done, int expected);

    [LoggerMessage(Level = LogLevel.Information, Message = "Summary of {Schools} schools exported.")]
    private partial void LogExported(int schools);

    // Logged at every tick, in the holidays too: an alert takes silence for a pipeline that does not run.
    [LoggerMessage(Level = LogLevel.Information, Message = "Night {Night:yyyy-MM-dd} is summarised: {Done} of {Expected} schools.")]
    private partial void LogSummarised(DateOnly night, int done, int expected);

    [LoggerMessage(Level = LogLevel.Information, Message = "There is no school night to summarise yet.")]
    private partial void LogNothingYet();
}
