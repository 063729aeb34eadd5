namespace AttendanceFunctions.Domain.Summaries.Effects;

/// <summary>The attendance that is likely in one week after what was known before it: a mean and a slope for each value.</summary>
internal sealed class LikelyAttendance(double mean, double[] centres, double[] slopes)
{
    /// <summary>A value whose spread is smaller than this part of the largest one is as good as constant.</summary>
    private const double Negligible = 1e-9;

    /// <summary>The likely attendance after these values, or after these means of values: it is linear in them.</summary>
    public double After(IReadOnlyList<double> values) => mean + ChangeBy([.. values.Zip(centres, (value, centre) => value - centre)]);

    /// <summary>By how much it changes if the values change by this much.</summary>
    public double ChangeBy(IReadOnlyList<double> values) => slopes.Zip(values, (slope, value) => slope * value).Sum();

    /// <summary>Fits by least squares: the level of the week itself, the slopes of the weeks around it.</summary>
    public static LikelyAttendance Of(SumsOfWeek week, IEnumerable<SumsOfWeek> around)
    {
        const int size = KnownBefore.Count;
        var (products, withAttendance) = (new double[size, size], new double[size]);
        foreach (var other in around)
        {
            other.AddCentredTo(products, withAttendance);
        }

        return new(week.MeanAttendance, [.. Enumerable.Range(0, size).Select(week.MeanOf)], Solve(products, withAttendance));
    }

    /// <summary>Gauss and Jordan; a value that is (nearly) constant or follows from the others gets the slope 0.</summary>
    private static double[] Solve(double[,] matrix, double[] right)
    {
        var size = right.Length;
        var used = new bool[size];
        var spread = Enumerable.Range(0, size).Max(value => matrix[value, value]);
        for (var pivot = 0; pivot < size; pivot++)
        {
            if (matrix[pivot, pivot] <= Negligible * spread)
            {
                continue;
            }

            used[pivot] = true;
            for (var row = 0; row < size; row++)
            {
                if (row != pivot)
                {
                    var factor = matrix[row, pivot] / matrix[pivot, pivot];
                    right[row] -= factor * right[pivot];
                    for (var column = 0; column < size; column++)
                    {
                        matrix[row, column] -= factor * matrix[pivot, column];
                    }
                }
            }
        }

        return [.. Enumerable.Range(0, size).Select(value => used[value] ? right[value] / matrix[value, value] : 0)];
    }
}
