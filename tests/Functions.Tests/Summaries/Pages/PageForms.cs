using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AttendanceFunctions.Functions.Summaries.Pages;

namespace AttendanceFunctions.Tests.Functions.Summaries.Pages;

/// <summary>What stands in the files of a page, read by other means than those that wrote them.</summary>
internal static partial class PageForms
{
    /// <summary>The page for a browser.</summary>
    public static async Task<XDocument> HtmlAsync(SummaryPage page) => Parse((await page.ToHtmlAsync()).ToString());

    /// <summary>An HTML page, read as XML, so that a test needs no browser. The elements that have no end in HTML get one.</summary>
    public static XDocument Parse(string html)
    {
        using var text = new StringReader(WithoutEnd().Replace(html, "<$1/>"));
        using var xml = System.Xml.XmlReader.Create(text, new() { DtdProcessing = System.Xml.DtdProcessing.Ignore });
        return XDocument.Load(xml);
    }

    /// <summary>The rows of a table of the page, without its header.</summary>
    public static List<List<string>> Rows(XDocument html, SummaryTable table) =>
    [
        .. html.Descendants("div").Where(div => (string?)div.Attribute("aria-labelledby") == $"table-{table.Name}")
            .SelectMany(div => div.Descendants("tbody").Elements("tr"))
            .Select(row => row.Elements().Select(cell => cell.Value).ToList()),
    ];

    /// <summary>The figures at a glance: name, value, what it is compared with.</summary>
    public static List<List<string>> Glance(XDocument html) =>
        [.. html.Descendants("dl").Single().Elements("div").Select(figure => figure.Elements().Select(part => part.Value).ToList())];

    /// <summary>The records of the CSV file that a table has among the files of its page.</summary>
    public static List<List<string>> Csv(IEnumerable<SummaryFile> files, string table) =>
        Records(files.Single(file => file.Name == $"{table}.csv").Content.ToString());

    /// <summary>The records of a CSV file.</summary>
    public static List<List<string>> Records(string csv)
    {
        var (rows, row, cell, isQuoted) = (new List<List<string>>(), new List<string>(), new StringBuilder(), false);
        for (var index = 0; index < csv.Length; index++)
        {
            var letter = csv[index];
            if (isQuoted)
            {
                var ends = letter == '"' && (index + 1 == csv.Length || csv[index + 1] != '"');
                index += letter == '"' && !ends ? 1 : 0;
                isQuoted = !ends;
                cell.Append(ends ? "" : letter.ToString());
            }
            else if (letter is ',' or '\n')
            {
                row.Add(cell.ToString().TrimEnd('\r'));
                cell.Clear();
                if (letter == '\n')
                {
                    rows.Add(row);
                    row = [];
                }
            }
            else if (letter == '"')
            {
                isQuoted = true;
            }
            else
            {
                cell.Append(letter);
            }
        }

        return rows;
    }

    /// <summary>What a cell says, in one way for all forms: a number without its dress, a day as yyyy-MM-dd, nothing as nothing.</summary>
    public static string Plain(string shown)
    {
        var text = shown.Trim();
        string[] days = ["d MMMM yyyy", "dd/MM/yyyy", "yyyy-MM-dd"];
        var number = text.Replace("−", "-", StringComparison.Ordinal).TrimEnd('%').Replace(",", "", StringComparison.Ordinal);
        const NumberStyles plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return text is "–" ? ""
            : DateOnly.TryParseExact(text, days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? $"{day:yyyy-MM-dd}"
            : decimal.TryParse(number, plain, CultureInfo.InvariantCulture, out var value) ? value
                .ToString("0.####", CultureInfo.InvariantCulture)
            : text;
    }

    public static List<string> Plain(IEnumerable<List<string>> rows) => [.. rows.Select(row => string.Join(" | ", row.Select(Plain)))];

    [GeneratedRegex("<((?:meta|link)\\b[^>]*?)/?>")]
    private static partial Regex WithoutEnd();
}
