namespace AttendanceFunctions.Domain.Summaries.Effects;

/// <summary>
/// The range of attendance in which there were both pupils who were stepped and pupils who had not been stepped yet. Outside it nobody is
/// like anybody, and a comparison would be a guess.
/// </summary>
internal sealed class ComparableRange
{
    private readonly double _highest;
    private readonly double?[] _lowest;

    private ComparableRange(double highest, double?[] lowest) => (_highest, _lowest) = (highest, lowest);

    /// <summary>The range of a kind of step among pupils.</summary>
    public static ComparableRange Of(StepKind kind, int weeks, IEnumerable<PupilHistory> pupils)
    {
        double highest = 0;
        // The lowest of each week, the highest of them first: the 20th lowest remains.
        var lowest = Enumerable.Range(0, weeks).Select(_ => new PriorityQueue<double, double>()).ToArray();
        foreach (var pupil in pupils)
        {
            foreach (var (week, known) in pupil.NotSteppedBefore(kind))
            {
                lowest[week].Enqueue(known.Year, -known.Year);
                if (lowest[week].Count > StepEffect.SmallestGroup)
                {
                    lowest[week].Dequeue();
                }
            }

            highest = Math.Max(highest, pupil.StepOf(kind)?.After.Year ?? 0);
        }

        return new(highest, [.. lowest.Select(found => found.Count < StepEffect.SmallestGroup ? (double?)null : found.Peek())]);
    }

    /// <summary>Whether somebody was stepped with as much attendance.</summary>
    public bool WasStepped(KnownBefore known) => known.Year <= _highest;

    /// <summary>Whether at least 20 pupils who had not been stepped before this week attended as little.</summary>
    public bool WasNotStepped(KnownBefore known, int week) => _lowest[week] is { } lowest && known.Year >= lowest;
}
