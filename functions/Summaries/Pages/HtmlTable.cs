using AttendanceFunctions.Functions.Sheets;

namespace AttendanceFunctions.Functions.Summaries.Pages;

/// <summary>A table of a page for a browser: its title, what it is over, its picture, and its cells. A table that is too wide for the screen moves within its own frame.</summary>
internal static class HtmlTable
{
    /// <summary>With more columns than this, a table does not fit on a phone.</summary>
    private const int MostOnPhone = 4;

    public static string IdOf(SummaryTable table) => $"table-{table.Name}";

    public static void Add(HtmlWriter html, SummaryTable table)
    {
        var (id, shape) = (IdOf(table), table.Columns.Count > MostOnPhone ? "table many" : "table");
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
            var kind = table.Rows.Select(row => row.Cells[index].Kind).FirstOrDefault(kind => kind != CellKind.Empty, CellKind.Number);
            html.Add($"<th scope=\"col\" class=\"{ClassOf(kind)}\">{table.Columns[index].Heading}</th>");
        }

        html.Add($"</tr></thead>");
    }

    private static void AddRow(HtmlWriter html, SummaryRow row)
    {
        html.Add($"<tr class=\"{ToneClass.Of(row.Tone)}{(row.IsTotal ? " total" : "")}\"><th scope=\"row\" class=\"{ClassOf(row.Cells[0].Kind)}\">{CellWords.Of(row.Cells[0])}</th>");
        foreach (var cell in row.Cells.Skip(1))
        {
            html.Add($"<td class=\"{ClassOf(cell.Kind)}\">{CellWords.Of(cell)}</td>");
        }

        html.Add($"</tr>");
    }

    private static string ClassOf(CellKind kind) => kind switch
    {
        CellKind.Text => "text",
        CellKind.Date => "date",
        _ => "number",
    };
}
