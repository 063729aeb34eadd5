namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>Draws indexes with probabilities in proportion to fixed weights.</summary>
internal sealed class WeightedDraw
{
    private readonly double[] _upTo;

    internal WeightedDraw(IEnumerable<double> weights)
    {
        var sum = 0.0;
        _upTo = [.. weights.Select(weight => sum += weight)];
    }

    /// <summary>Whether any weight is greater than 0.</summary>
    internal bool Any => _upTo.Length > 0 && _upTo[^1] > 0;

    internal int Next(SeededRandom random)
    {
        var at = random.Unit() * _upTo[^1];
        var low = 0;
        var high = _upTo.Length - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_upTo[middle] > at)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
