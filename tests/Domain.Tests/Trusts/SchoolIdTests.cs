using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Trusts;

public sealed class SchoolIdTests
{
    [Theory]
    [InlineData("141234")]
    [InlineData("riverside-primary")]
    [InlineData("12345678901234567890123456789012")]
    public void A_URN_or_another_short_id_is_read(string text) => Assert.Equal(text, SchoolId.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData(" 141234")]
    [InlineData("14/1234")]
    [InlineData("141_234")]
    [InlineData("école")]
    [InlineData("123456789012345678901234567890123")]
    public void What_cannot_stand_in_a_folder_or_a_key_is_refused(string text)
    {
        Assert.False(SchoolId.TryParse(text, out _));
        Assert.Throws<FormatException>(() => SchoolId.Parse(text));
    }

    [Fact]
    public void Ids_are_in_ordinal_order() => Assert.True(SchoolId.Parse("141234").CompareTo(SchoolId.Parse("141235")) < 0);
}
