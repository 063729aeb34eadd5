using AttendanceFunctions.Domain.Attendance;

namespace AttendanceFunctions.Tests.Domain.Attendance;

public sealed class PercentageTests
{
    [Theory]
    [InlineData(0, 0, "0%")]
    [InlineData(90, 9000, "90%")]
    [InlineData(92.5, 9250, "92.5%")]
    [InlineData(92.95, 9295, "92.95%")]
    [InlineData(100, 10000, "100%")]
    public void A_percentage_is_exact_to_two_decimals(decimal percent, int hundredths, string printed)
    {
        Assert.Equal(hundredths, Percentage.Of(percent).Hundredths);
        Assert.Equal(printed, Percentage.Of(percent).ToString());
    }

    [Theory]
    [InlineData("-0.01")]
    [InlineData("100.01")]
    [InlineData("92.955")]
    [InlineData("79228162514264337593543950335")]
    public void Anything_else_is_no_percentage(string text)
    {
        var percent = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

        Assert.False(Percentage.TryOf(percent, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => Percentage.Of(percent));
    }
}
