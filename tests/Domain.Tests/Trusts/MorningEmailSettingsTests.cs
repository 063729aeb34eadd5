using System.Text.Json.Nodes;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;
using static AttendanceFunctions.Tests.Domain.Trusts.ExampleTrust;

namespace AttendanceFunctions.Tests.Domain.Trusts;

/// <summary>Who gets a school's email of the morning.</summary>
public sealed class MorningEmailSettingsTests
{
    [Fact]
    public void A_school_lists_its_office_and_its_lead()
    {
        var read = Assert.IsType<Checked<Trust>.Valid>(Read(With("office@school.example", "Lead@School.example")));

        Assert.Equal(
            ["office@school.example", "lead@school.example"], read.Value.Schools[0].MorningEmail.Select(address => address.Address));
    }

    [Fact]
    public void Without_the_setting_nobody_gets_one() =>
        Assert.Empty(Assert.IsType<Checked<Trust>.Valid>(Read(json => School(json).Remove("morningEmail"))).Value.Schools[0].MorningEmail);

    [Theory]
    [InlineData("office")]
    [InlineData("one@school.example, two@school.example")]
    public void An_entry_that_is_no_address_is_a_fault(string entry) => Assert.Contains(
        "which is not an email address", OnlyFault("$.schools[0].morningEmail", With(entry)).Sentence, StringComparison.Ordinal);

    [Fact]
    public void A_blank_entry_is_a_fault() => Assert.Contains(
        "must be a text", OnlyFault("$.schools[0].morningEmail[0]", With("")).Sentence, StringComparison.Ordinal);

    [Fact]
    public void An_address_twice_and_more_than_ten_are_faults()
    {
        var many = Enumerable.Range(0, 11).Select(one => $"office{one}@school.example").ToArray();

        Assert.Contains(
            "more than once", OnlyFault("$.schools[0].morningEmail", With("office@school.example", "Office@school.example")).Sentence,
            StringComparison.Ordinal);
        Assert.Contains(
            "has more than 10 addresses",
            OnlyFault("$.schools[0].morningEmail", With(many)).Sentence, StringComparison.Ordinal);
        Assert.IsType<Checked<Trust>.Valid>(Read(With(many[..10])));
    }

    private static Action<JsonObject> With(params string[] addresses) =>
        json => School(json)["morningEmail"] = new JsonArray([.. addresses.Select(address => (JsonNode)address)]);
}
