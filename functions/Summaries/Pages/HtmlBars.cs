namespace AttendanceFunctions.Functions.Summaries.Pages;

/// <summary>
/// A bar for each row of a table. Without a target, bars begin at nothing; with one, they begin there and show how far a row is
/// from it: rates between 90 and 96 would all look alike from nothing. Names are text of the page, and go on in a new line on a phone.
/// </summary>
internal static class HtmlBars
{
    private const decimal NearEdge = 25;

    public static void Add(HtmlWriter html, ChartPoints points)
    {
        var scale = ChartScale.Of(points, fromNothing: !points.HasTarget);
        html.Add($"<div class=\"bars\">");
        if (points.HasTarget)
        {
            var at = Across(scale, points.TargetNumber);
            var anchor = at < NearEdge ? "start" : at > 100 - NearEdge ? "end" : "middle";
            html.Add($"<div class=\"row head\"><span class=\"name\"></span><svg class=\"bar\" aria-hidden=\"true\"><text class=\"note\" x=\"{at}%\" y=\"16\" text-anchor=\"{anchor}\">{points.TargetWords}</text></svg><span class=\"figure\"></span></div>");
        }

        foreach (var point in points.All)
        {
            html.Add($"<div class=\"row {ToneClass.Of(point.Tone)}\"><span class=\"name\">{CellFormat.Of(point.Name)}</span>");
            html.Add($"<svg class=\"bar\" aria-hidden=\"true\">");
            AddBar(html, points, scale, point);
            html.Add($"</svg><span class=\"figure\">{CellFormat.Of(point.Value)}</span></div>");
        }

        html.Add($"</div>");
    }

    private static void AddBar(HtmlWriter html, ChartPoints points, ChartScale scale, ChartPoint point)
    {
        var start = Across(scale, points.HasTarget ? points.TargetNumber : 0);
        if (point.IsShown)
        {
            var end = Across(scale, point.Number);
            html.Add($"<rect class=\"value\" x=\"{Math.Min(start, end)}%\" width=\"{Math.Abs(end - start)}%\" y=\"7\" height=\"14\"/>");
            html.Add($"<line class=\"value\" x1=\"{end}%\" x2=\"{end}%\" y1=\"4\" y2=\"24\"/>");
        }

        var side = points.HasTarget ? "target" : "grid";
        html.Add($"<line class=\"{side}\" x1=\"{start}%\" x2=\"{start}%\" y1=\"0\" y2=\"100%\"/>");
    }

    // A hundredth is free at each side, for the ends of bars and lines.
    private static decimal Across(ChartScale scale, decimal value) => 1 + scale.At(value) * 98 / 100;
}
