using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Messages;

/// <summary>What died half-way is put right by the next tick, and what may have been sent is never sent again (domain 0.10).</summary>
public sealed class NudgeSweepTests(AzuriteFixture azurite)
{
    private static readonly Nudge Zoe = Family.Planned("A1");
    private static readonly Nudge Tom = Family.Planned("A2");

    [Fact]
    public async Task A_day_that_passed_expires_what_was_not_released_in_time()
    {
        var yesterday = Zoe with { LastDay = Family.Monday.AddDays(-3) };
        await using var trust = await TrustAsync(
            [yesterday, Tom.Stored(isReleased: false) with { LastDay = Family.Monday }], Family.Child("A1"), Family.Child("A2", "Tom"));

        await trust.ReleaseAsync("2025-09-29 17:55");
        Assert.Equal([NudgeState.Expired, NudgeState.Planned], [await trust.StateAsync(Zoe), await trust.StateAsync(Tom)]);
        await trust.ReleaseAsync("2025-09-30 08:00");

        Assert.Equal(NudgeState.Expired, await trust.StateAsync(Tom));
        Assert.Empty(trust.Sent.Offered);
    }

    [Fact]
    public async Task What_stood_open_in_July_is_closed_in_September()
    {
        var july = Zoe.Stored(lead: Zoe.Place with { Year = new(2024) }) with
        {
            LastDay = new(2025, 7, 22),
            Place = Zoe.Place with { Year = new(2024) }
        };
        var claimed = Tom.Stored(state: NudgeState.Claimed, movedAt: Family.At("17:59").AddDays(-69)) with
        {
            LastDay = july.LastDay,
            Place = Tom.Place with { Year = new(2024) }
        };
        await using var trust = await TrustAsync([july, claimed], Family.Child("A1"), Family.Child("A2", "Tom"));

        await trust.ReleaseAsync("2025-09-29 08:00");

        Assert.Equal([NudgeState.Expired, NudgeState.Unknown], [await trust.StateAsync(july), await trust.StateAsync(claimed)]);
    }

    [Fact]
    public async Task A_claim_becomes_unknown_after_a_quarter_of_an_hour_with_its_travellers_and_is_never_sent_again()
    {
        var lead = Zoe.Stored(
            state: NudgeState.Claimed,
            queuedAt: Family.At("08:00"),
            movedAt: Family.At("08:00"),
            owner: Guid.NewGuid(),
            bundled: new([Tom.Place]));
        await using var trust = await TrustAsync(
            [lead, Tom.Stored(state: NudgeState.Joined, lead: lead.Place)], Family.Child("A1"), Family.Child("A2", "Tom"));

        await trust.ReleaseAsync("2025-09-29 08:14");
        Assert.Equal(NudgeState.Claimed, await trust.StateAsync(lead));
        for (var hour = 9; hour < 18; hour++)
        {
            await trust.ReleaseAsync($"2025-09-29 {hour:00}:00");
        }

        await trust.ReleaseAsync("2025-09-30 08:00");
        Assert.Empty(trust.Sent.Offered);
        Assert.All(await trust.LedgerAsync(), row => Assert.Equal(NudgeState.Unknown, row.State));
    }

    [Fact]
    public async Task A_traveller_waits_for_a_lead_that_is_on_its_way_past_its_last_day()
    {
        var lead = Zoe.Stored(state: NudgeState.Claimed, movedAt: Family.At("17:59"), bundled: new([Tom.Place])) with
        { LastDay = Family.Monday };
        var bundled = Tom.Stored(state: NudgeState.Joined, lead: lead.Place) with { LastDay = Family.Monday };
        await using var trust = await TrustAsync([lead, bundled], Family.Child("A1"), Family.Child("A2", "Tom"));

        await trust.ReleaseAsync("2025-09-30 08:00");
        await trust.ReleaseAsync("2025-09-30 08:05");

        Assert.Equal([NudgeState.Unknown, NudgeState.Unknown], [await trust.StateAsync(lead), await trust.StateAsync(bundled)]);
    }

    [Fact]
    public async Task A_message_that_left_without_a_row_that_once_joined_it_says_nothing_about_that_row()
    {
        var lead = Zoe.Stored(state: NudgeState.Accepted, movedAt: Family.At("08:00"));
        await using var trust = await TrustAsync(
            [lead, Tom.Stored(state: NudgeState.Joined, lead: lead.Place)],
            Family.Child("A1"), Family.Child("A2", "Tom", Family.Parent(name: "Sam Other", mobile: "07700 900002")));

        await trust.ReleaseAsync("2025-09-29 08:15");

        Assert.Equal("+447700900002", Assert.Single(trust.Sent.Offered).To);
        Assert.Equal(NudgeState.Accepted, await trust.StateAsync(Tom));
    }

    [Fact]
    public async Task A_release_that_died_between_joining_and_queueing_is_taken_up_by_the_next_tick()
    {
        var (lead, joins) = Zoe.Place.Key.CompareTo(Tom.Place.Key) < 0 ? (Zoe, Tom) : (Tom, Zoe);
        await using var trust = await TrustAsync(
            [lead, joins.Stored(state: NudgeState.Joined, lead: lead.Place)], Family.Child("A1"), Family.Child("A2", "Tom"));

        await trust.ReleaseAsync("2025-09-29 08:05");

        Assert.Contains(
            "Tom has missed 1 day of school (5 hours of learning) and Zoe",
            Assert.Single(trust.Sent.Offered).Plain,
            StringComparison.Ordinal);
        Assert.All(await trust.LedgerAsync(), row => Assert.Equal(NudgeState.Accepted, row.State));
    }

    [Fact]
    public async Task A_release_that_died_after_marking_is_healed_when_the_message_seems_lost()
    {
        await using var trust = await TrustAsync([Zoe.Stored(queuedAt: Family.At("08:00"))], Family.Child("A1"));

        await trust.ReleaseAsync("2025-09-29 08:25");
        Assert.Empty(trust.Sent.Offered);
        await trust.ReleaseAsync("2025-09-29 08:30");

        Assert.Single(trust.Sent.Offered);
    }

    private async Task<TestTrust> TrustAsync(Nudge[] rows, params Pupil[] pupils)
    {
        var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        await trust.EnrolAsync(pupils);
        await trust.PutAsync(rows);
        return trust;
    }
}
