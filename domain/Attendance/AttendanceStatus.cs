using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Domain.Attendance;

/// <summary>What one night reads off a pupil's marks: nothing yet, too little to say, or a rate with its band and flags.</summary>
/// <param name="Tally">The sessions counted.</param>
public abstract record AttendanceStatus(Tally Tally)
{
    /// <summary>No possible session: no rate and no stage, never 0% or 100% (domain 0.1).</summary>
    public sealed record NoData(Tally Tally) : AttendanceStatus(Tally);

    /// <summary>A rate, but of fewer sessions than the floor: no stage, no flag, and nothing is sent (domain 0.2).</summary>
    /// <param name="Tally">The sessions counted.</param>
    /// <param name="Rate">The rate so far.</param>
    /// <param name="WouldBe">The band that the rate would have.</param>
    public sealed record TooEarly(Tally Tally, Rate Rate, Band WouldBe) : AttendanceStatus(Tally);

    /// <summary>A rate of enough sessions. The flags are facts about the pupil beside the stage, never derived from it.</summary>
    /// <param name="Tally">The sessions counted.</param>
    /// <param name="Rate">The exact rate.</param>
    /// <param name="Band">Where it lies under the policy.</param>
    public sealed record Measured(Tally Tally, Rate Rate, Band Band) : AttendanceStatus(Tally)
    {
        public bool IsPersistentAbsence => Rate.IsPersistentAbsence;

        public bool IsSevereAbsence => Rate.IsSevereAbsence;
    }

    /// <summary>This reading where the process, not the rate, says the stage: the band is that of the case's step (domain 0.4, millbrook).</summary>
    /// <param name="policy">The school's policy.</param>
    /// <param name="step">The stage at which the pupil's case stands; 0 above the ladder.</param>
    public AttendanceStatus Under(Policy policy, int step) => (this, policy.Ladder) switch
    {
        (Measured measured, Ladder.ByProcess) => measured with { Band = policy.BandAt(step, measured.Rate) },
        _ => this,
    };

    /// <summary>Reads a tally under a policy.</summary>
    /// <param name="tally">The pupil's sessions in the year to date.</param>
    /// <param name="policy">The school's policy.</param>
    /// <param name="minimumPossible">The floor, in possible sessions; 20 unless the trust chose otherwise.</param>
    public static AttendanceStatus Of(Tally tally, Policy policy, int minimumPossible)
    {
        if (!Rate.TryOf(tally, out var rate))
        {
            return new NoData(tally);
        }

        var band = policy.BandOf(rate);
        return tally.Possible < minimumPossible ? new TooEarly(tally, rate, band) : new Measured(tally, rate, band);
    }
}
