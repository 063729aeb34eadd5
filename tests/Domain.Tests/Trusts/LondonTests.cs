using AttendanceFunctions.Domain.Calendar;

namespace AttendanceFunctions.Tests.Domain.Trusts;

public sealed class LondonTests
{
    [Theory]
    [InlineData("2025-01-15T23:30:00Z", "2025-01-15", "23:30")]
    [InlineData("2025-03-30T00:59:00Z", "2025-03-30", "00:59")]
    [InlineData("2025-03-30T01:00:00Z", "2025-03-30", "02:00")]
    [InlineData("2025-07-15T23:30:00Z", "2025-07-16", "00:30")]
    [InlineData("2025-10-26T00:59:00Z", "2025-10-26", "01:59")]
    [InlineData("2025-10-26T01:00:00Z", "2025-10-26", "01:00")]
    [InlineData("2025-10-26T23:30:00Z", "2025-10-26", "23:30")]
    public void An_instant_has_the_date_and_time_of_the_wall_clock(string instant, string date, string time)
    {
        var at = Instant(instant);

        Assert.Equal((date, time), (London.DateAt(at).ToString("O", null), London.TimeAt(at).ToString("HH:mm", null)));
    }

    [Theory]
    [InlineData("2025-03-28T18:00", "2025-03-28T18:00:00Z")]
    [InlineData("2025-03-31T08:00", "2025-03-31T07:00:00Z")]
    [InlineData("2025-10-24T18:00", "2025-10-24T17:00:00Z")]
    [InlineData("2025-11-03T08:00", "2025-11-03T08:00:00Z")]
    public void A_time_of_the_wall_clock_is_another_instant_on_either_side_of_a_clock_change(string wallClock, string instant) =>
        Assert.Equal(Instant(instant), At(wallClock));

    [Theory]
    [InlineData("2025-03-30T01:30")]
    [InlineData("2026-03-29T01:30")]
    public void A_time_that_the_spring_change_skips_is_read_as_an_hour_later(string wallClock) =>
        Assert.Equal(new TimeOnly(2, 30), London.TimeAt(At(wallClock)));

    [Fact]
    public void A_time_that_the_autumn_change_repeats_is_read_as_the_second_one() =>
        Assert.Equal(Instant("2025-10-26T01:30:00Z"), At("2025-10-26T01:30"));

    [Fact]
    public void Every_hour_of_a_year_leads_back_to_its_wall_clock()
    {
        for (var instant = Instant("2025-01-01T00:00:00Z"); instant < Instant("2026-01-01T00:00:00Z"); instant = instant.AddHours(1))
        {
            var (date, time) = (London.DateAt(instant), London.TimeAt(instant));
            Assert.Equal((date, time), (London.DateAt(London.At(date, time)), London.TimeAt(London.At(date, time))));
        }
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string wallClock)
    {
        var local = DateTime.Parse(wallClock, System.Globalization.CultureInfo.InvariantCulture);
        return London.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
    }
}
