namespace AttendanceFunctions.Functions.Summaries.Pages;

/// <summary>One file of a summary.</summary>
/// <param name="Name">Its name, without a folder.</param>
/// <param name="ContentType">What a browser is told that it is.</param>
/// <param name="Content">What is in it.</param>
public sealed record SummaryFile(string Name, string ContentType, BinaryData Content)
{
    public const string Page = "summary.html";

    public const string Workbook = "summary.xlsx";

    /// <summary>A CSV file.</summary>
    public static SummaryFile Csv(string name, BinaryData content) => new(name, "text/csv; charset=utf-8", content);

    /// <summary>A file of plain text.</summary>
    public static SummaryFile Text(string name, string text) => new(name, "text/plain; charset=utf-8", BinaryData.FromString(text));

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
            files.Add(Csv(SummaryCsv.NameOf(table), await SummaryCsv.MakeAsync(table, cancellationToken)));
        }

        return files;
    }
}
