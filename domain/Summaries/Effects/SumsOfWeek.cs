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
    private double _weight;
    private int _pupils;

    public int Pupils => _pupils;

    public void Add(KnownBefore known, WeekOfSessions week)
    {
        double weight = week.Possible;
        var attendance = week.Attended / weight;
        Span<double> values = stackalloc double[Size];
        known.Write(values);
        _pupils++;
        _weight += weight;
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
        _pupils += sign * other._pupils;
        _weight += sign * other._weight;
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
    public double MeanAttendance => _y / _weight;

    /// <summary>The mean of a value known before it.</summary>
    public double MeanOf(int value) => _x[value] / _weight;

    /// <summary>The products about the means of the week, so that weeks with other weather or illness can be added.</summary>
    public void AddCentredTo(double[,] products, double[] withAttendance)
    {
        for (var row = 0; row < Size; row++)
        {
            withAttendance[row] += _xy[row] - _x[row] * _y / _weight;
            for (var column = 0; column < Size; column++)
            {
                products[row, column] += _xx[row, column] - _x[row] * _x[column] / _weight;
            }
        }
    }
}
