using CsvHelper;

namespace AttendanceFunctions.Functions.Documents.Sheets;

/// <summary>Makes an export as CSV: RFC 4180, CRLF, and UTF-8, with a byte order mark only in files for spreadsheets.</summary>
public static class CsvSheet
{
    /// <summary>The same cells as a sheet of a workbook, for people.</summary>
    public static BinaryData Of(WorkbookSheet sheet) =>
        Make(sheet.Columns.Select(column => column.Name), sheet.Rows.Select(row => row.Cells), forPeople: true);

    /// <param name="forPeople">Whether a spreadsheet program will open it.</param>
    public static BinaryData Make(IEnumerable<string> columns, IEnumerable<IEnumerable<Cell>> rows, bool forPeople)
    {
        using var stream = new MemoryStream();
        using (var csv = CsvWriter.Create(stream, new() { WriteByteOrderMark = forPeople, NewLine = "\r\n" }, leaveOpen: true))
        {
            foreach (var row in rows.Prepend(columns.Select(Cell.Text)))
            {
                csv.WriteRecord([.. row.Select(cell => cell.Written)]);
            }
        }

        return BinaryData.FromBytes(stream.ToArray());
    }
}
