using System.Security.Cryptography;
using System.Text;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Summaries.Pages;
using AttendanceFunctions.Functions.Worklists;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>
/// Writes the summaries of the last night in the morning, and sends the emails of the morning. A summary stores which results it was made
/// from, so it is made once, and again if the results of a school's night have changed.
/// </summary>
public sealed partial class SummaryExport(
    TrustSettings settings, NightReports reports, PupilTable pupils, AttendanceTable attendance, SummaryPages pages,
    TrustReturns returns, SummaryFolder folder, MorningNotes notes, SettingsNote settingsNote, Leases leases,
    TimeProvider time, ILogger<SummaryExport> log)
{
    /// <summary>The file of pupils: a school's pupils in its own summary, all schools' pupils in the trust's summary.</summary>
    public const string PupilsFile = "pupils.csv";

    public const string SchoolsFile = "schools.csv";
    public const string TrustFile = "trust.csv";
    public const string NudgesFile = "nudges.csv";
    public const string HoldOutFile = "do-nudges-help.txt";

    /// <summary>The pupils' contacts whose number or address stands under different names at two schools; for the trust alone.</summary>
    public const string SharedFile = "shared-numbers.csv";

    /// <summary>Pupils of two or more schools of whom both rosters name the same parent; for the trust alone.</summary>
    public const string SiblingsFile = "siblings.csv";

    /// <summary>The metadata of the file of shared numbers: how many numbers and addresses it is about.</summary>
    internal const string SharedCount = "addresses";

    private const string MadeFrom = "madefrom";

    private const string Lease = "export-summaries";

    /// <summary>Until this time the summary waits for schools whose night is not done.</summary>
    private static readonly TimeOnly Timeout = new(6, 30);

    /// <summary>Writes the summary of the last night unless it exists, and sends the emails of the morning, each once.</summary>
    /// <param name="emails">Returns the email service; called only to send, so that a missing setting stops no summary.</param>
    public async Task TickAsync(Func<IMessageSender> emails, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (London.TimeAt(now) < SchoolNightClock.SummaryBegins)
        {
            return;
        }

        var trust = await ReadSettingsAsync(London.DateAt(now), emails, cancellationToken);
        if (SchoolNightClock.NightToSummarise(trust, now) is { } night)
        {
            await leases.RunAsync(Lease, token => ExportAsync(trust, night, now, emails, token), cancellationToken);
        }
        else
        {
            LogNothingYet();
        }
    }

    /// <summary>The trust; where the settings have faults, its lead is told first.</summary>
    private async Task<Trust> ReadSettingsAsync(DateOnly today, Func<IMessageSender> emails, CancellationToken cancellationToken)
    {
        try
        {
            return await settings.ReadAsync(cancellationToken);
        }
        catch (SettingsFaultyException faulty)
        {
            await leases.RunAsync(Lease, token => settingsNote.SendAsync(faulty.Faults, today, emails, token), cancellationToken);
            throw;
        }
    }

    private async Task ExportAsync(
        Trust trust, DateOnly night, DateTimeOffset now, Func<IMessageSender> emails, CancellationToken cancellationToken)
    {
        var report = await reports.ReadAsync(trust, night, cancellationToken);
        var done = report.Done;
        var expected = trust.Schools.Count;
        if (done.Count < expected && London.TimeAt(now) < Timeout)
        {
            LogWaiting(done.Count, expected);
            return;
        }

        if (done.Count == 0)
        {
            LogWaiting(done.Count, expected);
        }
        else
        {
            await WriteAsync(trust, report, cancellationToken);
            LogSummarised(night, done.Count, expected);
        }

        await notes.SendAsync(trust, report, hasSummary: done.Count > 0, emails, cancellationToken);
    }

    /// <summary>Writes the summary of a night unless it was made from the same results.</summary>
    private async Task WriteAsync(Trust trust, NightReport report, CancellationToken cancellationToken)
    {
        var (night, done, fingerprint) = (report.Night, report.Done, FingerprintOf(report));
        var place = SummaryFolder.OfTrust(night, PeriodKind.Year);
        var last = await folder.MetadataOfAsync($"{place}/{TrustFile}", cancellationToken);
        if (!last.TryGetValue(MadeFrom, out var madeFrom) || madeFrom != fingerprint)
        {
            var ofSchools = done.OrderBy(row => row.School).Select(row => SummaryFolder.OfSchool(night, row.School, PeriodKind.Year));
            var missing = await folder.JoinAsync(
                $"{place}/{PupilsFile}", ofSchools.Select(school => $"{school}/{PupilsFile}"), cancellationToken);
            await WriteBetweenSchoolsAsync(trust, night, place, cancellationToken);
            await returns.WriteAsync(trust, night, cancellationToken);
            if (missing.Count > 0)
            {
                LogWithoutPupils(missing.Count, string.Join(", ", missing));
            }

            var files = FilesOf(trust, report);
            await folder.WriteAsync(place, files, cancellationToken);
            var page = await pages.WriteTrustAsync(trust, report, cancellationToken);
            var sums = SummaryFile.Csv(TrustFile, SummarySheets.TrustRow(trust, done));
            await settingsNote.KeepAsync(trust, cancellationToken);
            await folder.ReplaceLatestAsync(night, [.. page, .. files, sums], cancellationToken);
            // Written last, because it marks the other files as complete.
            await folder.WriteAsync(place, sums, new Dictionary<string, string> { [MadeFrom] = fingerprint }, cancellationToken);
            LogExported(done.Count);
        }
    }

    /// <summary>
    /// Writes which contacts have a number or address under different names at two schools, and which families have children at two schools
    /// of whom one is persistently absent. There is no file where there are none, unless an earlier export of the night wrote one. They are
    /// not copied to the newest summary's folder, because they are about pupils.
    /// </summary>
    private async Task WriteBetweenSchoolsAsync(Trust trust, DateOnly night, string place, CancellationToken cancellationToken)
    {
        if (trust.Schools.Count == 1)
        {
            return;
        }

        var (contacts, absent) = (new List<StatedContact>(), new HashSet<PupilPlace>());
        foreach (var school in trust.Schools)
        {
            var roster = await pupils.ReadAsync(school.Id, cancellationToken);
            contacts.AddRange(ContestedAddress.ContactsOf(school.Id, roster.Values.Where(pupil => pupil.OnRoll.Contains(night))));
            absent.UnionWith((await attendance.ReadPersistentlyAbsentAsync(school.Id, AcademicYear.Of(night), cancellationToken))
                .Select(upn => new PupilPlace(school.Id, upn)));
        }

        var families = SharedFamily.Of(contacts, absent.Contains);
        if (families.Count > 0 || await folder.ExistsAsync($"{place}/{SiblingsFile}", cancellationToken))
        {
            var siblings = SummaryFile.Csv(SiblingsFile, SummarySheets.Siblings(trust, families, absent.Contains));
            await folder.WriteAsync(place, siblings, metadata: null, cancellationToken);
        }

        var found = ContestedAddress.Of(contacts);
        if (found.Count > 0 || (await folder.MetadataOfAsync($"{place}/{SharedFile}", cancellationToken)).Count > 0)
        {
            var sheet = SummaryFile.Csv(SharedFile, SummarySheets.Shared(found));
            var metadata = new Dictionary<string, string> { [SharedCount] = found.Count.ToString(CultureInfo.InvariantCulture) };
            await folder.WriteAsync(place, sheet, metadata, cancellationToken);
        }
    }

    private static IReadOnlyList<SummaryFile> FilesOf(Trust trust, NightReport report) =>
    [
        SummaryFile.Csv(SchoolsFile, SummarySheets.Schools(trust, report.Done)),
        SummaryFile.Csv(NudgesFile, SummarySheets.Nudges(trust, report.Done)),
        VerdictFile.Of(report),
        .. HoldOutReport.Of(trust, report.Night, report.Done) is { Text: var text }
            ? [SummaryFile.Text(HoldOutFile, text)]
            : Array.Empty<SummaryFile>(),
    ];

    /// <summary>A hash of the schools' rows and of the verdict, which work that fails later changes.</summary>
    private static string FingerprintOf(NightReport report)
    {
        var rows = report.Done.OrderBy(night => night.School).Select(night => night with { Figures = SchoolFigures.None })
            .Select(night => $"{night} {string.Join(' ', night.Headcount.AtStage)}").Append(report.Verdict.InShort);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows))));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Done} of {Expected} schools are worked out; the summary waits.")]
    private partial void LogWaiting(int done, int expected);

    [LoggerMessage(Level = LogLevel.Information, Message = "Summary of {Schools} schools exported.")]
    private partial void LogExported(int schools);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The summary has no pupils of {Schools} schools, whose nights must be run again: {Files} are missing.")]
    private partial void LogWithoutPupils(int schools, string files);

    // Logged at every tick, in holidays too: an alert reports a fault if the line is missing.
    [LoggerMessage(Level = LogLevel.Information, Message = "Night {Night:yyyy-MM-dd} is summarised: {Done} of {Expected} schools.")]
    private partial void LogSummarised(DateOnly night, int done, int expected);

    [LoggerMessage(Level = LogLevel.Information, Message = "There is no school night to summarise yet.")]
    private partial void LogNothingYet();
}
