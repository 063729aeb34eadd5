namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>
/// The distribution of a phase's pupils over rates of absence. The bands are published for 2022/23. To get 2025/26, every rate is scaled by
/// the ratio of the two years' absence, except that the share of severe absence stays, because it did not fall. Then the bands are scaled
/// so that persistent absence has exactly its published value.
/// </summary>
public sealed class AbsenceDistribution
{
    private readonly double[] _shares;
    private readonly double _skew;

    private AbsenceDistribution(double[] shares, double skew)
    {
        _shares = shares;
        _skew = skew;
    }

    /// <summary>The limits of the bands in % absence. The last band, severe absence, ends at 100.</summary>
    public static IReadOnlyList<double> BandLimits { get; } = [0, 5, 10, 15, 20, 25, 30, 50, 100];

    /// <summary>The share of pupils in each band, in %.</summary>
    public IReadOnlyList<double> Shares => _shares;

    /// <summary>The distribution of a phase in 2025/26.</summary>
    public static AbsenceDistribution Of(Figures figures, Phase phase)
    {
        ArgumentNullException.ThrowIfNull(figures);
        var shares = Scaled(Cumulative(figures.Bands(Group(phase))), figures.Rate(phase, "Absence") / figures.AbsenceOfBands(phase));
        var persistent = figures.Rate(phase, "PA %");
        var below = (100 - persistent) / (shares[0] + shares[1]);
        var above = (persistent - shares[^1]) / shares[2..^1].Sum();
        for (var band = 0; band < shares.Length - 1; band++)
        {
            shares[band] *= band < 2 ? below : above;
        }

        return new(shares, Skew(shares, figures.Rate(phase, "Absence")));
    }

    /// <summary>The rate of absence in % below which the given share (0 to 1) of the pupils are.</summary>
    internal double Quantile(double share)
    {
        var left = share * 100;
        var band = 0;
        while (band < _shares.Length - 1 && left >= _shares[band])
        {
            left -= _shares[band++];
        }

        return BandLimits[band] + (Width(band) * Shape(band, left / _shares[band], _skew));
    }

    /// <summary>The name of the phase in the published tables.</summary>
    internal static string Group(Phase phase) => phase switch
    {
        Phase.Primary => "Primary",
        Phase.Secondary => "Secondary",
        _ => "Special",
    };

    /// <summary>
    /// The cumulative share of pupils up to each limit. The total is scaled to 100, because the published shares are rounded.
    /// </summary>
    private static double[] Cumulative(IReadOnlyList<double> shares)
    {
        var upTo = new double[shares.Count + 1];
        for (var band = 0; band < shares.Count; band++)
        {
            upTo[band + 1] = upTo[band] + shares[band];
        }

        return [.. upTo.Select(sum => 100 * sum / upTo[^1])];
    }

    private static double[] Scaled(double[] upTo, double ratio)
    {
        double[] moved = [0, .. BandLimits.Skip(1).Take(6).Select(edge => At(upTo, edge / ratio)), upTo[7], 100];
        return [.. Enumerable.Range(0, 8).Select(band => moved[band + 1] - moved[band])];
    }

    private static double At(double[] upTo, double absence)
    {
        var band = 0;
        while (absence > BandLimits[band + 1])
        {
            band++;
        }

        return upTo[band] + ((upTo[band + 1] - upTo[band]) * (absence - BandLimits[band]) / (BandLimits[band + 1] - BandLimits[band]));
    }

    /// <summary>
    /// How far pupils are skewed towards the lower limit of their band (0 to 1), so that the mean of all pupils is the given one.
    /// </summary>
    private static double Skew(double[] shares, double mean)
    {
        var even = Mean(shares, 0);
        return Math.Clamp((even - mean) / (even - Mean(shares, 1)), 0, 1);
    }

    private static double Mean(double[] shares, double skew) =>
        shares.Select((share, band) => share / 100 * (BandLimits[band] + (Width(band) * MeanShape(band, skew)))).Sum();

    // The last band is only used up to 95 %, because no pupil is absent all year and still on roll.
    private static double Width(int band) => band == 7 ? 45 : BandLimits[band + 1] - BandLimits[band];

    /// <summary>
    /// A pupil's position within a band (0 to 1). The skew is cubic in the outer bands, where density falls most, and quadratic in the
    /// others.
    /// </summary>
    private static double Shape(int band, double at, double skew) => band is 0 or 7
        ? ((1 - skew) * at) + (skew * at * at * at)
        : ((1 - (0.7 * skew)) * at) + (0.7 * skew * at * at);

    private static double MeanShape(int band, double skew) => band is 0 or 7 ? 0.5 - (skew / 4) : 0.5 - (0.7 * skew / 6);
}
