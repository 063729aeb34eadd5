using AttendanceFunctions.Functions.Documents.Pages;
using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Summaries.Pages;

/// <summary>
/// What one reader gets of a night, a week, a half term or a term: a trust's lead, or one school. It is made once, and written in three
/// forms: CSV files for machines, a workbook, and a page for a browser. No form adds a figure or leaves one out.
/// </summary>
/// <param name="Title">What it is about: "Riverside Trust: attendance".</param>
/// <param name="Period">Over which sessions, in words: "The school year from 1 September to 20 November 2025".</param>
public sealed record SummaryPage(string Title, string Period, IReadOnlyList<KeyFigure> Glance, IReadOnlyList<SummarySection> Sections)
{
    /// <summary>What stands above the first figures.</summary>
    public const string GlanceTitle = "At a glance";

    /// <summary>The tables of the sections, in their order.</summary>
    public IEnumerable<SummaryTable> Tables => Sections.SelectMany(section => section.Tables);

    /// <summary>Every table, and before them the first figures as a table, for the forms that are made of tables alone.</summary>
    public IEnumerable<SummaryTable> TablesWithGlance => Tables.Prepend(new(
        "glance", GlanceTitle, GlanceTitle, Period,
        [new("figure", "Figure", 40), new("value", "Value", 14), new("beside", "What it is compared with", 70)],
        [.. Glance.Select(figure => new SummaryRow([figure.ShownName, figure.Value, figure.Beside]) { Tone = figure.Tone })],
        "There is no figure yet."));

    /// <summary>The page for a browser. The same summary makes the same bytes.</summary>
    /// <exception cref="ArgumentException">The picture of a table shows a column that the table does not have.</exception>
    public async Task<BinaryData> ToHtmlAsync()
    {
        var parameters = new Dictionary<string, object?> { [nameof(SummaryDocument.Page)] = this };
        return BinaryData.FromString(await PageRenderer.RenderAsync<SummaryDocument>(parameters));
    }
}

/// <summary>One of the figures that stand first.</summary>
/// <param name="Beside">What it is compared with, in words, which say whatever <paramref name="Tone"/> colours.</param>
/// <param name="Tone">How it is to be taken.</param>
public sealed record KeyFigure(string Name, Cell Value, string Beside, Tone Tone)
{
    /// <summary>The name without the percent sign that the value has already.</summary>
    public string ShownName => SummaryTable.WithoutPercent(Name, Value.Kind);
}

/// <summary>Tables that answer one question, which the title names: at least one.</summary>
public sealed record SummarySection(string Title, IReadOnlyList<SummaryTable> Tables);

/// <summary>How a figure is to be taken. Colour alone never says it: words stand beside it.</summary>
public enum Tone
{
    Plain,
    Good,
    Watch,
    Concern,
}

/// <summary>The names that a page's style sheet gives to tones.</summary>
public static class ToneStyle
{
    public static string ClassName(this Tone tone) => tone.ToString().ToLowerInvariant();
}

/// <summary>One table: a CSV file, a sheet of the workbook, and a table of the page, with the same cells in each.</summary>
/// <param name="Name">The name of its file, without the ending, and of its place in the page: "year-groups".</param>
/// <param name="Sheet">What its tab says: at most 31 characters, no other table's on the same page.</param>
/// <param name="About">Over which sessions its figures are, from when to when, and what they count.</param>
/// <param name="Columns">Its columns, the first of which names the row.</param>
/// <param name="Rows">Its rows; none where there is nothing to show, and then <paramref name="WhenEmpty"/> says why.</param>
/// <param name="WhenEmpty">The sentence that stands in place of no rows.</param>
public sealed record SummaryTable(
    string Name, string Sheet, string Title, string About, IReadOnlyList<SummaryColumn> Columns, IReadOnlyList<SummaryRow> Rows,
    string WhenEmpty)
{
    /// <summary>The picture above the table in the page, which shows the table's own cells; null for none.</summary>
    public SummaryChart? Chart { get; init; }

    /// <summary>Whether its rows are pupils: such a table is only in a school's own summary.</summary>
    public bool IsOfPupils { get; init; }

    /// <summary>Its place in the page.</summary>
    public string Id => $"table-{Name}";

    /// <summary>
    /// What stands above a column, from 0, for people. Percentages have their sign, so the heading has none, unless another column has the
    /// same name without it.
    /// </summary>
    public string HeadingOf(int column)
    {
        var heading = Columns[column].Heading;
        var name = WithoutPercent(heading, Rows.Select(row => row.Cells[column].Kind).FirstOrDefault(kind => kind == CellKind.Percent));
        return Columns.Any(other => other.Heading.Equals(name, StringComparison.OrdinalIgnoreCase)) ? heading : name;
    }

    /// <summary>A name without the sign that its value has already: "Attendance %" of 93.1% is "Attendance".</summary>
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
    /// <summary>How the row is to be taken; a column of the row says it in words.</summary>
    public Tone Tone { get; init; }

    /// <summary>Whether the row is the sum of the others.</summary>
    public bool IsTotal { get; init; }
}

/// <summary>A picture of a table's cells.</summary>
/// <param name="Column">The name of the column that it shows.</param>
/// <param name="Target">A value to compare with, drawn across; null for none.</param>
/// <param name="IsLine">Whether it is a line over the rows in their order, as of weeks; else it has a bar for each row.</param>
public sealed record SummaryChart(string Column, ChartTarget? Target, bool IsLine = false);

/// <summary>What a picture's values are compared with: "the target", 96.</summary>
public sealed record ChartTarget(string Name, decimal Value);
