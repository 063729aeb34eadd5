namespace AttendanceFunctions.Functions.Documents.Sheets;

/// <summary>The positions of the parts of a sheet. Rows are counted from 1.</summary>
internal static class SheetLayout
{
    /// <summary>The title, the sentence about the table, and an empty row.</summary>
    private const uint HeadingRows = 3;

    /// <summary>In characters. Above a narrow table, the heading extends over columns to the right of the table.</summary>
    private const int HeadingWidthAtLeast = 90;

    /// <summary>The width of a column to the right of the table, in characters.</summary>
    private const int SpareWidth = 9;

    public static uint HeaderRow(this WorkbookSheet sheet) => sheet.Heading is null ? 1 : HeadingRows + 1;

    /// <summary>The row number, from 1, of the data row with this index, from 0.</summary>
    public static uint RowAt(this WorkbookSheet sheet, int index) => sheet.HeaderRow() + (uint)index + 1;

    /// <summary>The last row with content; a table without rows has a sentence below its header that says why.</summary>
    public static uint LastRow(this WorkbookSheet sheet) =>
        sheet.HeaderRow() + (uint)Math.Max(sheet.Rows.Count, sheet.Heading is null ? 0 : 1);

    /// <summary>The header and every row: "A1:F4".</summary>
    public static string AllRange(this WorkbookSheet sheet) => Range(sheet, sheet.Rows.Count);

    /// <summary>The range of Excel's table: header and rows. Totals at the end are outside it, so that they are not sorted.</summary>
    public static string TableRange(this WorkbookSheet sheet) =>
        Range(sheet, Math.Max(sheet.Rows.Reverse().SkipWhile(row => row.Look == RowLook.Total).Count(), Math.Min(sheet.Rows.Count, 1)));

    /// <summary>The number of columns that the heading spans; 0 without a heading.</summary>
    public static int HeadingColumns(this WorkbookSheet sheet)
    {
        var missing = Math.Max(HeadingWidthAtLeast - sheet.Columns.Sum(column => column.Width), 0);
        return sheet.Heading is null ? 0 : sheet.Columns.Count + (missing + SpareWidth - 1) / SpareWidth;
    }

    /// <summary>The width of these columns in characters.</summary>
    public static int HeadingWidth(this WorkbookSheet sheet) =>
        sheet.Columns.Sum(column => column.Width) + (sheet.HeadingColumns() - sheet.Columns.Count) * SpareWidth;

    private static string Range(WorkbookSheet sheet, int rows) =>
        $"A{sheet.HeaderRow()}:{CellPlace.Of(sheet.Columns.Count - 1, sheet.HeaderRow() + (uint)rows)}";
}

/// <summary>Cell references as workbooks write them: columns from A, rows from 1.</summary>
internal static class CellPlace
{
    private const int Letters = 26;

    /// <summary>The reference of a column from 0 and a row from 1: AB12.</summary>
    public static string Of(int column, uint row) => string.Create(CultureInfo.InvariantCulture, $"{ColumnOf(column)}{row}");

    /// <summary>The letters of a column from 0: A, B, … Z, AA.</summary>
    public static string ColumnOf(int column) => (column < Letters ? "" : ColumnOf(column / Letters - 1)) + (char)('A' + column % Letters);

    /// <summary>The column, from 0, of a reference such as AB12.</summary>
    /// <returns>False if it does not begin with one to three capital letters.</returns>
    public static bool TryFindColumn(string place, out int column)
    {
        const int most = 3;
        var letters = place.AsSpan().IndexOfAnyExceptInRange('A', 'Z') is var end and >= 0 ? end : place.Length;
        column = -1;
        for (var index = 0; index < Math.Min(letters, most); index++)
        {
            column = (column + 1) * Letters + (place[index] - 'A');
        }

        return letters is > 0 and <= most;
    }
}
