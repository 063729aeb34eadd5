using AttendanceFunctions.Domain.Attendance;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Attendance;

public sealed class RateGapTests
{
    [Theory]
    [InlineData(95, 100, 93, 100, "+2.0")]
    [InlineData(93, 100, 95, 100, "-2.0")]
    [InlineData(19, 20, 38, 40, "0.0")]
    [InlineData(100, 100, 0, 380, "+100.0")]
    public void A_gap_is_told_in_points_with_its_sign(int attended, int possible, int otherAttended, int otherPossible, string text) =>
        Assert.Equal(text, Gap(attended, possible, otherAttended, otherPossible).ToString());

    [Theory]
    [InlineData(1955, 2000, 1954, 2000, "+0.1")]
    [InlineData(1954, 2000, 1955, 2000, "-0.1")]
    [InlineData(19549, 20000, 19540, 20000, "0.0")]
    [InlineData(19540, 20000, 19549, 20000, "0.0")]
    public void Exactly_half_a_tenth_is_rounded_away_from_zero_and_less_is_not(
        int attended, int possible, int otherAttended, int otherPossible, string text) =>
        Assert.Equal(text, Gap(attended, possible, otherAttended, otherPossible).ToString());

    [Fact]
    public void A_gap_is_rounded_once_and_not_from_two_printed_rates()
    {
        // 90.05% prints 90.1 and 89.94% prints 89.9; between them lie 0.11 points.
        var gap = new RateGap(Rate.Of(1801, 2000), Rate.Of(8994, 10_000));

        Assert.Equal(("90.1", "89.9", "+0.1"), (gap.Rate.ToString(), gap.Other.ToString(), gap.ToString()));
        Assert.Equal(0.1m, gap.Points);
    }

    [Fact]
    public void Turned_round_a_gap_is_the_same_with_the_other_sign() =>
        Some.Rate.Zip(Some.Rate).Always(rates =>
            new RateGap(rates.Item1, rates.Item2).Points == -new RateGap(rates.Item2, rates.Item1).Points);

    [Fact]
    public void A_gap_is_the_difference_of_the_rates_to_the_nearest_tenth() =>
        Some.Rate.Zip(Some.Rate).Always(rates =>
            new RateGap(rates.Item1, rates.Item2).Points
                == Math.Round(Percent(rates.Item1) - Percent(rates.Item2), 1, MidpointRounding.AwayFromZero));

    [Fact]
    public void A_gap_of_two_whole_trusts_is_still_exact() =>
        Assert.Equal("+50.0", Gap(20_000_000, 20_000_000, 10_000_000, 20_000_000).ToString());

    private static decimal Percent(Rate rate) => Math.Round(100m * rate.Attended / rate.Possible, 20);

    private static RateGap Gap(int attended, int possible, int otherAttended, int otherPossible) =>
        new(Rate.Of(attended, possible), Rate.Of(otherAttended, otherPossible));
}
