namespace AttendanceFunctions.Functions.Documents.Sheets;

/// <summary>Where the parts of a sheet stand. Rows are counted from 1.</summary>
internal static class SheetLayout
{
    /// <summary>The title, what it is about, and an empty row.</summary>
    private const uint HeadingRows = 3;

    /// <summary>A sentence above a narrow table is as wide as this many characters, and the columns beside the table as <see cref="SpareWidth"/>.</summary>
    private const int HeadingWidth = 90;

    private const int SpareWidth = 9;

    public static bool HasHeading(WorkbookSheet sheet) => sheet.Heading != SheetHeading.None;

    public static uint HeaderRow(WorkbookSheet sheet) => HasHeading(sheet) ? HeadingRows + 1 : 1;

    /// <param name="sheet">The sheet.</param>
    /// <param name="index">A row of it, from 0.</param>
    public static uint RowOf(WorkbookSheet sheet, int index) => HeaderRow(sheet) + (uint)index + 1;

    /// <summary>The last row that says something; below the header of no rows stands why there are none.</summary>
    public static uint LastRow(WorkbookSheet sheet) => HeaderRow(sheet) + (uint)Math.Max(sheet.Rows.Count, HasHeading(sheet) ? 1 : 0);

    /// <summary>The header and every row.</summary>
    public static string All(WorkbookSheet sheet) => Range(sheet, sheet.Rows.Count);

    /// <summary>Rows of a sheet with a heading that are its table; totals at the end would be sorted and filtered with them, and stand below it.</summary>
    public static int TableRows(WorkbookSheet sheet)
    {
        var rows = sheet.Rows.Count;
        while (rows > 1 && sheet.Rows[rows - 1].Look == RowLook.Total)
        {
            rows--;
        }

        return rows;
    }

    /// <summary>The header and the rows of the table.</summary>
    public static string Table(WorkbookSheet sheet) => Range(sheet, TableRows(sheet));

    /// <summary>Columns over which what the sheet is about is written; 0 without a heading.</summary>
    public static int HeadingColumns(WorkbookSheet sheet) =>
        HasHeading(sheet) ? sheet.Columns.Count + (Math.Max(HeadingWidth - sheet.Columns.Sum(column => column.Width), 0) + SpareWidth - 1) / SpareWidth : 0;

    /// <summary>The width of these columns in characters.</summary>
    public static int HeadingWidthOf(WorkbookSheet sheet) =>
        sheet.Columns.Sum(column => column.Width) + (HeadingColumns(sheet) - sheet.Columns.Count) * SpareWidth;

    private static string Range(WorkbookSheet sheet, int rows) =>
        $"A{HeaderRow(sheet)}:{CellPlace.Of(sheet.Columns.Count - 1, HeaderRow(sheet) + (uint)rows)}";
}
