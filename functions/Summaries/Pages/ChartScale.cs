namespace AttendanceFunctions.Functions.Summaries.Pages;

/// <summary>Where values stand in a picture.</summary>
/// <param name="From">The value at the beginning.</param>
/// <param name="To">The value at the end, above <paramref name="From"/>.</param>
/// <param name="Step">Between two lines of the grid.</param>
internal readonly record struct ChartScale(decimal From, decimal To, decimal Step)
{
    /// <summary>At most so many steps: more lines than that are harder to read than none.</summary>
    private const int MostSteps = 5;

    private static readonly decimal[] Steps = [0.1m, 0.2m, 0.5m, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000];

    /// <summary>The values at which a line of the grid stands.</summary>
    public IEnumerable<decimal> Lines
    {
        get
        {
            for (var at = From; at <= To; at += Step)
            {
                yield return at;
            }
        }
    }

    /// <summary>Hundredths of the way from the beginning to the end, 0 to 100.</summary>
    public decimal At(decimal value) => 100 * (value - From) / (To - From);

    /// <summary>A scale that holds all the values, in round steps.</summary>
    /// <param name="points">At least one with a value.</param>
    /// <param name="fromNothing">Whether it begins at 0, as it must where lengths are compared.</param>
    public static ChartScale Of(ChartPoints points, bool fromNothing)
    {
        var numbers = points.All.Where(point => point.IsShown).Select(point => point.Number).ToList();
        numbers.AddRange(points.HasTarget ? [points.TargetNumber] : []);
        numbers.AddRange(fromNothing ? [0] : []);
        var (low, high) = (numbers.Min(), numbers.Max());
        var step = Steps.FirstOrDefault(step => decimal.Ceiling(high / step) - decimal.Floor(low / step) <= MostSteps, Steps[^1]);
        var (from, to) = (decimal.Floor(low / step) * step, decimal.Ceiling(high / step) * step);
        return new(from, to > from ? to : from + step, step);
    }
}
