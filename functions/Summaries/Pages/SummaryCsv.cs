using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Summaries.Pages;

/// <summary>A page as files for machines: one for each table, with the columns' own names, and numbers and dates as machines read them.</summary>
public static class SummaryCsv
{
    /// <summary>The figures at a glance and every table of the page.</summary>
    public static IEnumerable<SummaryTable> TablesOf(SummaryPage page) => page.Tables.Prepend(SummaryGlance.Of(page));

    public static string NameOf(SummaryTable table) => $"{table.Name}.csv";

    public static Task<BinaryData> MakeAsync(SummaryTable table, CancellationToken cancellationToken) => CsvSheet.MakeAsync(
        table.Columns.Select(column => column.Name), table.Rows.Select(row => row.Cells), forPeople: false, cancellationToken);
}
