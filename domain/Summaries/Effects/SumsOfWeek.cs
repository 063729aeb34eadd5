namespace AttendanceFunctions.Domain.Summaries.Effects;

/// <summary>
/// Sums over pupils of one week, weighted by possible sessions: of what was known before it (x), of attendance in it (y) and of their
/// products. Sums of groups can be added and subtracted.
/// </summary>
internal sealed class SumsOfWeek
{
    private const int Size = KnownBefore.Count;

    private readonly double[] _x = new double[Size];
    private readonly double[,] _xx = new double[Size, Size];
    private readonly double[] _xy = new double[Size];
    private double _y;

    public int Pupils { get; private set; }

    /// <summary>Possible sessions.</summary>
    public double Weight { get; private set; }

    public void Add(KnownBefore known, WeekOfSessions week)
    {
        double weight = week.Possible;
        var attendance = week.Attended / weight;
        Span<double> values = stackalloc double[Size];
        known.Write(values);
        Pupils++;
        Weight += weight;
        _y += weight * attendance;
        for (var row = 0; row < Size; row++)
        {
            _x[row] += weight * values[row];
            _xy[row] += weight * values[row] * attendance;
            for (var column = 0; column < Size; column++)
            {
                _xx[row, column] += weight * values[row] * values[column];
            }
        }
    }

    /// <summary>Adds the sums of another group, or takes them away (sign -1).</summary>
    public void Add(SumsOfWeek other, int sign = 1)
    {
        Pupils += sign * other.Pupils;
        Weight += sign * other.Weight;
        _y += sign * other._y;
        for (var row = 0; row < Size; row++)
        {
            _x[row] += sign * other._x[row];
            _xy[row] += sign * other._xy[row];
            for (var column = 0; column < Size; column++)
            {
                _xx[row, column] += sign * other._xx[row, column];
            }
        }
    }

    /// <summary>The mean attendance of the week.</summary>
    public double MeanAttendance => _y / Weight;

    /// <summary>The mean of a value known before it.</summary>
    public double MeanOf(int value) => _x[value] / Weight;

    /// <summary>The products about the means of the week, so that weeks with other weather or illness can be added.</summary>
    public void AddCentredTo(double[,] products, double[] withAttendance)
    {
        for (var row = 0; row < Size; row++)
        {
            withAttendance[row] += _xy[row] - _x[row] * _y / Weight;
            for (var column = 0; column < Size; column++)
            {
                products[row, column] += _xx[row, column] - _x[row] * _x[column] / Weight;
            }
        }
    }
}
