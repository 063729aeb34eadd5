namespace AttendanceFunctions.Domain.Policies;

/// <summary>The highest rate of a stage: "at or below 90%" or "below 90%". A policy may use either (domain 0.4).</summary>
/// <param name="Percent">The exact percentage of attendance.</param>
/// <param name="Includes">Whether a rate of exactly this percentage is covered: "at or below" and not "below".</param>
public readonly record struct Threshold(Percentage Percent, bool Includes)
{
    /// <summary>Whether a rate is at or below, or below, the percentage; compared exactly.</summary>
    public bool Covers(Rate rate) => Includes ? rate.IsAtOrBelow(Percent) : rate.IsBelow(Percent);

    /// <summary>Whether every rate that <paramref name="lower"/> covers is covered here too, and at least one more.</summary>
    public bool IsAbove(Threshold lower) =>
        Percent.Hundredths > lower.Percent.Hundredths
        || (Percent == lower.Percent && Includes && !lower.Includes);

    public override string ToString() => Includes ? $"at or below {Percent}" : $"below {Percent}";
}
