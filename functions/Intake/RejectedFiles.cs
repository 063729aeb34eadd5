using System.Diagnostics;
using System.Text;
using AttendanceFunctions.Functions.Documents.Sheets;
using CsvHelper;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>Returns rejected rows to a school: rejected/{school}/{file}.csv repeats each one with its line and the reason.</summary>
public sealed class RejectedFiles(TrustStorage storage)
{
    /// <summary>
    /// Writes what was not applied of a file: its rejected rows, or the reason why it was rejected as a whole. If
    /// everything was applied, the rejected rows of an earlier version of the file are deleted.
    /// </summary>
    public Task SendBackAsync<T>(string school, IncomingFile file, Checked<ReadFile<T>> read, CancellationToken cancellationToken)
    {
        var blob = storage.Container(Containers.Rejected).GetBlobClient(PathOf(school, file.Name));
        var content = read switch
        {
            Checked<ReadFile<T>>.Valid { Value: var applied } =>
                applied.Rejections.Count > 0 ? RejectedCsv.Write(applied.Header, applied.Rejections) : null,
            Checked<ReadFile<T>>.Invalid invalid => RejectedCsv.WriteWhole(invalid.Reason),
            _ => throw new UnreachableException(),
        };
        return content is null
            ? blob.DeleteIfExistsAsync(cancellationToken: cancellationToken)
            : blob.UploadAsync(BinaryData.FromBytes(content), overwrite: true, cancellationToken);
    }

    /// <summary>
    /// The path of the rejected rows in their container: registers/141234/x.csv becomes 141234/x.csv, rosters/141234.csv becomes
    /// 141234/roster.csv, decisions/141234/x.csv becomes 141234/decisions-x.csv.
    /// </summary>
    public static string PathOf(string school, string name)
    {
        var file = name[(name.LastIndexOf('/') + 1)..];
        var path = name.StartsWith(Containers.Rosters + "/", StringComparison.Ordinal) ? "roster.csv"
            : name.StartsWith(Containers.Decisions + "/", StringComparison.Ordinal) ? "decisions-" + file
            : name[(name.IndexOf($"/{school}/", StringComparison.Ordinal) + school.Length + 2)..];
        return $"{school}/{path}{(path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? "" : ".csv")}";
    }
}

/// <summary>
/// Makes the file that is returned to a school: what was not applied, with its line and a reason. CSV in UTF-8 with a byte order mark.
/// Line and Reason precede the columns of the original, so a corrected row can be uploaded as it is.
/// </summary>
public static class RejectedCsv
{
    private static readonly CsvWriterOptions Options = new() { WriteByteOrderMark = true };

    /// <summary>The rejected rows of a file that was read.</summary>
    public static byte[] Write(string header, IReadOnlyList<RejectedRow> rows)
    {
        var separator = SourceRows.SeparatorOf(Encoding.UTF8.GetBytes(header));
        var names = SourceRows.CellsOf(header, separator);
        var cells = rows.Select(row => SourceRows.CellsOf(row.Source, separator)).ToList();
        var width = cells.Select(row => row.Count).Append(names.Count).Max();
        var extra = Enumerable.Range(1, width - names.Count).Select(number => $"Beyond the header {number}");
        return WriteRecords(
        [
            ["Line", "Reason", .. names, .. extra],
            .. rows.Zip(cells, (row, source) => (IEnumerable<string>)
                [row.Line.ToString(CultureInfo.InvariantCulture), row.Reason, .. source, .. Enumerable.Repeat("", width - source.Count)]),
        ]);
    }

    /// <summary>A file that was rejected as a whole: one row, for line 1.</summary>
    public static byte[] WriteWhole(string reason) => WriteRecords([["Line", "Reason"], ["1", reason]]);

    private static byte[] WriteRecords(IEnumerable<IEnumerable<string>> records)
    {
        using var stream = new MemoryStream();
        using (var writer = CsvWriter.Create(stream, Options, leaveOpen: true))
        {
            foreach (var record in records)
            {
                writer.WriteRecord([.. record.Select(SafeCell.Neutralise)]);
            }
        }

        return stream.ToArray();
    }
}
