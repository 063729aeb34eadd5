namespace AttendanceFunctions.Domain.Policies;

/// <summary>How a pupil enters the stages of a policy, moves along them and leaves them (domain 0.4).</summary>
/// <param name="Schedule">When a case is reviewed; between reviews its stage does not change.</param>
public abstract record Ladder(ReviewSchedule Schedule)
{
    /// <summary>The rate decides the stage; from the first formal stage on, a person must confirm it.</summary>
    /// <param name="Thresholds">The highest rate of each stage, from the first stage down; each is lower than the one before.</param>
    /// <param name="OneFormalStepAtATime">Whether the next formal step is proposed (D0), or the stage of the rate (D3).</param>
    public sealed record ByBand(IReadOnlyList<Threshold> Thresholds, ReviewSchedule Schedule, bool OneFormalStepAtATime) : Ladder(Schedule)
    {
        public override int StageOf(Rate rate) => Thresholds.Count(threshold => threshold.Covers(rate));

        public override bool Covers(int stage, Rate rate) => stage > 0 && StageOf(rate) >= stage;
    }

    /// <summary>
    /// The process decides the stage: one further at each review at which attendance is lower, or not higher, than at the last step (D2
    /// §11).
    /// </summary>
    /// <param name="Enter">The rates at which a pupil enters.</param>
    /// <param name="LeaveAbove">The rate above which a pupil leaves. It is not below <paramref name="Enter"/>.</param>
    /// <param name="Schedule">When attendance is compared with the last review. Entering and leaving are checked every night.</param>
    public sealed record ByProcess(Threshold Enter, Percentage LeaveAbove, ReviewSchedule Schedule) : Ladder(Schedule)
    {
        public override int StageOf(Rate rate) => 0;

        public override bool Covers(int stage, Rate rate) => stage > 0 && Enter.Covers(rate);
    }

    /// <summary>The stage of a rate; 0 where the process decides the stage.</summary>
    public abstract int StageOf(Rate rate);

    /// <summary>Whether a rate is low enough for a stage; where the process decides the stage, for the ladder as a whole.</summary>
    public abstract bool Covers(int stage, Rate rate);
}

public enum ReviewSchedule
{
    Nightly,

    /// <summary>On the night of the last school day of each week.</summary>
    Weekly,

    /// <summary>On the night of the last school day of each half term.</summary>
    EndOfHalfTerm,
}

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
