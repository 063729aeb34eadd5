using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Tests.Domain.Pupils;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("parent@example.org", "parent@example.org")]
    [InlineData(" Parent.One+School@Example.ORG ", "parent.one+school@example.org")]
    [InlineData("o'neil@mail.example.org", "o'neil@mail.example.org")]
    public void An_address_is_read_in_small_letters(string text, string address)
    {
        Assert.True(EmailAddress.TryParse(text, out var email));
        Assert.Equal(address, email.Address);
    }

    [Theory]
    [InlineData("")]
    [InlineData("parent")]
    [InlineData("@example.org")]
    [InlineData("parent@")]
    [InlineData("parent@example")]
    [InlineData("parent@.org")]
    [InlineData("parent@example.")]
    [InlineData("parent@@example.org")]
    [InlineData("a@example.org, b@example.org")]
    [InlineData("a@example.org;b@example.org")]
    [InlineData("Parent <parent@example.org>")]
    [InlineData("parent one@example.org")]
    [InlineData("parent@example.org\r\nBcc: other@example.org")]
    public void Anything_else_is_no_address(string text) => Assert.False(EmailAddress.TryParse(text, out _));

    [Fact]
    public void An_address_is_no_longer_than_mail_allows()
    {
        Assert.True(EmailAddress.TryParse(new string('a', 242) + "@example.org", out _));
        Assert.False(EmailAddress.TryParse(new string('a', 243) + "@example.org", out _));
    }
}
