using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Tests.Domain.Registers;

public sealed class UpnTests
{
    [Theory]
    [InlineData("A123456789012", "A123456789012")]
    [InlineData(" a123456789012 ", "A123456789012")]
    [InlineData("T20114100123B", "T20114100123B")]
    [InlineData("TEMP0000001", "TEMP0000001")]
    public void Permanent_temporary_and_transfer_numbers_are_read_in_capitals(string text, string upn) =>
        Assert.Equal(upn, Upn.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("A123 456")]
    [InlineData("A123;456")]
    [InlineData("Á123456789012")]
    [InlineData("A12345678901234567890123456789012")]
    public void Anything_else_is_no_number(string text)
    {
        Assert.False(Upn.TryParse(text, out _));
        Assert.Throws<FormatException>(() => Upn.Parse(text));
    }
}
