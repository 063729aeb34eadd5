using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Summaries.Pages;

/// <summary>A point of a picture: the name and the value of one row.</summary>
/// <param name="Value">Nothing is drawn where it is no number.</param>
public sealed record ChartPoint(Cell Name, Cell Value, Tone Tone);

/// <summary>What the picture of a table shows, with the scale on which it is drawn.</summary>
/// <param name="Points">The rows without the totals, in their order.</param>
/// <param name="Target">What they are compared with, drawn across; null for nothing.</param>
public sealed record Chart(string Heading, IReadOnlyList<ChartPoint> Points, ChartTarget? Target)
{
    /// <summary>The points that have a value.</summary>
    public IReadOnlyList<ChartPoint> Shown { get; } = [.. Points.Where(point => point.Value.AsNumber is not null)];

    /// <summary>What stands above the picture.</summary>
    public string Caption => Target is null ? Heading : $"{Heading}, and as a dashed line: {TargetText}";

    /// <summary>What the line across is, with its value: "the target 96%"; empty where there is none.</summary>
    public string TargetText => Target is { } target ? $"{target.Name} {Describe(target.Value)}" : "";

    /// <summary>The picture in a sentence, for those who do not see it. There is at least one value.</summary>
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

    /// <summary>The picture of a table; null where the table has none.</summary>
    /// <exception cref="ArgumentException">The table has no column of the picture's name.</exception>
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

    /// <summary>A number as the values are written.</summary>
    public string Describe(decimal number) =>
        Cell.Number(number).Describe() + (Points.Any(point => point.Value.Kind == CellKind.Percent) ? "%" : "");

    /// <summary>A scale for the values and the target, in round steps.</summary>
    /// <param name="fromZero">Whether it begins at 0, as it must where lengths are compared.</param>
    public ChartScale ScaleOf(bool fromZero) => ChartScale.Of(
        [.. Shown.Select(point => point.Value.AsNumber).Append(Target?.Value).Append(fromZero ? 0 : null).OfType<decimal>()]);
}

/// <summary>The scale of a picture.</summary>
/// <param name="From">The value at the beginning.</param>
/// <param name="To">The value at the end, above <paramref name="From"/>.</param>
/// <param name="Step">Between two lines of the grid.</param>
public sealed record ChartScale(decimal From, decimal To, decimal Step)
{
    /// <summary>More lines of the grid are harder to read than none.</summary>
    private const int MostSteps = 5;

    private static readonly decimal[] Steps =
    [
        0.1m, 0.2m, 0.5m, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000,
        1_000_000,
    ];

    /// <summary>The values at which a line of the grid stands.</summary>
    public IEnumerable<decimal> Lines => Enumerable.Range(0, (int)((To - From) / Step) + 1).Select(line => From + line * Step);

    /// <summary>How far a value is from the beginning to the end, 0 to 100.</summary>
    public decimal At(decimal value) => 100 * (value - From) / (To - From);

    /// <summary>The scale that holds all the values, at least one.</summary>
    public static ChartScale Of(IReadOnlyCollection<decimal> values)
    {
        var (low, high) = (values.Min(), values.Max());
        var step = Steps.FirstOrDefault(step => decimal.Ceiling(high / step) - decimal.Floor(low / step) <= MostSteps, Steps[^1]);
        var (from, to) = (decimal.Floor(low / step) * step, decimal.Ceiling(high / step) * step);
        return new(from, to > from ? to : from + step, step);
    }

    /// <summary>A place or a length in a picture as its markup has it, with two decimals at most.</summary>
    public static string Place(decimal place) => place.ToString("0.##", CultureInfo.InvariantCulture);
}
