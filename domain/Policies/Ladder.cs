using AttendanceFunctions.Domain.Attendance;

namespace AttendanceFunctions.Domain.Policies;

/// <summary>How a pupil comes on to the stages of a policy, moves along them and leaves them (domain 0.4).</summary>
/// <param name="Schedule">When a case is looked at; between the looks it stays where it is.</param>
public abstract record Ladder(ReviewSchedule Schedule)
{
    /// <summary>The band of the rate says the stage; from the first formal stage on, a person must confirm it.</summary>
    /// <param name="Thresholds">The upper edge of each stage, from the first one down; each is below the one before.</param>
    /// <param name="Looks">When a case is looked at.</param>
    /// <param name="OneFormalStepAtATime">Whether a pupil who falls past a formal stage is proposed the first one not taken (D0) rather than the band's own (D3).</param>
    public sealed record ByBand(IReadOnlyList<Threshold> Thresholds, ReviewSchedule Looks, bool OneFormalStepAtATime) : Ladder(Looks)
    {
        public override int StageOf(Rate rate) => Thresholds.Count(edge => edge.Covers(rate));

        public override bool Covers(int stage, Rate rate) => stage > 0 && StageOf(rate) >= stage;
    }

    /// <summary>The process says the stage: a pupil enters at the first one, and moves a step when attendance has become lower since the last (D2 §11).</summary>
    /// <param name="Enter">The rate that puts a pupil on the ladder.</param>
    /// <param name="LeaveAbove">The rate above which a pupil leaves it; exactly this neither enters nor leaves where it is the edge of <paramref name="Enter"/> too.</param>
    /// <param name="Looks">When it is asked whether attendance has become lower. Entering and leaving are looked at nightly.</param>
    public sealed record ByProcess(Threshold Enter, Percentage LeaveAbove, ReviewSchedule Looks) : Ladder(Looks)
    {
        public override int StageOf(Rate rate) => 0;

        public override bool Covers(int stage, Rate rate) => stage > 0 && Enter.Covers(rate);
    }

    /// <summary>The stage that the rate alone says; 0 where only the process does.</summary>
    public abstract int StageOf(Rate rate);

    /// <summary>Whether a pupil with this rate would have come to the stage, or be on the ladder at all where the process says the stage.</summary>
    public abstract bool Covers(int stage, Rate rate);
}
