using AttendanceFunctions.Domain.Attendance;

namespace AttendanceFunctions.Domain.Policies;

/// <summary>The upper edge of a stage. "At or below" and "below" are different words, and a policy may use either (domain 0.4).</summary>
/// <param name="Percent">The exact percentage of attendance.</param>
/// <param name="Includes">Whether a rate of exactly this percentage is inside: "at or below" rather than "below".</param>
public readonly record struct Threshold(Percentage Percent, bool Includes)
{
    public bool Covers(Rate rate) => Includes ? rate.IsAtOrBelow(Percent) : rate.IsBelow(Percent);

    /// <summary>Whether every rate that <paramref name="lower"/> covers is covered here too, and some others.</summary>
    public bool IsAbove(Threshold lower) =>
        Percent.Hundredths > lower.Percent.Hundredths
        || (Percent == lower.Percent && Includes && !lower.Includes);

    public override string ToString() => Includes ? $"at or below {Percent}" : $"below {Percent}";
}
