using AttendanceFunctions.Functions.Channels;
using Microsoft.Extensions.Options;

namespace AttendanceFunctions.Tests.Functions.Channels;

public sealed class AllowListTests
{
    [Theory]
    [InlineData(false, "", "+447700900001", false)]
    [InlineData(true, "", "+447700900001", true)]
    [InlineData(false, "+447700900001", "+447700900001", true)]
    [InlineData(false, "+447700900001", "+4477009000019", false)]
    [InlineData(false, "+447700900001", "+447700900002", false)]
    [InlineData(false, "x@example.org; +447700900*", "+447700900002", true)]
    [InlineData(false, "x@example.org; +447700900*", "+447700901002", false)]
    [InlineData(false, "@example.org", "Alex@Example.org", true)]
    [InlineData(false, "@example.org", "alex@sub.example.org", false)]
    [InlineData(false, "@example.org", "alex@example.org.evil.example", false)]
    [InlineData(false, "*", "anybody@example.org", true)]
    [InlineData(false, " ; ;", "anybody@example.org", false)]
    public void An_environment_that_is_not_production_sends_to_its_list_alone(bool production, string list, string recipient, bool allowed) =>
        Assert.Equal(allowed, new AllowList(new OptionsWrapper<SendingOptions>(new() { Production = production, AllowList = list })).Allows(recipient));
}
