namespace AttendanceFunctions.Tests.Functions.Summaries.Tables;

/// <summary>
/// What somebody can conclude from sums. There are unknown numbers, each between 0 and a limit, and sums of some of them that are known.
/// The simplex method finds how small and how large another sum of them can be. It begins at the true numbers.
/// </summary>
internal sealed class Bounds
{
    private const double Tiny = 1e-7;

    private readonly double[] _value;
    private readonly double[] _limit;
    private readonly List<double[]> _rows = [];
    private readonly List<int> _basic = [];
    private readonly bool[] _isBasic;

    /// <param name="truth">The unknown numbers as they are.</param>
    /// <param name="limits">The most that each can be.</param>
    /// <param name="sums">The numbers, by place, of each known sum.</param>
    public Bounds(IReadOnlyList<int> truth, IReadOnlyList<int> limits, IEnumerable<IEnumerable<int>> sums)
    {
        _value = [.. truth.Select(number => (double)number)];
        _limit = [.. limits.Select(number => (double)number)];
        _isBasic = new bool[_value.Length];
        foreach (var sum in sums)
        {
            Add(sum);
        }
    }

    /// <summary>Whether a sum has at least so many steps between the smallest and the largest that it can be.</summary>
    public bool HasRange(IReadOnlyList<int> sum, double steps)
    {
        var from = Sum(sum);
        var most = Move(sum, +1, from + steps);
        return most - from >= steps - Tiny || most - Move(sum, -1, most - steps) >= steps - Tiny;
    }

    private double Sum(IEnumerable<int> sum) => sum.Sum(place => _value[place]);

    // Each row says by how much a basic number changes the rest: basic + row * others stays the same.
    private void Add(IEnumerable<int> sum)
    {
        var row = new double[_value.Length];
        foreach (var place in sum)
        {
            row[place]++;
        }

        for (var known = 0; known < _rows.Count; known++)
        {
            Subtract(row, _rows[known], row[_basic[known]]);
        }

        var pivot = Array.FindIndex(row, number => Math.Abs(number) > Tiny);
        if (pivot < 0)
        {
            return;
        }

        Scale(row, pivot);
        foreach (var other in _rows)
        {
            Subtract(other, row, other[pivot]);
        }

        _rows.Add(row);
        _basic.Add(pivot);
        _isBasic[pivot] = true;
    }

    /// <summary>Makes a sum as large (+1) or as small (-1) as it can be, or stops where it reaches a goal.</summary>
    private double Move(IReadOnlyList<int> sum, int sign, double goal)
    {
        var gain = new double[_value.Length];
        while (true)
        {
            Array.Clear(gain);
            foreach (var place in sum)
            {
                gain[place] += sign;
            }

            for (var row = 0; row < _rows.Count; row++)
            {
                Subtract(gain, _rows[row], gain[_basic[row]]);
            }

            // The first number that helps (Bland's rule), so that it ends.
            var entering = -1;
            for (var place = 0; place < gain.Length && entering < 0; place++)
            {
                if (!_isBasic[place]
                    && ((gain[place] > Tiny && _value[place] < _limit[place] - Tiny) || (gain[place] < -Tiny && _value[place] > Tiny)))
                {
                    entering = place;
                }
            }

            if (entering < 0 || sign * Sum(sum) >= (sign * goal) - Tiny)
            {
                return Sum(sum);
            }

            Step(entering, gain[entering] > 0 ? +1 : -1);
        }
    }

    private void Step(int entering, int direction)
    {
        var length = direction > 0 ? _limit[entering] - _value[entering] : _value[entering];
        var leaving = -1;
        for (var row = 0; row < _rows.Count; row++)
        {
            var slope = -_rows[row][entering] * direction;
            if (Math.Abs(slope) <= Tiny)
            {
                continue;
            }

            var basic = _basic[row];
            var room = Math.Max(0, slope > 0 ? (_limit[basic] - _value[basic]) / slope : _value[basic] / -slope);
            if (room < length - Tiny || (room <= length + Tiny && leaving >= 0 && basic < _basic[leaving]))
            {
                (length, leaving) = (room, row);
            }
        }

        for (var row = 0; row < _rows.Count; row++)
        {
            _value[_basic[row]] -= _rows[row][entering] * direction * length;
        }

        _value[entering] += direction * length;
        if (leaving >= 0)
        {
            Exchange(leaving, entering);
        }
    }

    private void Exchange(int leaving, int entering)
    {
        Scale(_rows[leaving], entering);
        for (var row = 0; row < _rows.Count; row++)
        {
            if (row != leaving)
            {
                Subtract(_rows[row], _rows[leaving], _rows[row][entering]);
            }
        }

        (_isBasic[_basic[leaving]], _isBasic[entering], _basic[leaving]) = (false, true, entering);
    }

    private static void Scale(double[] row, int pivot)
    {
        var by = row[pivot];
        for (var place = 0; place < row.Length; place++)
        {
            row[place] /= by;
        }
    }

    private static void Subtract(double[] row, double[] other, double times)
    {
        if (Math.Abs(times) > Tiny)
        {
            for (var place = 0; place < row.Length; place++)
            {
                row[place] -= times * other[place];
            }
        }
    }
}
