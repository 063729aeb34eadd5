using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Functions.Summaries.Pages;
using AttendanceFunctions.Functions.Worklists;
using Azure.Storage.Blobs.Models;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>
/// Erases a pupil from files. A file is written only if its version is still the one that was read, so no concurrent change is lost.
/// Every step can be repeated: if one file is needed to find another, the other one is changed first.
/// </summary>
public sealed class ErasedFiles(TrustStorage storage)
{
    /// <summary>The columns kept in the roster's row, because marks without a name are not a register.</summary>
    private static readonly string[] KeptOfRoster = ["UPN", "Forename", "Surname", "YearGroup", "Admission", "Leaving"];

    /// <summary>Deletes the letters, and the pupil's rows in worklists, rejected rows, summaries and decisions.</summary>
    /// <exception cref="Azure.RequestFailedException">412: a blob was written meanwhile; repeat.</exception>
    public async Task EraseAsync(SubjectRecord record, CancellationToken cancellationToken)
    {
        var letters = record.Files.Where(file => file.Form == HeldForm.Letter).Select(file => (file.Container, file.Name));
        // The workbook of a night lists pupils to celebrate by name without UPNs; it is found by the CSV files beside it.
        var workbooks = record.FilesOf(Containers.Worklists).Select(file => (Containers.Worklists, WorkbookBeside(file)));
        // The documents for the local authority list the same pupils as the CSV files beside them.
        var documents = from file in record.FilesOf(Containers.Worklists).Concat(record.FilesOf(Containers.Summaries))
                        from name in new[] { ReturnFiles.DocumentBeside(file.Name), TimetableList.DocumentBeside(file.Name) }
                        where name is not null
                        select (file.Container, name);
        // The page and the workbook of a school's summary have the same content as its CSV files.
        var pages = record.FilesOf(Containers.Summaries).SelectMany(PagesBeside).Select(name => (Containers.Summaries, name));
        // A print run and its list have the letters of several pupils; index.csv beside them says which of them has this pupil's.
        var runs = record.FilesOf(Containers.Letters).Where(file => file.Form == HeldForm.Rows).SelectMany(RunsBeside)
            .Select(name => (Containers.Letters, name));
        foreach (var (container, name) in letters.Concat(workbooks).Concat(documents).Concat(pages).Concat(runs).Distinct())
        {
            await DeleteAsync(container, name, cancellationToken);
        }

        string[] rewritten = [Containers.Worklists, Containers.Letters, Containers.Rejected, Containers.Summaries];
        var rows = record.Files.Where(file => file.Form == HeldForm.Rows && rewritten.Contains(file.Container));
        // Files that are found by the pupil's name are changed before files that contain the name and the UPN.
        foreach (var file in rows.OrderBy(file => file.Columns.Contains("UPN", StringComparer.OrdinalIgnoreCase)))
        {
            await RewriteAsync(record, file, (sheet, content) => sheet.Without(content), cancellationToken);
        }

        foreach (var decision in record.FilesOf(Containers.Decisions))
        {
            await DeleteAsync(decision.Container, decision.Name, cancellationToken);
        }
    }

    /// <summary>Reduces the roster's row to what the register needs.</summary>
    /// <exception cref="Azure.RequestFailedException">412: a new roster was uploaded meanwhile; repeat.</exception>
    public async Task ReduceRosterAsync(SubjectRecord record, CancellationToken cancellationToken)
    {
        foreach (var roster in record.FilesOf(Containers.Rosters).Where(file => file.Form == HeldForm.Rows))
        {
            await RewriteAsync(record, roster, (sheet, content) => sheet.With(content, KeptOfRoster), cancellationToken);
        }
    }

    // {date}.xlsx has the sheets of worklists/{school}/{date}.csv and {date}-celebrate.csv; {date}-morning.csv has its own workbook.
    private static string WorkbookBeside(HeldFile file)
    {
        var (folder, name) = (file.Name[..(file.Name.LastIndexOf('/') + 1)], file.Name[(file.Name.LastIndexOf('/') + 1)..]);
        var isOfMorning = name[Worklist.DateLength..].StartsWith($"{Worklist.MorningEnding}.", StringComparison.Ordinal);
        return folder + name[..Worklist.DateLength] + (isOfMorning ? Worklist.MorningEnding : "") + Worklist.WorkbookEnding;
    }

    private static IEnumerable<string> RunsBeside(HeldFile index)
    {
        var folder = index.Name[..(index.Name.LastIndexOf('/') + 1)];
        var list = Dates.Read(folder.TrimEnd('/').Split('/')[^1]) is { } night ? LetterNames.ListOf(night) : "";
        return index.Rows.SelectMany(row => row).Append(list).Where(LetterNames.IsOfSeveral).Select(name => folder + name);
    }

    // Only summaries/{date}/schools/{school}/ has pages with names; the trust's own page has none.
    private static IEnumerable<string> PagesBeside(HeldFile file) => !SummaryFolder.IsOfAnySchool(file.Name)
        ? []
        : new[] { SummaryFile.Page, SummaryFile.Workbook, SchoolPrints.Teachers }
            .Select(name => file.Name[..(file.Name.LastIndexOf('/') + 1)] + name);

    private async Task RewriteAsync(
        SubjectRecord record, HeldFile file, Func<SubjectSheet, byte[], byte[]> change, CancellationToken cancellationToken)
    {
        var blob = storage.Container(file.Container).GetBlobClient(file.Name);
        var onlyThisVersion = new BlobRequestConditions { IfMatch = file.ETag };
        BlobDownloadResult read =
            await blob.DownloadContentAsync(new BlobDownloadOptions { Conditions = onlyThisVersion }, cancellationToken);
        var content = read.Content.ToArray();
        var match = new SubjectMatch(record.Subject) { Names = record.Files.SelectMany(SubjectFiles.NamesIn).ToHashSet() };
        if (SubjectSheet.Open(file.Container, file.Name, content, match) is { } sheet)
        {
            var written = change(sheet, content);
            if (!written.AsSpan().SequenceEqual(content))
            {
                var options = new BlobUploadOptions
                {
                    Conditions = onlyThisVersion,
                    HttpHeaders = new() { ContentType = read.Details.ContentType },
                    Metadata = read.Details.Metadata,
                };
                await blob.UploadAsync(BinaryData.FromBytes(written), options, cancellationToken);
            }
        }
    }

    private async Task DeleteAsync(string container, string name, CancellationToken cancellationToken) =>
        await storage.Container(container).GetBlobClient(name).DeleteIfExistsAsync(cancellationToken: cancellationToken);
}
