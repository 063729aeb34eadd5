namespace AttendanceFunctions.Domain.Summaries.Effects;

/// <summary>Sums over stepped pupils in one of the weeks after their step, weighted by possible sessions.</summary>
/// <param name="weeksBefore">The number of weeks between the step and this one.</param>
internal sealed class SumsOfFollowed(int weeksBefore)
{
    private readonly double[] _known = new double[KnownBefore.Count];
    private readonly double[][] _carried = [.. Enumerable.Range(0, weeksBefore).Select(_ => new double[KnownBefore.Count])];
    private int _pupils;
    private double _weight;
    private double _attended;

    public int Pupils => _pupils;

    public double Weight => _weight;

    public double Attended => _attended;

    /// <param name="parts">For every week since the step: its part in what was known before this one.</param>
    public void Add(KnownBefore known, WeekOfSessions week, IReadOnlyList<(double OfYear, double OfFourWeeks)> parts)
    {
        _pupils++;
        _weight += week.Possible;
        _attended += week.Attended;
        Span<double> values = stackalloc double[KnownBefore.Count];
        known.Write(values);
        AddTo(_known, values, week.Possible);
        foreach (var (carried, part) in _carried.Zip(parts))
        {
            known.WriteChange(part.OfYear, part.OfFourWeeks, values);
            AddTo(carried, values, week.Possible);
        }
    }

    /// <summary>Adds the sums of another group, or takes them away (sign -1).</summary>
    public void Add(SumsOfFollowed other, int sign = 1)
    {
        _pupils += sign * other._pupils;
        _weight += sign * other._weight;
        _attended += sign * other._attended;
        AddTo(_known, other._known, sign);
        foreach (var (carried, added) in _carried.Zip(other._carried))
        {
            AddTo(carried, added, sign);
        }
    }

    /// <summary>The sessions that pupils with the same attendance before the week attend of as many.</summary>
    public double LikelyBy(LikelyAttendance likely) => Weight * likely.After([.. _known.Select(sum => sum / Weight)]);

    /// <summary>
    /// The further sessions that are likely for each point (as a part of 1) by which an earlier week since the step was changed.
    /// </summary>
    public double CarriedBy(LikelyAttendance likely, int earlier) => likely.ChangeBy(_carried[earlier]);

    private static void AddTo(double[] sums, ReadOnlySpan<double> added, double factor)
    {
        for (var value = 0; value < sums.Length; value++)
        {
            sums[value] += factor * added[value];
        }
    }
}
