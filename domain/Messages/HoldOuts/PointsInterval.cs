namespace AttendanceFunctions.Domain.Messages.HoldOuts;

/// <summary>A difference of two rates in percentage points, with its 95% confidence interval.</summary>
/// <remarks>Floating point, because an interval is an estimate and contains a square root; rates are integers (domain 0.1).</remarks>
/// <param name="Difference">In percentage points; negative where the first rate is the lower one.</param>
/// <param name="HalfWidth">In percentage points, 0 or more.</param>
public readonly record struct PointsInterval(double Difference, double HalfWidth)
{
    /// <summary>The 97.5% quantile of the normal distribution.</summary>
    private const double Normal = 1.959964;

    /// <summary>The lower end, rounded to one decimal, half-up (away from zero).</summary>
    public decimal Low => Printed(Difference - HalfWidth);

    /// <summary>The upper end, rounded in the same way.</summary>
    public decimal High => Printed(Difference + HalfWidth);

    /// <summary>The half-width, rounded in the same way.</summary>
    public decimal EitherWay => Printed(HalfWidth);

    /// <summary>
    /// The difference of the rates Σa/Σp of two groups. The sample is of pupils, not of single sessions, so the variance is the linearised
    /// one of a ratio of sums over pupils: n/(n−1) · Σ(a − Rp)² / (Σp)² for each group.
    /// </summary>
    /// <param name="first">A group of at least two pupils.</param>
    /// <param name="second">The group that it is compared with, of at least two pupils.</param>
    public static PointsInterval Between(GroupSums first, GroupSums second)
    {
        var (ofFirst, ofSecond) = (VarianceOf(first), VarianceOf(second));
        var together = ofFirst + ofSecond;
        var difference = (double)first.Attended / first.Possible - (double)second.Attended / second.Possible;
        if (together == 0)
        {
            return new(100 * difference, 0);
        }

        // Welch and Satterthwaite: the variance of a small group is itself uncertain, so the interval is wider.
        var freedom = together * together / (ofFirst * ofFirst / (first.Pupils - 1) + ofSecond * ofSecond / (second.Pupils - 1));
        return Of(difference, together, freedom);
    }

    /// <summary>A difference with its variance, both from 0 to 1; the variance has so many degrees of freedom.</summary>
    public static PointsInterval Of(double difference, double variance, double freedom) =>
        new(100 * difference, 100 * Student(freedom) * Math.Sqrt(variance));

    private static double VarianceOf(GroupSums group)
    {
        // Σ(a − Rp)² times (Σp)², in integers: the three terms are large and almost cancel.
        Int128 attended = group.Attended, possible = group.Possible;
        var spread = group.AttendedSquared * possible * possible - 2 * attended * possible * group.AttendedTimesPossible
            + attended * attended * group.PossibleSquared;
        return (double)spread / Math.Pow(group.Possible, 4) * group.Pupils / (group.Pupils - 1);
    }

    /// <summary>The same quantile of Student's distribution, exact to a thousandth from 10 degrees of freedom (Cornish, Fisher).</summary>
    private static double Student(double freedom)
    {
        const double z = Normal;
        var (z3, z5, z7) = (Math.Pow(z, 3), Math.Pow(z, 5), Math.Pow(z, 7));
        return z + (z3 + z) / (4 * freedom)
            + (5 * z5 + 16 * z3 + 3 * z) / (96 * freedom * freedom)
            + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * freedom * freedom * freedom);
    }

    private static decimal Printed(double points) => Math.Round((decimal)points, 1, MidpointRounding.AwayFromZero);
}
