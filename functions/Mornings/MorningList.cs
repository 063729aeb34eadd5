using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Worklists;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AttendanceFunctions.Functions.Mornings;

/// <summary>
/// Writes the morning's lists: worklists/{school}/{date}-morning.xlsx and .csv, with the columns of a worklist; and
/// worklists/trust/{date}-morning.csv, the schools whose register is missing. A file is written again only if its content has changed.
/// </summary>
public sealed class MorningList(TrustStorage storage, OpenRowTable open)
{
    private static readonly string[] OfTrust = ["School", "Name", "RegistersClose", "Latest", "Marked", "Expected", "What"];

    /// <summary>Writes both files of a school, and the same rows for the office.</summary>
    public async Task WriteAsync(School school, DateOnly day, IReadOnlyList<WorklistRow> rows, CancellationToken cancellationToken)
    {
        var name = $"{school.Id}/{TableKeys.Of(day)}{Worklist.MorningEnding}";
        var lines = WorklistLine.OfMorning(rows, day);
        var csv = WorklistSheet.Csv(lines);
        if (await IsOtherAsync($"{name}.csv", csv, cancellationToken))
        {
            // The CSV is written last: until it exists, the next tick writes everything again.
            var workbook = WorklistSheet.Workbook($"{school.Name}: the morning of {English.Day(day)}", lines, []);
            await UploadAsync(name + Worklist.WorkbookEnding, workbook, cancellationToken);
            await open.WriteMorningAsync(school.Id, day, rows, cancellationToken);
            await UploadAsync($"{name}.csv", csv, cancellationToken);
        }
    }

    /// <summary>Writes the trust's list of schools without a register by their latest time; no file if there are no such schools.</summary>
    public async Task WriteAsync(DateOnly day, IReadOnlyList<SchoolMorning> missing, CancellationToken cancellationToken)
    {
        var name = $"{Trust.Itself}/{TableKeys.Of(day)}{Worklist.MorningEnding}.csv";
        var csv = CsvSheet.Make(OfTrust, missing.Select(Cells), forPeople: true);
        var exists = await Blob(name).ExistsAsync(cancellationToken);
        if ((missing.Count > 0 || exists) && await IsOtherAsync(name, csv, cancellationToken))
        {
            await UploadAsync(name, csv, cancellationToken);
        }
    }

    private static IEnumerable<Cell> Cells(SchoolMorning morning) =>
    [
        morning.School.Id.ToString(), morning.School.Name,
        English.Time(morning.School.RegistersClose), English.Time(morning.School.Morning.Latest),
        morning.Roll.Marked, morning.Roll.Expected,
        "No register of this morning came in, or too little of one: who is absent is not known. Please ring the school.",
    ];

    private async Task<bool> IsOtherAsync(string name, BinaryData content, CancellationToken cancellationToken)
    {
        try
        {
            BlobDownloadResult read = await Blob(name).DownloadContentAsync(cancellationToken);
            return !read.Content.ToMemory().Span.SequenceEqual(content.ToMemory().Span);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return true;
        }
    }

    private async Task UploadAsync(string name, BinaryData content, CancellationToken cancellationToken) =>
        await Blob(name).UploadAsync(content, overwrite: true, cancellationToken);

    private BlobClient Blob(string name) => storage.Container(Containers.Worklists).GetBlobClient(name);
}
