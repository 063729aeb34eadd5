using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Summaries.Pages;

/// <summary>A table of a page for a browser: its title, what it is over, its picture, and its cells. A table that is too wide for the screen moves within its own frame.</summary>
internal static class HtmlTable
{
    /// <summary>With more columns than this, a table does not fit on a screen either.</summary>
    private const int MostOnScreen = 10;

    /// <summary>With more columns than this, a table does not fit on a phone.</summary>
    private const int MostOnPhone = 4;

    /// <summary>A longer text is in words, and has room to go on in a new line.</summary>
    private const int ShortText = 24;

    public static string IdOf(SummaryTable table) => $"table-{table.Name}";

    public static void Add(HtmlWriter html, SummaryTable table)
    {
        var (id, columns) = (IdOf(table), table.Columns.Count);
        var shape = columns > MostOnScreen ? "table wide" : columns > MostOnPhone ? "table many" : "table";
        html.Add($"<div class=\"{shape}\">").Add($"<div class=\"intro\">").Add($"<h3 id=\"{id}\">{table.Title}</h3>").Add($"<p class=\"about\" id=\"{id}-about\">{table.About}</p>");
        if (table.Rows.Count == 0)
        {
            html.Add($"<p class=\"empty\">{table.WhenEmpty}</p>").Add($"</div>").Add($"</div>");
            return;
        }

        HtmlChart.Add(html, table);
        html.Add($"</div>");
        html.Add($"<p class=\"hint\">Move the table sideways to see every column.</p>");
        html.Add($"<div class=\"scroll\" role=\"group\" aria-labelledby=\"{id}\" tabindex=\"0\">");
        html.Add($"<table aria-describedby=\"{id}-about\">").Add($"<caption>{table.Title}</caption>");
        AddHeader(html, table);
        html.Add($"<tbody>");
        foreach (var row in table.Rows)
        {
            AddRow(html, row);
        }

        html.Add($"</tbody>").Add($"</table>").Add($"</div>").Add($"</div>");
    }

    private static void AddHeader(HtmlWriter html, SummaryTable table)
    {
        html.Add($"<thead><tr>");
        for (var index = 0; index < table.Columns.Count; index++)
        {
            var kind = ClassOf(table.Rows.Select(row => row.Cells[index]).FirstOrDefault(cell => cell.Kind != CellKind.Empty));
            html.Add($"<th scope=\"col\" class=\"{(kind.Length > 0 ? "text" : "number")}\">{CellFormat.HeadingOf(table, index)}</th>");
        }

        html.Add($"</tr></thead>");
    }

    // Numbers and plain rows are what most cells are, and have no class: a page of pupils has thousands of them.
    private static void AddRow(HtmlWriter html, SummaryRow row)
    {
        var look = $"{(row.Tone == Tone.Plain ? "" : ToneClass.Of(row.Tone))}{(row.IsTotal ? " total" : "")}".Trim();
        html.Begin(look.Length == 0 ? "<tr>" : $"<tr class=\"{look}\">");
        for (var index = 0; index < row.Cells.Count; index++)
        {
            var (cell, kind) = (row.Cells[index], ClassOf(row.Cells[index]));
            var (tag, end) = index == 0 ? ("th scope=\"row\"", "th") : ("td", "td");
            html.Begin(kind.Length == 0 ? $"<{tag}>" : $"<{tag} class=\"{kind}\">").Text(CellFormat.Of(cell)).Begin($"</{end}>");
        }

        html.AddOwn("</tr>");
    }

    private static string ClassOf(Cell cell) => cell.Kind switch
    {
        CellKind.Text => cell.Content.Length > ShortText ? "words" : "text",
        CellKind.Date => "date",
        _ => "",
    };
}
