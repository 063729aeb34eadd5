using AttendanceFunctions.Domain.Rates;

namespace AttendanceFunctions.Domain.Policies;

/// <summary>The upper edge of a stage. "At or below" and "below" are different words, and a policy may use either (domain 0.4).</summary>
/// <param name="Threshold">The exact percentage of attendance.</param>
/// <param name="Includes">Whether a rate of exactly the threshold is inside: "at or below" rather than "below".</param>
public readonly record struct Edge(Percentage Threshold, bool Includes)
{
    public bool Covers(Rate rate) => Includes ? rate.IsAtOrBelow(Threshold) : rate.IsBelow(Threshold);

    /// <summary>Whether every rate that <paramref name="lower"/> covers is covered here too, and some others.</summary>
    public bool IsAbove(Edge lower) =>
        Threshold.Hundredths > lower.Threshold.Hundredths
        || (Threshold == lower.Threshold && Includes && !lower.Includes);

    public override string ToString() => Includes ? $"at or below {Threshold}" : $"below {Threshold}";
}
