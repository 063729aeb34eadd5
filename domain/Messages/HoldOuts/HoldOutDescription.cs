namespace AttendanceFunctions.Domain.Messages.HoldOuts;

/// <summary>Describes a comparison to the trust's lead, without statistical terms.</summary>
public static class HoldOutDescription
{
    /// <summary>The effect, in percentage points of attendance, that a trial in 105 secondary schools found (domain 6.1).</summary>
    private const decimal KnownEffect = 0.1m;

    /// <summary>The result of the term, in one sentence.</summary>
    public static string Headline(HoldOutComparison comparison) => comparison switch
    {
        HoldOutComparison.Measured { Verdict: HoldOutVerdict.Helped } =>
            "This term speaks for it: the difference is larger than chance would make it.",
        HoldOutComparison.Measured { Verdict: HoldOutVerdict.DidNotHelp } =>
            "This term speaks against it: the nudged attended less than chance would make them.",
        HoldOutComparison.Measured => "This term does not show it: the difference may be chance, either way.",
        _ => "There are too few pupils to say.",
    };

    /// <summary>The full result, with one or two sentences in each item.</summary>
    public static IReadOnlyList<string> Of(HoldOutComparison comparison) => comparison switch
    {
        HoldOutComparison.Measured measured =>
        [
            Figures(measured),
            Chance(measured.Interval) + Meaning(measured.Verdict),
            Expectation(measured.Interval),
            "Counted as nudged is everybody whose parents were to get a nudge, whether or not a person released it or it arrived; "
                + $"it left for {English.Count(measured.Sums.WrittenTo, "pupil")} of the {English.Number(measured.Sums.Nudged.Pupils)}.",
            .. Missing(measured.Sums),
        ],
        _ =>
        [
            $"To be nudged: {English.Count(comparison.Sums.Nudged.Pupils, "pupil")}. Left out by chance: "
            + $"{English.Count(comparison.Sums.HeldOut.Pupils, "pupil")}. That is too few to say whether nudges help.",
            $"Figures are shown from {HoldOutComparison.SmallestGroup} pupils in each group on.",
            .. Missing(comparison.Sums),
        ],
    };

    /// <summary>A difference as text: "0.9 more", "0.6 fewer", "none".</summary>
    public static string Points(decimal points) => points switch
    {
        0 => "none",
        > 0 => $"{Decimal(points)} more",
        _ => $"{Decimal(-points)} fewer",
    };

    private static string Figures(HoldOutComparison.Measured measured)
    {
        var (nudged, heldOut) = (measured.Sums.Nudged.Pupils, measured.Sums.HeldOut.Pupils);
        var difference = measured.Points == 0 ? "the same" : Named(measured.Points);
        return $"{English.Count(nudged, "pupil")} whose parents were to get a nudge attended {measured.Nudged}% of their sessions from "
            + $"that day to the end of the term; "
            + $"{English.Count(heldOut, "pupil")} who were left out by chance attended {measured.HeldOut}%: {difference}.";
    }

    private static string Chance(PointsInterval interval) =>
        $"With groups of this size chance alone moves such a difference by up to {Named(interval.EitherWay, withDirection: false)} either "
        + $"way: the true one may be anywhere {Range(interval)}. ";

    private static string Range(PointsInterval interval) => (interval.Low, interval.High) switch
    {
        ( >= 0, _) => $"from {Decimal(interval.Low)} to {Decimal(interval.High)} more",
        (_, <= 0) => $"from {Decimal(-interval.High)} to {Decimal(-interval.Low)} fewer",
        _ => $"from {Points(interval.Low)} to {Points(interval.High)}",
    };

    private static string Meaning(HoldOutVerdict verdict) => verdict switch
    {
        HoldOutVerdict.Helped =>
            "So in this term nudges helped, as far as one term can show it: one such range in twenty misses the truth.",
        HoldOutVerdict.DidNotHelp =>
            "So this term speaks against the nudges: please look at what was sent, and to whom, before going on. One such range in twenty "
            + "misses the truth.",
        _ => "So this term does not show whether nudges help.",
    };

    private static string Expectation(PointsInterval interval) =>
        $"A trial in 105 English secondary schools found an effect of about {Decimal(KnownEffect)} points. With groups of this size "
        + (interval.EitherWay < KnownEffect ? "an effect as small as that would stand out from chance."
            : $"only a difference of more than {Decimal(interval.EitherWay)} points stands out from chance, so one term cannot show an "
                + $"effect as small as that.");

    private static IEnumerable<string> Missing(HoldOutSums sums) => sums.Nudged.WithoutSessions + sums.HeldOut.WithoutSessions == 0
        ? []
        :
        [
            "Not counted, because they had no possible session from that day on: "
                + $"{English.Number(sums.Nudged.WithoutSessions)} of the first group and {English.Number(sums.HeldOut.WithoutSessions)} "
                + $"of the second.",
        ];

    private static string Named(decimal points, bool withDirection = true)
    {
        var size = Math.Abs(points);
        var noun = size == 1 ? "percentage point" : "percentage points";
        return withDirection ? $"{Decimal(size)} {noun} {(points > 0 ? "more" : "fewer")}" : $"{Decimal(size)} {noun}";
    }

    private static string Decimal(decimal points) => points.ToString("0.0", CultureInfo.InvariantCulture);
}
