using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Tests.Domain.Pupils;

public sealed class MobileNumberTests
{
    [Theory]
    [InlineData("07700900123")]
    [InlineData("07700 900 123")]
    [InlineData(" 07700-900-123 ")]
    [InlineData("07700.900.123")]
    [InlineData("07700\u00A0900123")]
    [InlineData("+447700900123")]
    [InlineData("+44 7700 900123")]
    [InlineData("+44 (0)7700 900123")]
    [InlineData("00447700900123")]
    [InlineData("0044 (0) 7700 900123")]
    [InlineData("(0)7700 900123")]
    [InlineData("447700900123")]
    [InlineData("7700900123")]
    public void A_mobile_number_is_read_however_it_is_written(string text)
    {
        Assert.True(MobileNumber.TryParse(text, out var number));
        Assert.Equal("+447700900123", number.E164);
    }

    [Theory]
    [InlineData("07624 900123", "+447624900123")]
    [InlineData("07924 900123", "+447924900123")]
    public void The_Isle_of_Man_and_other_ranges_are_mobile(string text, string e164)
    {
        Assert.True(MobileNumber.TryParse(text, out var number));
        Assert.Equal(e164, number.E164);
    }

    [Theory]
    [InlineData("01632 960001")]
    [InlineData("+44 1632 960001")]
    [InlineData("020 7946 0001")]
    [InlineData("03069 990001")]
    [InlineData("07000 900123")]
    [InlineData("07600 900123")]
    [InlineData("07623 900123")]
    public void Landlines_personal_numbers_and_pagers_are_no_mobile_numbers(string text) =>
        Assert.False(MobileNumber.TryParse(text, out _));

    [Theory]
    [InlineData("+33 7 00 90 01 23")]
    [InlineData("0033 7 00 90 01 23")]
    [InlineData("+1 202 555 0123")]
    [InlineData("+353 87 900 1234")]
    public void A_foreign_number_is_none(string text) => Assert.False(MobileNumber.TryParse(text, out _));

    [Theory]
    [InlineData("")]
    [InlineData("none")]
    [InlineData("07700 90012")]
    [InlineData("07700 9001234")]
    [InlineData("07700 900123 (mum)")]
    [InlineData("07700 900123 07700 900124")]
    [InlineData("０7700900123")]
    public void Anything_else_is_none(string text) => Assert.False(MobileNumber.TryParse(text, out _));
}
