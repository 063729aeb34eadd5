namespace AttendanceFunctions.Functions.Summaries.Pages;

/// <summary>The picture of a table. It is one image to whoever hears the page, with what it shows in a sentence; the table that follows has every figure.</summary>
internal static class HtmlChart
{
    /// <summary>More rows make a picture that is longer than its table.</summary>
    private const int MostRows = 60;

    public static void Add(HtmlWriter html, SummaryTable table)
    {
        if (ChartPoints.Of(table) is not { Shown: > 0 } points || points.All.Count > MostRows)
        {
            return;
        }

        html.Add($"<figure>").Add($"<figcaption>{points.Caption}</figcaption>").Add($"<div role=\"img\" aria-label=\"{points.Words}\">");
        if (table.Chart is SummaryChart.Line)
        {
            HtmlLine.Add(html, points);
        }
        else
        {
            HtmlBars.Add(html, points);
        }

        html.Add($"</div>").Add($"</figure>");
    }
}
