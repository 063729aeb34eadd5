using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Messages.Contacts;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Worklists;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Nights;

/// <summary>A policy that asks for two parents and a third person has a row a term about who cannot be reached (D2 section 6).</summary>
public sealed class ContactNightTests(AzuriteFixture azurite)
{
    /// <summary>Is asked on the second school day of a term.</summary>
    private const string Child = "F3";

    private const string Asked = "2025-09-02";

    private const string BothParents = "Alex Sample,yes,07700 900001,,Pat Sample,yes,07700 900002,";

    private const string Dead = "+447700900002";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_missing_is_one_row_that_is_not_urgent_and_goes_when_the_roster_has_it()
    {
        await using var trust = await StartAsync("millbrook");
        await trust.PutAsync(Containers.Rosters, Registers.Roster, RosterWith("Alex Sample,yes,07700 900001,,,,,"));
        await trust.NightAsync("2025-09-01");
        Assert.DoesNotContain(await trust.WorklistAsync("2025-09-01"), IsAboutContacts);

        await trust.NightAsync(Asked);

        var row = Assert.Single(await trust.WorklistAsync(Asked), row => row["UPN"] == Child);
        Assert.Equal(
            "The policy asks for 2 parents and 3 people in all; 1 parent and 1 person in all can be reached.", row["Why"]);
        Assert.StartsWith("Ask the family for both parents' and a third emergency contact", row["What"], StringComparison.Ordinal);
        Assert.Equal(OpenSection.Later, await SectionAsync(trust, "2025-09-03"));

        await trust.PutAsync(
            Containers.Rosters, Registers.Roster,
            RosterWith("Alex Sample,yes,07700 900001,,Pat Sample,yes,07700 900002,", "Jo Else,no,01632 960001,"));
        await trust.NightAsync("2025-09-03");
        Assert.DoesNotContain(await trust.WorklistAsync("2025-09-03"), IsAboutContacts);
    }

    [Fact]
    public async Task A_number_that_cannot_be_used_is_said_in_that_row_and_not_in_a_second_one()
    {
        await using var trust = await StartAsync("millbrook");
        await trust.PutAsync(Containers.Rosters, Registers.Roster, RosterWith(BothParents));
        await trust.NightAsync("2025-09-01");
        await MarkAsync(trust);

        await trust.NightAsync(Asked);

        var row = Assert.Single(await trust.WorklistAsync(Asked), row => row["UPN"] == Child);
        Assert.EndsWith("The mobile number of contact 2 cannot be used.", row["Why"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_policy_has_no_such_row_and_says_which_number_cannot_be_used()
    {
        await using var trust = await StartAsync("odbst");
        await trust.PutAsync(Containers.Rosters, Registers.Roster, RosterWith(BothParents));
        await trust.NightAsync("2025-09-01");
        await MarkAsync(trust);

        await trust.NightAsync(Asked);

        Assert.Equal(WorklistKinds.Contact, Assert.Single(await trust.WorklistAsync(Asked), row => row["UPN"] == Child)["Kind"]);
    }

    private static bool IsAboutContacts(IReadOnlyDictionary<string, string> row) =>
        row["Kind"] == WorklistKinds.Case && row["What"].Contains("emergency contact", StringComparison.Ordinal);

    private static Task MarkAsync(TestTrust trust) => trust.Get<UnusableAddressTable>().MarkAsync(
        TestTrust.School, new(AddressKey.Of(TestSecret.Value, new(Channel.Text, Dead)), Channel.Text, new(2025, 9, 1), "it does not exist"),
        Token);

    private static async Task<OpenSection> SectionAsync(TestTrust trust, string today)
    {
        var open = await trust.Get<OpenRowTable>().FindAsync(TestTrust.School, Upn.Parse(Child), Token);
        return OpenBlock.Of(open, Casework.Date(today), keyOf: null)!.Section;
    }

    private async Task<TestTrust> StartAsync(string policy) =>
        await TestTrust.CreateAsync(azurite, Sample.Settings(policy, extra: "\"minimumCoverage\": 0,"));

    /// <param name="two">The first two contacts: name, parental responsibility, mobile number and email address of each.</param>
    private static string RosterWith(string two, string third = ",,,") =>
        $"{Sample.RosterHeader},Contact3Name,Contact3ParentalResponsibility,Contact3Mobile,Contact3Email\n"
        + $"{Child},Zoe,Sample,4,4A,,,,,{two},{third}\n";
}
