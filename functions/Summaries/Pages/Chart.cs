using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Summaries.Pages;

/// <summary>A point of a chart: the name and the value of one row.</summary>
/// <param name="Value">Nothing is drawn unless it is a number.</param>
public sealed record ChartPoint(Cell Name, Cell Value, Tone Tone);

/// <summary>The content and the scale of a table's chart.</summary>
/// <param name="Points">The rows except totals, in order.</param>
/// <param name="Target">The value to compare with, drawn as a line; null for none.</param>
public sealed record Chart(string Heading, IReadOnlyList<ChartPoint> Points, ChartTarget? Target)
{
    /// <summary>The points that have a value.</summary>
    public IReadOnlyList<ChartPoint> Shown { get; } = [.. Points.Where(point => point.Value.AsNumber is not null)];

    /// <summary>The chart's title.</summary>
    public string Caption => Target is null ? Heading : $"{Heading}, and as a dashed line: {TargetText}";

    /// <summary>The target's name and value: "the target 96%"; empty if there is no target.</summary>
    public string TargetText => Target is { } target ? $"{target.Name} {Describe(target.Value)}" : "";

    /// <summary>The chart as a sentence, for people who cannot see it. It needs at least one value.</summary>
    public string Description
    {
        get
        {
            var (low, high) = (Shown.MinBy(point => point.Value.AsNumber)!, Shown.MaxBy(point => point.Value.AsNumber)!);
            var range = Shown.Count == 1
                ? $"{low.Name.Describe()} {low.Value.Describe()}"
                : $"{Shown.Count} values from {Shown[0].Name.Describe()} to {Shown[^1].Name.Describe()}; "
                    + $"lowest {low.Value.Describe()} ({low.Name.Describe()}), highest {high.Value.Describe()} ({high.Name.Describe()})";
            return $"{Caption}: {range}. Every value is in the table that follows.";
        }
    }

    /// <summary>The chart of a table; null if the table has none.</summary>
    /// <exception cref="ArgumentException">The table lacks the chart's column.</exception>
    public static Chart? Of(SummaryTable table)
    {
        if (table.Chart is not { } chart)
        {
            return null;
        }

        var column = table.Columns.Select(column => column.Name).ToList().IndexOf(chart.Column);
        return column < 0
            ? throw new ArgumentException($"The table \"{table.Name}\" has no column \"{chart.Column}\" to draw.", nameof(table))
            : new(
                table.HeadingOf(column),
                [.. table.Rows.Where(row => !row.IsTotal).Select(row => new ChartPoint(row.Cells[0], row.Cells[column], row.Tone))],
                chart.Target);
    }

    /// <summary>A number in the format of the values.</summary>
    public string Describe(decimal number) =>
        Cell.Number(number).Describe() + (Points.Any(point => point.Value.Kind == CellKind.Percent) ? "%" : "");

    /// <summary>A scale, in round steps, for the values and the target.</summary>
    /// <param name="fromZero">Whether it begins at 0, as is necessary if lengths are compared.</param>
    public ChartScale ScaleOf(bool fromZero) => ChartScale.Of(
        [.. Shown.Select(point => point.Value.AsNumber).Append(Target?.Value).Append(fromZero ? 0 : null).OfType<decimal>()]);
}

/// <summary>The scale of a chart.</summary>
/// <param name="From">The value at the beginning.</param>
/// <param name="To">The value at the end, above <paramref name="From"/>.</param>
/// <param name="Step">The distance between two grid lines.</param>
public sealed record ChartScale(decimal From, decimal To, decimal Step)
{
    /// <summary>The most steps: more grid lines would make the chart hard to read.</summary>
    private const int MostSteps = 5;

    private static readonly decimal[] Steps =
    [
        0.1m, 0.2m, 0.5m, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000,
        1_000_000,
    ];

    /// <summary>The values of the grid lines.</summary>
    public IEnumerable<decimal> Lines => Enumerable.Range(0, (int)((To - From) / Step) + 1).Select(line => From + line * Step);

    /// <summary>The position of a value on the scale: 0 at its beginning, 100 at its end.</summary>
    public decimal At(decimal value) => 100 * (value - From) / (To - From);

    /// <summary>A scale that includes all values, of which there must be at least one.</summary>
    public static ChartScale Of(IReadOnlyCollection<decimal> values)
    {
        var (low, high) = (values.Min(), values.Max());
        var step = Steps.FirstOrDefault(step => decimal.Ceiling(high / step) - decimal.Floor(low / step) <= MostSteps, Steps[^1]);
        var (from, to) = (decimal.Floor(low / step) * step, decimal.Ceiling(high / step) * step);
        return new(from, to > from ? to : from + step, step);
    }

    /// <summary>A position or length in markup, with at most two decimals.</summary>
    public static string Place(decimal place) => place.ToString("0.##", CultureInfo.InvariantCulture);
}
