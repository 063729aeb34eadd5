using AttendanceFunctions.Functions.Documents;
using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Summaries.Pages;

/// <summary>One file of a summary.</summary>
/// <param name="Name">Its name, without a folder.</param>
public sealed record SummaryFile(string Name, string ContentType, BinaryData Content)
{
    public const string Page = "summary.html";

    public const string Workbook = "summary.xlsx";

    public static SummaryFile Csv(string name, BinaryData content) => new(name, "text/csv; charset=utf-8", content);

    public static SummaryFile Text(string name, string text) => new(name, "text/plain; charset=utf-8", BinaryData.FromString(text));

    /// <summary>Makes the three forms of a summary: the page for a browser, the workbook, and a CSV file for each table.</summary>
    /// <exception cref="ArgumentException">Two tables share a name or tab, or a row or chart does not fit its table's columns.</exception>
    public static async Task<IReadOnlyList<SummaryFile>> AllOfAsync(SummaryPage page)
    {
        var files = new List<SummaryFile>
        {
            new(Page, "text/html; charset=utf-8", await page.ToHtmlAsync()),
            new(Workbook, OfficeArchive.WorkbookType, WorkbookOf(page)),
        };
        foreach (var table in page.TablesWithGlance)
        {
            // For programs: with technical column names, and numbers and dates in machine formats.
            files.Add(Csv($"{table.Name}.csv", CsvSheet.Make(
                table.Columns.Select(column => column.Name), table.Rows.Select(row => row.Cells), forPeople: false)));
        }

        return files;
    }

    /// <summary>A summary as a workbook: a sheet with the first figures, and then a sheet for each table.</summary>
    /// <exception cref="ArgumentException">Two tables share a name or a tab, or a row does not fit its columns.</exception>
    public static BinaryData WorkbookOf(SummaryPage page) =>
        Documents.Sheets.Workbook.Make([.. page.TablesWithGlance.Select(table => SheetOf(page, table))]);

    private static WorkbookSheet SheetOf(SummaryPage page, SummaryTable table) => new(
        table.Sheet, page.Title, [.. table.Columns.Select((column, index) => ColumnOf(table, column, index))],
        // Totals are below Excel's table, so they come last, even if they are elsewhere on the page.
        [.. table.Rows.OrderBy(row => row.IsTotal).Select(row => new WorkbookRow(row.Cells) { Look = LookOf(row) })])
    {
        FrozenColumns = 1,
        Heading = new(table.Title, table.About, $"figures_{table.Name.Replace('-', '_')}", table.WhenEmpty),
    };

    private static WorkbookColumn ColumnOf(SummaryTable table, SummaryColumn column, int index) =>
        new(table.HeadingOf(index), column.Width) { Wraps = table.Rows.Any(row => row.Cells[index].Kind == CellKind.Text) };

    private static RowLook LookOf(SummaryRow row) => row.IsTotal ? RowLook.Total : row.Tone switch
    {
        Tone.Good => RowLook.Good,
        Tone.Watch => RowLook.Watch,
        Tone.Concern => RowLook.Concern,
        _ => RowLook.Plain,
    };
}
