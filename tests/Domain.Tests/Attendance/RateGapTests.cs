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
    [InlineData(19550, 20000, 19549, 20000, "+0.1")]
    public void A_gap_is_told_as_far_as_the_printed_rates_tell_it(
        int attended, int possible, int otherAttended, int otherPossible, string text) =>
        Assert.Equal(text, Gap(attended, possible, otherAttended, otherPossible).ToString());

    [Fact]
    public void Whoever_subtracts_the_printed_rates_gets_the_printed_gap()
    {
        // 90.05% prints 90.1 and 89.94% prints 89.9; between them lie 0.11 points, which alone would print 0.1.
        var gap = new RateGap(Rate.Of(1801, 2000), Rate.Of(8994, 10_000));

        Assert.Equal(("90.1", "89.9", "+0.2"), (gap.Rate.ToString(), gap.Other.ToString(), gap.ToString()));
        Assert.Equal(0.2m, gap.Points);
    }

    [Fact]
    public void Turned_round_a_gap_is_the_same_with_the_other_sign() =>
        Some.Rate.Zip(Some.Rate).Always(rates =>
            new RateGap(rates.Item1, rates.Item2).Points == -new RateGap(rates.Item2, rates.Item1).Points);

    [Fact]
    public void A_gap_is_the_difference_of_the_printed_rates() =>
        Some.Rate.Zip(Some.Rate).Always(rates =>
            new RateGap(rates.Item1, rates.Item2).Points == Printed(rates.Item1) - Printed(rates.Item2));

    [Fact]
    public void A_gap_of_two_whole_trusts_is_still_exact() =>
        Assert.Equal("+50.0", Gap(20_000_000, 20_000_000, 10_000_000, 20_000_000).ToString());

    private static decimal Printed(Rate rate) => decimal.Parse(rate.ToString(), System.Globalization.CultureInfo.InvariantCulture);

    private static RateGap Gap(int attended, int possible, int otherAttended, int otherPossible) =>
        new(Rate.Of(attended, possible), Rate.Of(otherAttended, otherPossible));
}
