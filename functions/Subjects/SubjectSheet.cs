using System.Text;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Intake;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>A file of rows, and which of them are about a pupil.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="IsAbout">Whether a row is about the pupil.</param>
internal sealed record SubjectSheet(HeaderRow Header, IReadOnlyList<SourceRow> Rows, Func<SourceRow, bool> IsAbout)
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>The sheets of a file; none where it is no table.</summary>
    public static IReadOnlyList<SubjectSheet> Open(string container, string name, byte[] content, SubjectMatch match)
    {
        IEnumerable<Checked<SourceTable>> tables = !WorkbookFile.IsWorkbook(content) ? [SourceTable.Open(content)]
            : WorkbookFile.Read(content) is WorkbookFile.Opened workbook ? workbook.Sheets.Select(SourceTable.Open)
            : [];
        return [.. tables.OfType<Checked<SourceTable>.Valid>().Select(table => new SubjectSheet(
            table.Value.Header, table.Value.Rows, row => match.IsAbout(container, name, table.Value.Header, row)))];
    }

    /// <summary>The names of its columns.</summary>
    public IReadOnlyList<string> Columns => [.. Header.Names];

    /// <summary>The pupil's rows, cell by cell.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Mine => [.. Rows.Where(IsAbout).Select(row => row.HasOpenQuote ? [row.Source] : row.Cells)];

    /// <summary>The CSV file without the pupil's rows; the others stand as they stood.</summary>
    /// <param name="content">The file as it is.</param>
    public byte[] Without(byte[] content) => Write(content, Rows.Where(row => !IsAbout(row)).Select(row => row.Source));

    /// <summary>The CSV file with nothing in the pupil's rows but these columns.</summary>
    public byte[] With(byte[] content, IReadOnlyList<string> columns)
    {
        var kept = columns.Select(column => Header.Find(column).Index).OfType<int>().ToHashSet();
        var separator = SourceRows.SeparatorOf(Encoding.UTF8.GetBytes(Header.Source));
        return Write(content, Rows.Select(row => IsAbout(row) ? Reduce(row, kept, separator) : row.Source));
    }

    private byte[] Write(byte[] content, IEnumerable<string> rows)
    {
        var newLine = content.AsSpan().IndexOf("\r\n"u8) >= 0 ? "\r\n" : "\n";
        var text = string.Concat(rows.Prepend(Header.Source).Select(row => row + newLine));
        return [.. content.AsSpan().StartsWith(ByteOrderMark) ? ByteOrderMark : [], .. Encoding.UTF8.GetBytes(text)];
    }

    private static string Reduce(SourceRow row, HashSet<int> kept, char separator) => string.Join(
        separator, row.Cells.Select((cell, index) => !kept.Contains(index) ? "" : Quote(SafeCell.Neutralise(cell), separator)));

    private static string Quote(string cell, char separator) =>
        cell.Contains(separator, StringComparison.Ordinal) || cell.AsSpan().ContainsAny("\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
