using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Mornings;
using AttendanceFunctions.Tests.Functions.Support;
using Azure.Data.Tables;

namespace AttendanceFunctions.Tests.Functions.Messages;

/// <summary>
/// Within a school a number under two parents who are not one household is held, for every kind of message, until somebody clears it
/// (domain 0.21).
/// </summary>
public sealed class HeldAddressTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<MessageKind, Channel> Kinds => new()
    {
        { MessageKind.Stage, Channel.Text },
        { MessageKind.Stage, Channel.Email },
        { MessageKind.Improvement, Channel.Text },
        { MessageKind.Improvement, Channel.Email },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Nothing_is_sent_to_a_number_or_address_of_two_households_and_the_row_waits(MessageKind kind, Channel channel)
    {
        var row = Family.Planned("A1", channel: channel, rule: kind);
        await using var trust = await TrustAsync(Shared(channel));
        await trust.PutAsync(row);

        await trust.ReleaseAsync("2025-09-29 08:00");

        Assert.Empty(trust.Sent.Offered);
        Assert.Equal(row, (await trust.RowAsync(row.Place)).Value);
    }

    [Theory]
    [InlineData(Channel.Text)]
    [InlineData(Channel.Email)]
    public async Task What_was_held_leaves_once_a_person_clears_it_each_family_in_a_message_of_its_own(Channel channel)
    {
        Nudge[] rows = [Family.Planned("A1", channel: channel), Family.Planned("A2", channel: channel)];
        await using var trust = await TrustAsync(Shared(channel));
        await trust.RunAsync("2025-09-26");
        await trust.PutAsync(rows);
        await trust.ReleaseAsync("2025-09-29 08:00");

        await ClearAsync(trust, "2025-09-26.csv");
        await trust.ReleaseAsync("2025-09-29 08:15");

        Assert.Equal(2, trust.Sent.Offered.Count);
        Assert.DoesNotContain(trust.Sent.Offered, message => Says(message.Plain, "Zoe") && Says(message.Plain, "Tom"));
        Assert.All(rows, row => Assert.Equal(NudgeState.Accepted, trust.StateAsync(row).GetAwaiter().GetResult()));
    }

    [Fact]
    public async Task The_worklist_has_one_row_for_a_held_number_with_every_pupil_and_what_to_do()
    {
        await using var trust = await TrustAsync(Shared(Channel.Text));
        await trust.PutAsync(
            Family.Planned("A1") with { PlannedOn = Family.Monday.AddDays(-4) },
            Family.Planned("A2") with { PlannedOn = Family.Monday.AddDays(-4) });

        await trust.RunAsync("2025-09-26");

        var row = Assert.Single(await WorklistAsync(trust), row => row["Kind"] == "shared");
        Assert.Equal(("A1", "clear"), (row["UPN"], row["Allowed"]));
        Assert.Contains(
            "Alex Sample (contact 1 of Zoe Sample, UPN A1); Sam Other (contact 1 of Tom Sample, UPN A2)", row["What"],
            StringComparison.Ordinal);
        Assert.Contains("2 messages wait for it", row["What"], StringComparison.Ordinal);
        Assert.DoesNotContain("7700", row["What"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cleared_number_asks_again_when_a_further_name_has_it_and_not_when_one_name_less_has()
    {
        await using var trust = await TrustAsync(Shared(Channel.Text));
        await trust.RunAsync("2025-09-26");
        await ClearAsync(trust, "2025-09-26.csv");
        await trust.PutAsync(Family.Planned("A1"));
        await trust.EnrolAsync([.. Shared(Channel.Text), Family.Child("A3", "Una", Family.Parent(name: "Third Person"))]);

        await trust.ReleaseAsync("2025-09-29 08:00");
        Assert.Empty(trust.Sent.Offered);
        await trust.EnrolAsync(Family.Child("A1"));
        await trust.ReleaseAsync("2025-09-29 08:15");

        Assert.Single(trust.Sent.Offered);
    }

    [Fact]
    public async Task The_clearance_says_who_and_when_and_nothing_about_the_number_or_the_names()
    {
        await using var trust = await TrustAsync(Shared(Channel.Text));
        await trust.RunAsync("2025-09-26");

        await ClearAsync(trust, "2025-09-26.csv");
        await trust.TickReleaseAsync("2025-09-29 08:00");

        var row = Assert.Single(await trust.TrustStorage.Table(Tables.ClearedAddresses)
            .QueryAsync<TableEntity>(cancellationToken: Token).ToListAsync(Token));
        Assert.Equal(("141234", "J. Hill", "2025-09-29"), (row.PartitionKey, row.GetString("By"), row.GetString("On")));
        Assert.Matches("^[0-9a-f]{32}$", row.RowKey);
    }

    [Theory]
    [InlineData("release", "A1", "cannot be decided about a number")]
    [InlineData("clear", "A3", "no longer has this number")]
    public async Task A_decision_that_clears_nothing_comes_back_with_its_reason(string decision, string upn, string reason)
    {
        await using var trust = await TrustAsync(
            [.. Shared(Channel.Text), Family.Child("A3", "Una", Family.Parent(mobile: "07700 900003"))]);
        await trust.RunAsync("2025-09-26");
        var key = Assert.Single(await WorklistAsync(trust), row => row["Kind"] == "shared")["Key"];
        await trust.PutAsync(
            Containers.Decisions, "141234/clear.csv",
            $"School,UPN,Kind,Key,Decision,By\r\n141234,{upn},shared,{key},{decision},J. Hill\r\n");

        await trust.TickReleaseAsync("2025-09-29 08:00");

        Assert.Contains(reason, await trust.GetAsync(Containers.Rejected, "141234/decisions-clear.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_day_text_to_a_held_number_is_in_the_mornings_list_at_once_and_leaves_when_it_is_cleared()
    {
        await using var trust = await TrustAsync(Shared(Channel.Text));
        await trust.PutMorningAsync("1.csv", "A1 N", "A2 /");

        await trust.MorningAsync("09:30");

        Assert.Empty(trust.Sent.Offered);
        var list = await trust.MorningListAsync();
        var call = Assert.Single(list, row => row["Kind"] == "absence");
        Assert.Contains("Call: A text to Alex Sample does not go", call["What"], StringComparison.Ordinal);
        Assert.Contains("Call the family now", call["Actions"], StringComparison.Ordinal);
        Assert.Single(list, row => row["Kind"] == "shared");
        Assert.Equal(NudgeState.Planned, Assert.Single(await trust.TextsAsync()).State);

        await ClearAsync(trust, $"{AMorning.Day}-morning.csv");
        await trust.TickReleaseAsync($"{AMorning.Day} 09:45");
        await trust.MorningAsync("09:50");

        Assert.Equal("+447700900001", Assert.Single(trust.Sent.Offered).To);
        Assert.DoesNotContain(await trust.MorningListAsync(), row => row["Kind"] == "shared");
    }

    private static Pupil[] Shared(Channel channel)
    {
        var (mobile, email) = channel == Channel.Text ? ("07700 900001", "") : ("", "home@example.org");
        return
        [
            Family.Child("A1", "Zoe", Family.Parent(1, "Alex Sample", mobile, email)),
            Family.Child("A2", "Tom", Family.Parent(1, "Sam Other", mobile, email)),
        ];
    }

    private static bool Says(string text, string name) => text.Contains(name, StringComparison.Ordinal);

    private static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> WorklistAsync(TestTrust trust) =>
        Sheet.Read(await trust.GetAsync(Containers.Worklists, "141234/2025-09-26.csv"));

    /// <summary>Clears the one held number or address of a list, as a person does.</summary>
    private static async Task ClearAsync(TestTrust trust, string name)
    {
        var list = await trust.GetAsync(Containers.Worklists, $"141234/{name}");
        var key = Assert.Single(Sheet.Read(list), row => row["Kind"] == "shared")["Key"];
        await trust.PutAsync(
            Containers.Decisions, $"141234/cleared-{name}", Sheet.Fill(list, key, ("Decision", "clear"), ("By", "J. Hill")));
    }

    private async Task<TestTrust> TrustAsync(Pupil[] pupils)
    {
        var trust = await TestTrust.CreateAsync(azurite, AMorning.Settings);
        await trust.EnrolAsync(pupils);
        return trust;
    }
}
