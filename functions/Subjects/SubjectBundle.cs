using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Functions.Storage;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>A file of a bundle.</summary>
/// <param name="Path">Its path in the bundle, with slashes.</param>
/// <param name="Content">Its content.</param>
public sealed record BundleFile(string Path, BinaryData Content);

/// <summary>
/// Puts together what is held about a pupil, for who has a right to a copy: a page to read, the letters, and every row as JSON.
/// There is nothing about other children in it.
/// </summary>
public sealed class SubjectBundle(SubjectHistories histories, TrustStorage storehouse, TimeProvider time)
{
    public const string Page = "index.html";

    public const string Data = "data.json";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public async Task<IReadOnlyList<BundleFile>> MakeAsync(SubjectRecord record, CancellationToken cancellationToken)
    {
        var bundle = new List<BundleFile>();
        var letters = new List<(string Title, string Path)>();
        foreach (var letter in record.Files.Where(file => file.Form == HeldForm.Letter))
        {
            var path = $"{Containers.Letters}/{letter.Name[(letter.Name.IndexOf('/', StringComparison.Ordinal) + 1)..]}";
            BlobDownloadResult content = await storehouse.Container(letter.Container).GetBlobClient(letter.Name).DownloadContentAsync(cancellationToken);
            bundle.Add(new(path, content.Content));
            letters.Add((path[(Containers.Letters.Length + 1)..], path));
        }

        var history = await histories.ReadAsync(record, cancellationToken);
        var today = London.DateAt(time.GetUtcNow());
        return [new(Page, BinaryData.FromString(SubjectPage.Of(record, history, letters, today))), new(Data, JsonOf(record, today)), .. bundle];
    }

    /// <summary>Whether a file's rows are this pupil's for certain: in a sheet that gives nothing but names they may be a namesake's, who is another child.</summary>
    internal static bool IsSurelyOf(SubjectRecord record, HeldFile file) =>
        !record.HasNamesake || file.Columns.Any(column => column.Equals("UPN", StringComparison.OrdinalIgnoreCase) || column.Equals("File", StringComparison.OrdinalIgnoreCase));

    private static BinaryData JsonOf(SubjectRecord record, DateOnly today) => BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            school = record.Subject.School.ToString(),
            upn = record.Subject.Upn.ToString(),
            made = TableKeys.Of(today),
            tables = record.Tables.ToDictionary(table => table.Key, table => table.Value.Select(RowOf)),
            files = record.Files.Where(file => IsSurelyOf(record, file)).Select(file => new { path = file.Path, form = file.Form.ToString(), columns = file.Columns, rows = file.Rows }),
            otherSchools = record.OtherSchools.Select(school => school.ToString()),
        },
        Readable));

    private static Dictionary<string, object?> RowOf(TableEntity row) =>
        row.Where(column => column.Key != "odata.etag").ToDictionary(column => column.Key, column => (object?)column.Value, StringComparer.Ordinal);
}
