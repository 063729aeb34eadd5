using System.Globalization;
using AttendanceFunctions.Domain.Attendance;

namespace AttendanceFunctions.Tests.Domain.Attendance;

public sealed class RateTests
{
    [Theory]
    [InlineData(20, 200, "90.0", true)]
    [InlineData(38, 380, "90.0", true)]
    [InlineData(37, 380, "90.3", false)]
    [InlineData(20, 201, "90.0", false)]
    [InlineData(19, 191, "90.1", false)]
    [InlineData(2, 20, "90.0", true)]
    [InlineData(1, 20, "95.0", false)]
    [InlineData(0, 1, "100.0", false)]
    public void Persistent_absence_is_a_tenth_or_more_missed_whatever_the_rate_prints(
        int missed, int possible, string printed, bool persistent)
    {
        var rate = Rate.Of(possible - missed, possible);

        Assert.Equal(printed, rate.ToString());
        Assert.Equal(persistent, rate.IsPersistentAbsence);
    }

    [Theory]
    [InlineData(100, 200, "50.0", true)]
    [InlineData(99, 200, "50.5", false)]
    [InlineData(1000, 2001, "50.0", false)]
    [InlineData(1, 2, "50.0", true)]
    [InlineData(1, 1, "0.0", true)]
    public void Severe_absence_is_a_half_or_more_missed(int missed, int possible, string printed, bool severe)
    {
        var rate = Rate.Of(possible - missed, possible);

        Assert.Equal(printed, rate.ToString());
        Assert.Equal(severe, rate.IsSevereAbsence);
    }

    [Fact]
    public void Without_possible_sessions_there_is_no_rate() => Assert.False(Rate.TryOf(A.Tally(0, 0), out _));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 2)]
    [InlineData(3, 2)]
    public void What_is_no_share_of_sessions_is_no_rate(int attended, int possible) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Rate.Of(attended, possible));

    [Theory]
    [InlineData(1, 8, "12.5")]
    [InlineData(1, 16, "6.3")]
    [InlineData(1811, 2000, "90.6")]
    [InlineData(1, 3, "33.3")]
    [InlineData(2, 3, "66.7")]
    [InlineData(1999, 2000, "100.0")]
    public void A_rate_prints_with_one_decimal_and_halves_go_up(int attended, int possible, string printed) =>
        Assert.Equal(printed, Rate.Of(attended, possible).ToString());

    [Fact]
    public void A_rate_prints_what_decimal_rounding_away_from_zero_prints() =>
        Some.Rate.Always(rate =>
        {
            var rounded = Math.Round(100m * rate.Attended / rate.Possible, 1, MidpointRounding.AwayFromZero);
            return rate.ToString() == rounded.ToString("0.0", CultureInfo.InvariantCulture);
        });

    [Theory]
    [InlineData(90, 100, 90, true, false)]
    [InlineData(181, 201, 90, false, false)]
    [InlineData(9001, 10000, 90, false, false)]
    [InlineData(8999, 10000, 90, true, true)]
    [InlineData(9295, 10000, 92.95, true, false)]
    [InlineData(9294, 10000, 92.95, true, true)]
    [InlineData(0, 7, 0, true, false)]
    [InlineData(7, 7, 100, true, false)]
    public void A_rate_is_compared_exactly(int attended, int possible, decimal threshold, bool atOrBelow, bool below)
    {
        var rate = Rate.Of(attended, possible);

        Assert.Equal(atOrBelow, rate.IsAtOrBelow(Percentage.Of(threshold)));
        Assert.Equal(below, rate.IsBelow(Percentage.Of(threshold)));
    }

    [Fact]
    public void Comparing_is_exact_for_large_schools_too()
    {
        var million = Rate.Of(900_000_001, 1_000_000_000);

        Assert.False(million.IsAtOrBelow(Percentage.Of(90)));
        Assert.Equal("90.0", million.ToString());
    }

    [Fact]
    public void Persistent_absence_is_attendance_of_90_percent_or_less_and_severe_of_50() =>
        Some.Rate.Always(rate =>
            rate.IsPersistentAbsence == rate.IsAtOrBelow(Percentage.Of(90)) && rate.IsSevereAbsence == rate.IsAtOrBelow(Percentage.Of(50)));
}
