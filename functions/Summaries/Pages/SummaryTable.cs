using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Summaries.Pages;

/// <summary>One table: a CSV file, a sheet of the workbook, and a table of the page, with the same cells in each.</summary>
/// <param name="Name">The name of its file without the ending, and of its place in the page: lower case, words joined by hyphens, "year-groups".</param>
/// <param name="Sheet">What its tab says: at most 31 characters, no other table's on the same page.</param>
/// <param name="Title">What stands above it.</param>
/// <param name="About">Over which sessions its figures are, from when to when, and what they count.</param>
/// <param name="Columns">Its columns, the first of which names the row.</param>
/// <param name="Rows">Its rows; none where there is nothing to show, and then <paramref name="WhenEmpty"/> says why.</param>
/// <param name="WhenEmpty">The sentence that stands in place of no rows.</param>
public sealed record SummaryTable(
    string Name, string Sheet, string Title, string About, IReadOnlyList<SummaryColumn> Columns, IReadOnlyList<SummaryRow> Rows, string WhenEmpty)
{
    /// <summary>The picture above the table in the page; it shows the table's own cells.</summary>
    public SummaryChart Chart { get; init; } = SummaryChart.None;

    /// <summary>Whether its rows are pupils: such a table is only in a school's own summary.</summary>
    public bool IsOfPupils { get; init; }
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
public abstract record SummaryChart
{
    private SummaryChart()
    {
    }

    public static SummaryChart None { get; } = new NoChart();

    public sealed record NoChart : SummaryChart;

    /// <summary>A line over the rows in their order, as of weeks: the values of one column.</summary>
    /// <param name="Value">The name of the column.</param>
    /// <param name="Target">A value to compare with, drawn across; no number for none.</param>
    /// <param name="TargetName">What that value is.</param>
    public sealed record Line(string Value, Cell Target, string TargetName) : SummaryChart;

    /// <summary>A bar for each row: the values of one column.</summary>
    /// <param name="Value">The name of the column.</param>
    /// <param name="Target">A value to compare with, drawn across; no number for none.</param>
    /// <param name="TargetName">What that value is.</param>
    public sealed record Bars(string Value, Cell Target, string TargetName) : SummaryChart;
}
