using System.Reflection;

namespace AttendanceFunctions.Functions.Summaries.Pages;

/// <summary>
/// A page for a browser, whole in one file: it asks for nothing, runs nothing, reads well aloud, on paper and on a phone. The same
/// page makes the same bytes.
/// </summary>
public static class SummaryHtml
{
    private static readonly string Style = ReadStyle();

    public static BinaryData Make(SummaryPage page)
    {
        var html = new HtmlWriter();
        AddHead(html, page);
        html.Add($"<body>");
        html.Add($"<a class=\"skip\" href=\"#tables\">Skip to the tables</a>");
        html.Add($"<header><h1>{page.Title}</h1><p>{page.Period}</p></header>");
        html.Add($"<main>");
        // The page is opened for these: what leads on to the rest comes after them.
        AddGlance(html, page);
        AddContents(html, page);
        html.Add($"<div id=\"tables\" tabindex=\"-1\">");
        for (var index = 0; index < page.Sections.Count; index++)
        {
            AddSection(html, page.Sections[index], index + 1);
        }

        html.Add($"</div>").Add($"</main>");
        html.Add($"<footer><p>The same figures are in the workbook {SummaryFile.Workbook} and, table by table, in the CSV files beside it. “{CellFormat.Nothing}” stands where there is no figure to show.</p></footer>");
        html.Add($"</body>").Add($"</html>");
        return BinaryData.FromString(html.ToString());
    }

    private static void AddHead(HtmlWriter html, SummaryPage page)
    {
        html.Add($"<!DOCTYPE html>").Add($"<html lang=\"en-GB\">").Add($"<head>").Add($"<meta charset=\"utf-8\"/>");
        html.Add($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>");
        // It lies behind a link that is itself the key: nothing may be asked for from here, no script may run, and no search engine keep it.
        html.Add($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\"/>");
        html.Add($"<meta name=\"referrer\" content=\"no-referrer\"/>").Add($"<meta name=\"robots\" content=\"noindex, nofollow\"/>");
        // Without it, a browser asks the server for an icon.
        html.Add($"<link rel=\"icon\" href=\"data:,\"/>");
        html.Add($"<title>{page.Title}. {page.Period}</title>");
        html.Add($"<style>").AddOwn(Style).Add($"</style>").Add($"</head>");
    }

    private static void AddContents(HtmlWriter html, SummaryPage page)
    {
        html.Add($"<nav id=\"contents\" aria-labelledby=\"contents-title\"><h2 id=\"contents-title\">Contents</h2>").Add($"<ol>");
        html.Add($"<li><a href=\"#glance\">{SummaryGlance.Title}</a></li>");
        for (var index = 0; index < page.Sections.Count; index++)
        {
            var section = page.Sections[index];
            html.Add($"<li><a href=\"#section-{index + 1}\">{section.Title}</a>");
            if (section.Tables.Count > 1)
            {
                html.Add($"<ul>");
                foreach (var table in section.Tables)
                {
                    html.Add($"<li><a href=\"#{HtmlTable.IdOf(table)}\">{table.Title}</a></li>");
                }

                html.Add($"</ul>");
            }

            html.Add($"</li>");
        }

        html.Add($"</ol>").Add($"</nav>");
    }

    private static void AddGlance(HtmlWriter html, SummaryPage page)
    {
        html.Add($"<section aria-labelledby=\"glance\"><h2 id=\"glance\">{SummaryGlance.Title}</h2>").Add($"<dl class=\"glance {(page.Glance.Count % 4 == 0 ? "four" : "three")}\">");
        foreach (var figure in page.Glance)
        {
            html.Add($"<div class=\"{ToneClass.Of(figure.Tone)}\"><dt>{CellFormat.NameOf(figure.Name, figure.Value.Kind)}</dt><dd class=\"value\">{CellFormat.Of(figure.Value)}</dd><dd>{figure.Beside}</dd></div>");
        }

        html.Add($"</dl>").Add($"</section>");
    }

    private static void AddSection(HtmlWriter html, SummarySection section, int number)
    {
        html.Add($"<section aria-labelledby=\"section-{number}\"><h2 id=\"section-{number}\">{section.Title}</h2>");
        foreach (var table in section.Tables)
        {
            HtmlTable.Add(html, table);
        }

        html.Add($"<p class=\"up\"><a href=\"#contents\">Back to the contents</a></p>").Add($"</section>");
    }

    private static string ReadStyle()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("summaries/summary.css")
            ?? throw new InvalidOperationException("The style sheet of the summary is not in the program: build it again.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd();
    }
}
