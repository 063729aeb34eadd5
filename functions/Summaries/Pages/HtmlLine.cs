namespace AttendanceFunctions.Functions.Summaries.Pages;

/// <summary>A line over the rows of a table. Places across are hundredths of the width, so that its words keep their size on a phone.</summary>
internal static class HtmlLine
{
    private const int Height = 200;

    /// <summary>Above the highest line of the grid.</summary>
    private const int Top = 24;

    /// <summary>Below the lowest, where the rows' names stand.</summary>
    private const int Foot = 28;

    private const decimal Margin = 2;

    /// <summary>So many names fit below the line on a phone.</summary>
    private const int MostNames = 4;

    private const int NameOffset = 20;

    public static void Add(HtmlWriter html, ChartPoints points)
    {
        var scale = ChartScale.Of(points, fromNothing: false);
        html.Add($"<div class=\"line\">");
        html.Add($"<svg class=\"axis\" width=\"48\" height=\"{Height + Top + Foot}\" aria-hidden=\"true\">");
        foreach (var value in scale.Lines)
        {
            html.Add($"<text x=\"42\" y=\"{Down(scale, value) + 4}\" text-anchor=\"end\">{points.InKind(value)}</text>");
        }

        html.Add($"</svg>").Add($"<svg class=\"plot\" height=\"{Height + Top + Foot}\" aria-hidden=\"true\">");
        foreach (var value in scale.Lines)
        {
            html.Add($"<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"{Down(scale, value)}\" y2=\"{Down(scale, value)}\"/>");
        }

        AddTarget(html, points, scale);
        AddPoints(html, points, scale);
        AddNames(html, points);
        html.Add($"</svg>").Add($"</div>");
    }

    // Named at the side where the line is further away, and not on the same side of the target as the line.
    private static void AddTarget(HtmlWriter html, ChartPoints points, ChartScale scale)
    {
        if (points.HasTarget)
        {
            var (target, shown) = (points.TargetNumber, points.All.Where(point => point.IsShown).Select(point => point.Number).ToList());
            var isAtEnd = Math.Abs(shown[^1] - target) > Math.Abs(shown[0] - target);
            var isBelow = (isAtEnd ? shown[^1] : shown[0]) > target;
            var down = Down(scale, target);
            html.Add($"<line class=\"target\" x1=\"0\" x2=\"100%\" y1=\"{down}\" y2=\"{down}\"/>");
            html.Add($"<text class=\"note\" x=\"{(isAtEnd ? 100 : 0)}%\" y=\"{down + (isBelow ? 16 : -7)}\" text-anchor=\"{(isAtEnd ? "end" : "start")}\">{points.TargetWords}</text>");
        }
    }

    // Rows without a value break the line: nothing was measured there.
    private static void AddPoints(HtmlWriter html, ChartPoints points, ChartScale scale)
    {
        var all = points.All;
        for (var index = 0; index < all.Count; index++)
        {
            if (all[index].IsShown && index > 0 && all[index - 1].IsShown)
            {
                html.Add($"<line class=\"values\" x1=\"{Across(all.Count, index - 1)}%\" y1=\"{Down(scale, all[index - 1].Number)}\" x2=\"{Across(all.Count, index)}%\" y2=\"{Down(scale, all[index].Number)}\"/>");
            }
        }

        for (var index = 0; index < all.Count; index++)
        {
            if (all[index].IsShown)
            {
                html.Add($"<circle class=\"value\" cx=\"{Across(all.Count, index)}%\" cy=\"{Down(scale, all[index].Number)}\" r=\"3\"/>");
            }
        }

        var last = all.Count - 1;
        while (!all[last].IsShown)
        {
            last--;
        }

        // Below the point where the line came from above, so that it does not stand on it.
        var isBelow = last > 0 && all[last - 1].IsShown && all[last - 1].Number > all[last].Number;
        html.Add($"<text class=\"last\" x=\"{Across(all.Count, last)}%\" y=\"{Down(scale, all[last].Number) + (isBelow ? 20 : -10)}\" text-anchor=\"{Anchor(all.Count, last)}\">{CellFormat.Of(all[last].Value)}</text>");
    }

    private static void AddNames(HtmlWriter html, ChartPoints points)
    {
        var (all, names) = (points.All, Math.Min(points.All.Count, MostNames));
        foreach (var index in Enumerable.Range(0, names).Select(name => names == 1 ? 0 : (2 * name * (all.Count - 1) + names - 1) / (2 * (names - 1))).Distinct())
        {
            html.Add($"<text x=\"{Across(all.Count, index)}%\" y=\"{Height + Top + NameOffset}\" text-anchor=\"{Anchor(all.Count, index)}\">{CellFormat.Short(all[index].Name)}</text>");
        }
    }

    private static string Anchor(int count, int index) => count == 1 ? "middle" : index == 0 ? "start" : index == count - 1 ? "end" : "middle";

    private static decimal Across(int count, int index) => count == 1 ? 50 : Margin + (100 - 2 * Margin) * index / (count - 1);

    private static decimal Down(ChartScale scale, decimal value) => Top + Height * (100 - scale.At(value)) / 100;
}
