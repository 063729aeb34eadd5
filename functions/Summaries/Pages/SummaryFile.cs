namespace AttendanceFunctions.Functions.Summaries.Pages;

/// <summary>One file of a summary.</summary>
/// <param name="Name">Its name, without a folder.</param>
/// <param name="ContentType">What a browser is told that it is.</param>
/// <param name="Content">What is in it.</param>
public sealed record SummaryFile(string Name, string ContentType, BinaryData Content)
{
    public const string Page = "summary.html";

    public const string Workbook = "summary.xlsx";

    private const string CsvType = "text/csv; charset=utf-8";

    /// <summary>A page in its three forms: the page for a browser, the workbook, and a CSV file for each table.</summary>
    public static async Task<IReadOnlyList<SummaryFile>> AllOfAsync(SummaryPage page, CancellationToken cancellationToken)
    {
        var files = new List<SummaryFile>
        {
            new(Page, "text/html; charset=utf-8", SummaryHtml.Make(page)),
            new(Workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", SummaryWorkbook.Make(page)),
        };
        foreach (var table in SummaryCsv.TablesOf(page))
        {
            files.Add(new(SummaryCsv.NameOf(table), CsvType, await SummaryCsv.MakeAsync(table, cancellationToken)));
        }

        return files;
    }
}
