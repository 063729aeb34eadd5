using AttendanceFunctions.Functions.Documents.Pages;
using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Summaries.Pages;

/// <summary>
/// The summary of a night, a week, a half term or a term for one reader: a trust's lead, or one school. It is made once and written in
/// three forms: CSV files for programs, a workbook, and a page for a browser. All forms have the same figures.
/// </summary>
/// <param name="Title">Its subject: "Riverside Trust: attendance".</param>
/// <param name="Period">Its period, in words: "The school year from 1 September to 20 November 2025".</param>
public sealed record SummaryPage(string Title, string Period, IReadOnlyList<KeyFigure> Glance, IReadOnlyList<SummarySection> Sections)
{
    /// <summary>The heading above the first figures.</summary>
    public const string GlanceTitle = "At a glance";

    /// <summary>The tables of all sections, in order.</summary>
    public IEnumerable<SummaryTable> Tables => Sections.SelectMany(section => section.Tables);

    /// <summary>All tables, with the first figures as a table before them, for forms that consist of tables only.</summary>
    public IEnumerable<SummaryTable> TablesWithGlance => Tables.Prepend(new(
        "glance", GlanceTitle, GlanceTitle, Period,
        [new("figure", "Figure", 40), new("value", "Value", 14), new("beside", "What it is compared with", 70)],
        [.. Glance.Select(figure => new SummaryRow([figure.ShownName, figure.Value, figure.Beside]) { Tone = figure.Tone })],
        "There is no figure yet."));

    /// <summary>The page for a browser. Equal summaries give equal bytes.</summary>
    /// <exception cref="ArgumentException">The chart of a table shows a column that the table lacks.</exception>
    public async Task<BinaryData> ToHtmlAsync()
    {
        var parameters = new Dictionary<string, object?> { [nameof(SummaryDocument.Page)] = this };
        return BinaryData.FromString(await PageRenderer.RenderAsync<SummaryDocument>(parameters));
    }
}

/// <summary>One of the first figures.</summary>
/// <param name="Beside">A comparison in words, which also expresses what <paramref name="Tone"/> shows as a colour.</param>
/// <param name="Tone">Whether the figure is good or of concern.</param>
public sealed record KeyFigure(string Name, Cell Value, string Beside, Tone Tone)
{
    /// <summary>The name without a percent sign that the value has already.</summary>
    public string ShownName => SummaryTable.WithoutPercent(Name, Value.Kind);
}

/// <summary>One or more tables that answer the question in the title.</summary>
public sealed record SummarySection(string Title, IReadOnlyList<SummaryTable> Tables);

/// <summary>Whether a figure is good or of concern. Colour is never the only sign: text beside the figure says the same.</summary>
public enum Tone
{
    Plain,
    Good,
    Watch,
    Concern,
}

/// <summary>The class names of tones in a page's style sheet.</summary>
public static class ToneStyle
{
    public static string ClassName(this Tone tone) => tone.ToString().ToLowerInvariant();
}

/// <summary>One table: a CSV file, a sheet of the workbook, and a table of the page, with the same cells in each.</summary>
/// <param name="Name">The name of its file, without extension, and part of its id in the page: "year-groups".</param>
/// <param name="Sheet">The name on its tab: at most 31 characters, unique on the page.</param>
/// <param name="About">The sessions and dates that its figures cover, and what they count.</param>
/// <param name="Columns">Its columns, the first of which names the row.</param>
/// <param name="Rows">Its rows; if there are none, <paramref name="WhenEmpty"/> is shown.</param>
/// <param name="WhenEmpty">The sentence shown if there are no rows.</param>
public sealed record SummaryTable(
    string Name, string Sheet, string Title, string About, IReadOnlyList<SummaryColumn> Columns, IReadOnlyList<SummaryRow> Rows,
    string WhenEmpty)
{
    /// <summary>The chart above the table in the page, which shows one of the table's columns; null for none.</summary>
    public SummaryChart? Chart { get; init; }

    /// <summary>Whether its rows are pupils. Such tables are only in a school's own summary.</summary>
    public bool IsOfPupils { get; init; }

    /// <summary>Its id in the page.</summary>
    public string Id => $"table-{Name}";

    /// <summary>
    /// The heading of a column, by index from 0, for people. It has no percent sign if the values have one, unless another column has the
    /// same name without the sign.
    /// </summary>
    public string HeadingOf(int column)
    {
        var heading = Columns[column].Heading;
        var name = WithoutPercent(heading, Rows.Select(row => row.Cells[column].Kind).FirstOrDefault(kind => kind == CellKind.Percent));
        return Columns.Any(other => other.Heading.Equals(name, StringComparison.OrdinalIgnoreCase)) ? heading : name;
    }

    /// <summary>A name without a percent sign that its value has already: "Attendance %" of 93.1% becomes "Attendance".</summary>
    internal static string WithoutPercent(string name, CellKind kind) =>
        kind == CellKind.Percent && name.EndsWith('%') ? name[..^1].TrimEnd(' ', ',') : name;
}

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name in files: lower case with underscores, "persistent_absence".</param>
/// <param name="Heading">Its name for people.</param>
/// <param name="Width">Its width in the workbook, in characters.</param>
public sealed record SummaryColumn(string Name, string Heading, int Width);

/// <summary>A row of a table.</summary>
/// <param name="Cells">A cell for every column.</param>
public sealed record SummaryRow(IReadOnlyList<Cell> Cells)
{
    /// <summary>Whether the row is good or of concern; one of its cells says it in words.</summary>
    public Tone Tone { get; init; }

    /// <summary>Whether the row is a total.</summary>
    public bool IsTotal { get; init; }
}

/// <summary>The chart of a table's column.</summary>
/// <param name="Column">The name of the column.</param>
/// <param name="Target">A value to compare with, drawn as a line; null for none.</param>
/// <param name="IsLine">Whether it is a line over the rows in order, such as weeks; otherwise it has a bar for each row.</param>
public sealed record SummaryChart(string Column, ChartTarget? Target, bool IsLine = false);

/// <summary>The value to compare with, and its name: "the target", 96.</summary>
public sealed record ChartTarget(string Name, decimal Value);
