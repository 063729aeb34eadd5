using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Summaries.Pages;

/// <summary>A page as a workbook: the figures at a glance first, and a sheet for each table after them.</summary>
public static class SummaryWorkbook
{
    /// <exception cref="ArgumentException">Two tables have one name or one tab, or a row does not fit its columns.</exception>
    public static BinaryData Make(SummaryPage page) => Workbook.Make([.. SummaryCsv.TablesOf(page).Select(table => SheetOf(page, table))]);

    private static WorkbookSheet SheetOf(SummaryPage page, SummaryTable table) => new(
        table.Sheet, page.Title, [.. table.Columns.Select((column, index) => ColumnOf(table, column, index))],
        // Totals stand below Excel's table, so they come last, whichever place they have on the page.
        [.. table.Rows.OrderBy(row => row.IsTotal).Select(row => new WorkbookRow(row.Cells) { Look = LookOf(row) })])
    {
        FrozenColumns = 1,
        Heading = new(table.Title, table.About, $"figures_{table.Name.Replace('-', '_')}", table.WhenEmpty),
    };

    private static WorkbookColumn ColumnOf(SummaryTable table, SummaryColumn column, int index) =>
        new(CellFormat.HeadingOf(table, index), column.Width) { Wraps = table.Rows.Any(row => row.Cells[index].Kind == CellKind.Text) };

    private static RowLook LookOf(SummaryRow row) => row.IsTotal ? RowLook.Total : row.Tone switch
    {
        Tone.Good => RowLook.Good,
        Tone.Watch => RowLook.Watch,
        Tone.Concern => RowLook.Concern,
        _ => RowLook.Plain,
    };
}
