using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Functions.Summaries.Pages;
using AttendanceFunctions.Functions.Worklists;
using Azure.Storage.Blobs.Models;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>
/// Takes a pupil out of blobs. A blob is written against the version that was read, so what came in between is not lost; every
/// step can be repeated, and one that is found by way of another goes before it.
/// </summary>
public sealed class ErasedFiles(TrustStorage storehouse)
{
    /// <summary>What the roster's row keeps, because marks without a name are no register.</summary>
    private static readonly string[] KeptOfRoster = ["UPN", "Forename", "Surname", "YearGroup", "Admission", "Leaving"];

    /// <summary>Takes out letters, and rows of what was made or came back.</summary>
    /// <exception cref="Azure.RequestFailedException">412: a blob was written meanwhile; repeat.</exception>
    public async Task EraseAsync(SubjectRecord record, CancellationToken cancellationToken)
    {
        foreach (var letter in record.Files.Where(file => file.Form == HeldForm.Letter))
        {
            await DeleteAsync(letter.Container, letter.Name, cancellationToken);
        }

        // The workbook of a night has the names of pupils to celebrate without their UPNs, and is found by the CSV files beside it.
        foreach (var workbook in record.FilesOf(Containers.Worklists).Select(WorkbookBeside).Distinct(StringComparer.Ordinal))
        {
            await DeleteAsync(Containers.Worklists, workbook, cancellationToken);
        }

        // The same holds of the page and the workbook of a school's cut, which say what its CSV files say.
        foreach (var beside in record.FilesOf(Containers.Summaries).SelectMany(CutBeside).Distinct(StringComparer.Ordinal))
        {
            await DeleteAsync(Containers.Summaries, beside, cancellationToken);
        }

        string[] rewritten = [Containers.Worklists, Containers.Letters, Containers.Rejected, Containers.Summaries];
        var rows = record.Files.Where(file => file.Form == HeldForm.Rows && rewritten.Contains(file.Container));
        // Sheets that are found by name go before those that say the name.
        foreach (var file in rows.OrderBy(file => file.Columns.Contains("UPN", StringComparer.OrdinalIgnoreCase)))
        {
            await RewriteAsync(record, file, (sheet, content) => sheet.Without(content), cancellationToken);
        }

        foreach (var decision in record.FilesOf(Containers.Decisions))
        {
            await DeleteAsync(decision.Container, decision.Name, cancellationToken);
        }
    }

    /// <summary>Leaves of the roster's row what the register needs.</summary>
    /// <exception cref="Azure.RequestFailedException">412: a new roster came meanwhile; repeat.</exception>
    public async Task ReduceRosterAsync(SubjectRecord record, CancellationToken cancellationToken)
    {
        foreach (var roster in record.FilesOf(Containers.Rosters).Where(file => file.Form == HeldForm.Rows))
        {
            await RewriteAsync(record, roster, (sheet, content) => sheet.With(content, KeptOfRoster), cancellationToken);
        }
    }

    // Of worklists/{school}/{date}.csv and {date}-celebrate.csv: {date}.xlsx; of {date}-morning.csv, which is no sheet of it: {date}-morning.xlsx.
    private static string WorkbookBeside(HeldFile file)
    {
        var (folder, name) = (file.Name[..(file.Name.LastIndexOf('/') + 1)], file.Name[(file.Name.LastIndexOf('/') + 1)..]);
        var ofMorning = name[Worklist.DateLength..].StartsWith($"{Worklist.MorningEnding}.", StringComparison.Ordinal) ? Worklist.MorningEnding : "";
        return folder + name[..Worklist.DateLength] + ofMorning + Worklist.WorkbookEnding;
    }

    // Of summaries/{date}/schools/{school}/… alone: the trust's own page names nobody.
    private static IEnumerable<string> CutBeside(HeldFile file) => !SummaryFolder.IsOfAnySchool(file.Name)
        ? []
        : new[] { SummaryFile.Page, SummaryFile.Workbook }.Select(name => file.Name[..(file.Name.LastIndexOf('/') + 1)] + name);

    private async Task RewriteAsync(SubjectRecord record, HeldFile file, Func<SubjectSheet, byte[], byte[]> change, CancellationToken cancellationToken)
    {
        var blob = storehouse.Container(file.Container).GetBlobClient(file.Name);
        var onlyThisVersion = new BlobRequestConditions { IfMatch = file.ETag };
        BlobDownloadResult read = await blob.DownloadContentAsync(new BlobDownloadOptions { Conditions = onlyThisVersion }, cancellationToken);
        var content = read.Content.ToArray();
        var match = new SubjectMatch(record.Subject) { Names = record.Files.SelectMany(SubjectFiles.NamesIn).ToHashSet() };
        if (SubjectSheet.Open(file.Container, file.Name, content, match) is [var sheet])
        {
            var written = change(sheet, content);
            if (!written.AsSpan().SequenceEqual(content))
            {
                var options = new BlobUploadOptions { Conditions = onlyThisVersion, HttpHeaders = new() { ContentType = read.Details.ContentType }, Metadata = read.Details.Metadata };
                await blob.UploadAsync(BinaryData.FromBytes(written), options, cancellationToken);
            }
        }
    }

    private async Task DeleteAsync(string container, string name, CancellationToken cancellationToken) =>
        await storehouse.Container(container).GetBlobClient(name).DeleteIfExistsAsync(cancellationToken: cancellationToken);
}
