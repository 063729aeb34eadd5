using System.Globalization;
using System.Text;
using AttendanceFunctions.Functions.Documents.Sheets;
using CsvHelper;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>
/// The file that goes back to a school: what was not applied, with its line and a reason. CSV in UTF-8 with a byte order mark.
/// Line and Reason stand before the columns of the original, so a mended row can be sent in as it stands.
/// </summary>
public static class RejectedCsv
{
    private static readonly CsvWriterOptions Options = new() { WriteByteOrderMark = true };

    /// <summary>The rejected rows of a file that was read.</summary>
    /// <param name="header">The header of the original, as it had it.</param>
    /// <param name="rows">Its rejected rows.</param>
    public static byte[] Write(string header, IReadOnlyList<RejectedRow> rows)
    {
        var separator = SourceRows.SeparatorOf(Encoding.UTF8.GetBytes(header));
        var names = Cut(header, separator);
        var cells = rows.Select(row => Cut(row.Source, separator)).ToList();
        var width = cells.Select(row => row.Count).Append(names.Count).Max();
        var extra = Enumerable.Range(1, width - names.Count).Select(number => $"Beyond the header {number}");
        return WriteRecords(
        [
            ["Line", "Reason", .. names, .. extra],
            .. rows.Zip(cells, (row, source) => (IEnumerable<string>)
                [row.Line.ToString(CultureInfo.InvariantCulture), row.Reason, .. source, .. Enumerable.Repeat("", width - source.Count)]),
        ]);
    }

    /// <summary>A file that was rejected whole: one row, on line 1.</summary>
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

    private static IReadOnlyList<string> Cut(string source, char separator) => SourceRows.CellsOf(source, separator);
}
