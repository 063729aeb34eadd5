namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>
/// How the pupils of a phase are spread over rates of absence. The bands are published for 2022/23; they are moved to 2025/26 by scaling
/// every rate by the ratio of the two years' absence, keeping the share of severe absence, which did not fall, and then by letting
/// persistent absence be exactly what is published.
/// </summary>
public sealed class AbsenceDistribution
{
    private readonly double[] _shares;
    private readonly double _lean;

    private AbsenceDistribution(double[] shares, double lean)
    {
        _shares = shares;
        _lean = lean;
    }

    /// <summary>The bands' edges in % absence; the last band, severe absence, has no other limit than 100.</summary>
    public static IReadOnlyList<double> Edges { get; } = [0, 5, 10, 15, 20, 25, 30, 50, 100];

    /// <summary>% of pupils in each band.</summary>
    public IReadOnlyList<double> Shares => _shares;

    /// <summary>The distribution of a phase at the level of 2025/26.</summary>
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

        return new(shares, Lean(shares, figures.Rate(phase, "Absence")));
    }

    /// <summary>The rate of absence in % that the given share (0 to 1) of the pupils stay below.</summary>
    internal double Quantile(double share)
    {
        var left = share * 100;
        var band = 0;
        while (band < _shares.Length - 1 && left >= _shares[band])
        {
            left -= _shares[band++];
        }

        return Edges[band] + (Width(band) * Shape(band, left / _shares[band], _lean));
    }

    /// <summary>The published group of the phase's pupils.</summary>
    internal static string Group(Phase phase) => phase switch
    {
        Phase.Primary => "Primary",
        Phase.Secondary => "Secondary",
        _ => "Special",
    };

    /// <summary>Shares of pupils up to each edge, the whole made 100 in spite of the print's rounding.</summary>
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
        double[] moved = [0, .. Edges.Skip(1).Take(6).Select(edge => At(upTo, edge / ratio)), upTo[7], 100];
        return [.. Enumerable.Range(0, 8).Select(band => moved[band + 1] - moved[band])];
    }

    private static double At(double[] upTo, double absence)
    {
        var band = 0;
        while (absence > Edges[band + 1])
        {
            band++;
        }

        return upTo[band] + ((upTo[band + 1] - upTo[band]) * (absence - Edges[band]) / (Edges[band + 1] - Edges[band]));
    }

    /// <summary>How far the pupils of a band stand towards its lower edge, so that the mean over all of them is the given one.</summary>
    private static double Lean(double[] shares, double mean)
    {
        var even = Mean(shares, 0);
        return Math.Clamp((even - mean) / (even - Mean(shares, 1)), 0, 1);
    }

    private static double Mean(double[] shares, double lean) =>
        shares.Select((share, band) => share / 100 * (Edges[band] + (Width(band) * MeanShape(band, lean)))).Sum();

    // Nobody is away all year and still on roll.
    private static double Width(int band) => band == 7 ? 45 : Edges[band + 1] - Edges[band];

    /// <summary>Where in its band (0 to 1) a pupil stands: cubic in the outer bands, which thin out most, a milder square within.</summary>
    private static double Shape(int band, double at, double lean) => band is 0 or 7
        ? ((1 - lean) * at) + (lean * at * at * at)
        : ((1 - (0.7 * lean)) * at) + (0.7 * lean * at * at);

    private static double MeanShape(int band, double lean) => band is 0 or 7 ? 0.5 - (lean / 4) : 0.5 - (0.7 * lean / 6);
}
