using System.Net;
using System.Text;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>A page for people, piece by piece: headings, paragraphs and tables with captions, all text escaped.</summary>
internal sealed class HtmlText(string title)
{
    private const string Style =
        "body{font-family:Arial,sans-serif;font-size:16px;line-height:1.5;max-width:60em;margin:1em auto;padding:0 1em;color:#111}"
        + "table{border-collapse:collapse;margin:1em 0;width:100%}caption{text-align:left;font-weight:bold;padding:.3em 0}"
        + "th,td{text-align:left;vertical-align:top;border-bottom:1px solid #bbb;padding:.3em .8em .3em 0}@media print{body{font-size:12px}}";

    private readonly StringBuilder _body = new();

    public HtmlText Heading(string text) => Add($"<h2>{Escape(text)}</h2>");

    public HtmlText Paragraph(string text) => Add($"<p>{Escape(text)}</p>");

    /// <summary>A table; nothing but its caption and a word where it has no rows.</summary>
    public HtmlText Table(string caption, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (rows.Count == 0)
        {
            return Paragraph($"{caption}: none.");
        }

        Add($"<table>\n<caption>{Escape(caption)}</caption>\n<thead><tr>{string.Concat(columns.Select(column => $"<th scope=\"col\">{Escape(column)}</th>"))}</tr></thead>\n<tbody>");
        foreach (var row in rows)
        {
            Add($"<tr>{string.Concat(row.Select(cell => $"<td>{Escape(cell)}</td>"))}</tr>");
        }

        return Add("</tbody>\n</table>");
    }

    public HtmlText List(IEnumerable<(string Text, string Link)> items)
    {
        Add("<ul>");
        foreach (var (text, link) in items)
        {
            Add($"<li><a href=\"{Escape(link)}\">{Escape(text)}</a></li>");
        }

        return Add("</ul>");
    }

    public override string ToString() =>
        $"<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{Escape(title)}</title>\n<style>{Style}</style></head>\n"
        + $"<body>\n<main>\n<h1>{Escape(title)}</h1>\n{_body}</main>\n</body>\n</html>\n";

    private HtmlText Add(string html)
    {
        _body.Append(html).Append('\n');
        return this;
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
