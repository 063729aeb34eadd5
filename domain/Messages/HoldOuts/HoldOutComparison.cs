namespace AttendanceFunctions.Domain.Messages.HoldOuts;

/// <summary>What the comparison of a term shows.</summary>
public enum HoldOutVerdict
{
    /// <summary>The difference may be chance, either way.</summary>
    NotShown,

    /// <summary>The nudged attended more, by more than chance would explain.</summary>
    Helped,

    /// <summary>The nudged attended less, by more than chance would explain.</summary>
    DidNotHelp,
}

/// <summary>Compares the pupils whose parents were to get a nudge with the pupils in the hold-out.</summary>
public abstract record HoldOutComparison(HoldOutSums Sums)
{
    /// <summary>Minimum pupils in each group for figures to be shown, so that no rate is that of a few children (domain 0.12).</summary>
    public const int SmallestGroup = 20;

    /// <summary>A group is too small to say anything.</summary>
    public sealed record TooFew(HoldOutSums Sums) : HoldOutComparison(Sums);

    /// <summary>Both rates, and their difference.</summary>
    /// <param name="Nudged">The rate of the pupils to be nudged: sum of attended over sum of possible sessions (domain 0.1).</param>
    /// <param name="Interval">The 95% confidence interval of the difference.</param>
    public sealed record Measured(HoldOutSums Sums, Rate Nudged, Rate HeldOut, PointsInterval Interval) : HoldOutComparison(Sums)
    {
        /// <summary>The rounded difference in percentage points; positive where the nudged attended more.</summary>
        public decimal Points => new RateGap(Nudged, HeldOut).Points;

        /// <summary>Judged by the rounded ends of the interval, so that "0.0 to 1.2 more" is not read as an effect.</summary>
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
