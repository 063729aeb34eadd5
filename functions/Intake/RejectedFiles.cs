using System.Diagnostics;
using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>Returns rejected rows to a school: rejected/{school}/{file}.csv repeats each one with its line and the reason.</summary>
public sealed class RejectedFiles(TrustStorage storage)
{
    /// <summary>Storage allows names of 1,024 characters.</summary>
    private const int LongestPath = 900;

    /// <summary>
    /// Writes what was not applied of a file, or not just as it stands: those rows, or the reason why it was rejected as a whole. If
    /// there is nothing to say, the rejected rows of an earlier version of the file are deleted.
    /// </summary>
    public Task SendBackAsync<T>(string school, IncomingFile file, Checked<ReadFile<T>> read, CancellationToken cancellationToken)
    {
        var blob = storage.Container(Containers.Rejected).GetBlobClient(PathOf(school, file.Name));
        var content = read switch
        {
            Checked<ReadFile<T>>.Valid { Value: var rows } => RejectedCsv.Write(rows),
            Checked<ReadFile<T>>.Invalid invalid => RejectedCsv.WriteWhole(invalid.Reason),
            _ => throw new UnreachableException(),
        };
        return content is null
            ? blob.DeleteIfExistsAsync(cancellationToken: cancellationToken)
            : blob.UploadAsync(BinaryData.FromBytes(content), overwrite: true, cancellationToken);
    }

    /// <summary>
    /// The path of the rejected rows in their container: registers/141234/x.csv becomes 141234/x.csv, rosters/141234.csv becomes
    /// 141234/roster.csv, decisions/141234/x.csv becomes 141234/decisions-x.csv. A name that would be too long for storage is cut.
    /// </summary>
    public static string PathOf(string school, string name)
    {
        var file = name[(name.LastIndexOf('/') + 1)..];
        var path = name.StartsWith(Containers.Rosters + "/", StringComparison.Ordinal) ? "roster.csv"
            : name.StartsWith(Containers.Decisions + "/", StringComparison.Ordinal) ? "decisions-" + file
            : name[(name.IndexOf($"/{school}/", StringComparison.Ordinal) + school.Length + 2)..];
        path = path[..Math.Min(path.Length, LongestPath)];
        return $"{school}/{path}{(path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? "" : ".csv")}";
    }
}

/// <summary>
/// Makes the file that is returned to a school: what was not applied, or not just as it stands, with its line and a reason. CSV in UTF-8
/// with a byte order mark. Line and Reason precede the columns of the original, so a corrected row can be uploaded as it is.
/// </summary>
public static class RejectedCsv
{
    /// <summary>What stands before a remark on a row that was applied.</summary>
    public const string Applied = "The row was applied. ";

    /// <summary>The file of which no row comes back.</summary>
    public static byte[] None => Csv(["Line", "Reason"], []);

    /// <summary>The rows of a file that was read which were rejected or have a remark, in file order; null if there are none.</summary>
    public static byte[]? Write<T>(ReadFile<T> file)
    {
        var rows = file.Rejections.Take(Bounds.ReturnedRows).Select(row => (row.Line, row.Reason, row.Source))
            .Concat(file.Remarks.Select(row => (row.Line, Reason: Applied + row.Remark, row.Source)))
            .OrderBy(row => row.Line).ToList();
        if (rows.Count == 0)
        {
            return null;
        }

        var separator = file.Separator;
        var names = SourceRows.CellsOf(file.Header, separator);
        // Rows are split twice, for their width and for their cells, because the cells of all rows together would not fit into memory.
        var width = rows.Max(row => SourceRows.CellsOf(row.Source, separator).Count);
        var extra = Enumerable.Range(1, Math.Max(0, width - names.Count)).Select(number => $"Beyond the header {number}");
        string[] columns = ["Line", "Reason", .. names, .. extra];
        return Csv(columns, rows.Select(row => Cells(row.Line, row.Reason, SourceRows.CellsOf(row.Source, separator)))
            .Concat(More(file.Rejections)).Select(cells => Padded(cells, columns.Length)));
    }

    /// <summary>A file that was rejected as a whole: one row, for line 1.</summary>
    public static byte[] WriteWhole(string reason) => Csv(["Line", "Reason"], [Cells(1, reason, [])]);

    /// <summary>The row for those that are not repeated one by one; none if all of them are.</summary>
    private static IEnumerable<IReadOnlyList<Cell>> More(IReadOnlyList<RejectedRow> rejections)
    {
        if (rejections.Count > Bounds.ReturnedRows)
        {
            var more = English.Count(rejections.Count - Bounds.ReturnedRows, "row");
            yield return Cells(
                rejections[Bounds.ReturnedRows].Line,
                $"From this line to line {rejections[^1].Line}, {more} could not be applied either and are not repeated here: "
                    + "correct the export by the reasons above, and send the whole file again.",
                []);
        }
    }

    private static IReadOnlyList<Cell> Cells(int line, string reason, IReadOnlyList<string> source) =>
        [line, reason, .. source.Select(cell => Cell.Text(Shortened(cell)))];

    private static string Shortened(string cell) =>
        cell.Length <= Bounds.CellCharacters ? cell : string.Concat(cell.AsSpan(0, Bounds.CellCharacters), "…");

    private static IEnumerable<Cell> Padded(IReadOnlyList<Cell> cells, int width) =>
        cells.Concat(Enumerable.Repeat(Cell.Empty, width - cells.Count));

    private static byte[] Csv(IEnumerable<string> columns, IEnumerable<IEnumerable<Cell>> rows) =>
        CsvSheet.Make(columns, rows, forPeople: true).ToArray();
}
