using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Summaries.Pages;

/// <summary>What a picture shows: a row's name and its value.</summary>
/// <param name="Name">The row.</param>
/// <param name="Value">Its cell; no number where there is nothing to draw.</param>
/// <param name="Tone">How the row is to be taken.</param>
internal readonly record struct ChartPoint(Cell Name, Cell Value, Tone Tone)
{
    public bool IsShown => CellFormat.IsNumber(Value);

    public decimal Number => CellFormat.NumberOf(Value);
}

/// <summary>The points of a table's picture, in the order of its rows and without the totals.</summary>
/// <param name="Heading">What the values are of.</param>
/// <param name="All">The points.</param>
/// <param name="Target">What they are compared with; no number for nothing.</param>
/// <param name="TargetName">What that is.</param>
internal sealed record ChartPoints(string Heading, IReadOnlyList<ChartPoint> All, Cell Target, string TargetName)
{
    private static readonly ChartPoints None = new("", [], Cell.Empty, "");

    /// <summary>How many points have a value.</summary>
    public int Shown => All.Count(point => point.IsShown);

    public bool HasTarget => CellFormat.IsNumber(Target);

    public decimal TargetNumber => CellFormat.NumberOf(Target);

    private bool IsPercent => All.Any(point => point.Value.Kind == CellKind.Percent);

    /// <summary>What stands above the picture.</summary>
    public string Caption => HasTarget ? $"{Heading}, and as a dashed line: {TargetWords}" : Heading;

    /// <summary>What the line across is, with its value: "Target 96%".</summary>
    public string TargetWords => TargetName.EndsWith(InKind(TargetNumber), StringComparison.Ordinal) ? TargetName : $"{TargetName} {InKind(TargetNumber)}";

    /// <summary>The picture in words, for those who do not see it.</summary>
    public string Words
    {
        get
        {
            var shown = All.Where(point => point.IsShown).ToList();
            var (low, high) = (shown.MinBy(point => point.Number), shown.MaxBy(point => point.Number));
            var range = shown.Count == 1
                ? $"{CellFormat.Of(low.Name)} {CellFormat.Of(low.Value)}"
                : $"{shown.Count} values from {CellFormat.Of(shown[0].Name)} to {CellFormat.Of(shown[^1].Name)}; lowest {CellFormat.Of(low.Value)} ({CellFormat.Of(low.Name)}), highest {CellFormat.Of(high.Value)} ({CellFormat.Of(high.Name)})";
            return $"{Caption}: {range}. Every value is in the table that follows.";
        }
    }

    /// <summary>A number as the values are written.</summary>
    public string InKind(decimal number) => CellFormat.Of(Cell.Number(number)) + (IsPercent ? "%" : "");

    public static ChartPoints Of(SummaryTable table) => table.Chart switch
    {
        SummaryChart.Line line => Of(table, line.Value, line.Target, line.TargetName),
        SummaryChart.Bars bars => Of(table, bars.Value, bars.Target, bars.TargetName),
        _ => None,
    };

    private static ChartPoints Of(SummaryTable table, string value, Cell target, string targetName)
    {
        var column = table.Columns.Select(column => column.Name).ToList().IndexOf(value);
        return column < 0
            ? throw new ArgumentException($"The table \"{table.Name}\" has no column \"{value}\" to draw.", nameof(table))
            : new(CellFormat.HeadingOf(table, column), [.. table.Rows.Where(row => !row.IsTotal).Select(row => new ChartPoint(row.Cells[0], row.Cells[column], row.Tone))], target, targetName);
    }
}
