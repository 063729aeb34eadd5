namespace AttendanceFunctions.Domain.Messages.HoldOuts;

/// <summary>What a term says about nudges.</summary>
public enum HoldOutVerdict
{
    /// <summary>The difference may be chance, either way.</summary>
    NotShown,

    /// <summary>Chance alone would hardly make the nudged attend so much more.</summary>
    Helped,

    /// <summary>Chance alone would hardly make the nudged attend so much less.</summary>
    DidNotHelp,
}

/// <summary>The pupils whose parents were to get a nudge beside those who were left out by chance.</summary>
public abstract record HoldOutComparison(HoldOutSums Sums)
{
    /// <summary>Pupils of the smaller group from which figures are shown: few children must not become a rate (domain 0.12).</summary>
    public const int SmallestGroup = 20;

    /// <summary>A group is too small to say anything.</summary>
    public sealed record TooFew(HoldOutSums Sums) : HoldOutComparison(Sums);

    /// <summary>Both rates, and their difference.</summary>
    /// <param name="Nudged">The rate of those who were to be nudged: sum over sum (domain 0.1).</param>
    /// <param name="Interval">Where the true difference may lie.</param>
    public sealed record Measured(HoldOutSums Sums, Rate Nudged, Rate HeldOut, PointsInterval Interval) : HoldOutComparison(Sums)
    {
        /// <summary>The difference as it is printed, in percentage points; above zero where the nudged attended more.</summary>
        public decimal Points => new RateGap(Nudged, HeldOut).Points;

        /// <summary>Goes by the ends of the interval as printed, so that nobody reads "0.0 to 1.2 more" as an effect.</summary>
        public HoldOutVerdict Verdict =>
            Interval.Low > 0 ? HoldOutVerdict.Helped
            : Interval.High < 0 ? HoldOutVerdict.DidNotHelp
            : HoldOutVerdict.NotShown;
    }

    public static HoldOutComparison Of(HoldOutSums sums) => Math.Min(sums.Nudged.Pupils, sums.HeldOut.Pupils) < SmallestGroup
        ? new TooFew(sums)
        : new Measured(sums, RateOf(sums.Nudged), RateOf(sums.HeldOut), PointsInterval.Between(sums.Nudged, sums.HeldOut));

    private static Rate RateOf(GroupSums group) => Rate.Of(checked((int)group.Attended), checked((int)group.Possible));
}
