using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Messages;

/// <summary>One message per parent and day, and none that should not leave any more (domain 0.9).</summary>
public sealed class NudgeReleaseTests(AzuriteFixture azurite)
{
    private static readonly Nudge Zoe = Family.Planned("A1");
    private static readonly Nudge Tom = Family.Planned("A2");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Siblings_travel_in_one_message()
    {
        await using var trust = await TrustAsync([Zoe, Tom], Family.Child("A1"), Family.Child("A2", "Tom"));

        await trust.ReleaseAsync("2025-09-29 08:00");

        var text = Assert.Single(trust.Sent.Offered);
        Assert.Contains("Tom has missed 1 day", text.Plain, StringComparison.Ordinal);
        Assert.Contains("Zoe has missed 1 day", text.Plain, StringComparison.Ordinal);
        Assert.All(await trust.LedgerAsync(), row => Assert.Equal((NudgeState.Accepted, "id-1"), (row.State, row.ProviderId)));
    }

    [Fact]
    public async Task Siblings_at_two_schools_travel_in_one_message_with_both_telephones()
    {
        var other = Family.Planned("B1", Family.OtherSchool);
        await using var trust = await TrustAsync([Zoe, other], Family.Child("A1"));
        await trust.EnrolAsync(Family.OtherSchool, Family.Child("B1", "Una"));

        await trust.ReleaseAsync("2025-09-29 08:00");

        var text = Assert.Single(trust.Sent.Offered).Plain;
        Assert.Contains("Riverside Primary School on 01632 960001", text, StringComparison.Ordinal);
        Assert.Contains("Hill School on 01632 960001", text, StringComparison.Ordinal);
        Assert.Equal([NudgeState.Accepted, NudgeState.Accepted], [await trust.StateAsync(Zoe), await trust.StateAsync(other)]);
    }

    [Fact]
    public async Task A_name_links_nothing_so_a_parent_with_a_number_for_one_child_and_only_an_email_for_another_gets_one_message_at_each()
    {
        var una = Family.Planned("A2", channel: Channel.Email);
        await using var trust = await TrustAsync(
            [Zoe, una],
            Family.Child("A1", "Zoe", Family.Parent(1, "Alex Sample", "07700 900001", "alex@example.org")),
            Family.Child("A2", "Una", Family.Parent(1, "Alex Sample", "", "alex@example.org")));

        await trust.ReleaseAsync("2025-09-29 08:00");

        Assert.Equal(["+447700900001", "alex@example.org"], trust.Sent.Offered.Select(message => message.To).Order(StringComparer.Ordinal));
        Assert.All(await trust.LedgerAsync(), row => Assert.Equal((NudgeState.Accepted, row.Place), (row.State, row.Lead)));
    }

    [Fact]
    public async Task Two_parents_who_share_an_email_address_and_have_numbers_of_their_own_get_one_text_each()
    {
        var second = Family.Planned("A1", slot: 2);
        await using var trust = await TrustAsync(
            [Zoe, second],
            Family.Child(
                "A1",
                "Zoe",
                Family.Parent(1, "Alex Sample", "07700 900001", "home@example.org"),
                Family.Parent(2, "Sam Other", "07700 900002", "home@example.org")));

        await trust.ReleaseAsync("2025-09-29 08:00");

        Assert.Equal(["+447700900001", "+447700900002"], trust.Sent.Offered.Select(message => message.To).Order());
    }

    [Fact]
    public async Task Two_parents_get_one_message_each()
    {
        var second = Family.Planned("A1", channel: Channel.Email, slot: 2);
        await using var trust = await TrustAsync(
            [Zoe, second], Family.Child("A1", "Zoe", Family.Parent(), Family.Parent(2, "Sam Other", "", "sam@example.org")));

        await trust.ReleaseAsync("2025-09-29 08:00");

        Assert.Equal(["+447700900001", "sam@example.org"], trust.Sent.Offered.Select(message => message.To));
    }

    [Fact]
    public void On_a_terms_last_day_the_terms_summary_goes_before_anything_else()
    {
        // Its only day, and the nudge's last one.
        var summary = Family.Planned("A1", rule: MessageKind.TermlySummary) with { LastDay = Family.Monday };
        var candidates = new[] { Zoe with { LastDay = Family.Monday }, summary }
            .Select(nudge => new Candidate(new(nudge, default), default, default, default, false))
            .ToList();

        Assert.Equal(summary, Assert.Single(Families.OfOneKind(candidates, Family.Monday)).Row.Value);
    }

    [Fact]
    public async Task A_parent_who_was_written_to_today_waits_until_tomorrow()
    {
        await using var trust = await TrustAsync([Zoe, Tom.Stored(isReleased: false)], Family.Child("A1"), Family.Child("A2", "Tom"));
        await trust.ReleaseAsync("2025-09-29 08:00");
        await trust.PutAsync(Tom.Stored(isReleased: true));

        await trust.ReleaseAsync("2025-09-29 15:00");
        Assert.Single(trust.Sent.Offered);
        await trust.ReleaseAsync("2025-09-30 08:00");

        Assert.Equal(2, trust.Sent.Offered.Count);
        Assert.DoesNotContain("Zoe", trust.Sent.Offered[1].Plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parent_who_was_written_to_by_one_school_waits_at_the_other_too()
    {
        var other = Family.Planned("B1", Family.OtherSchool, isReleased: false);
        await using var trust = await TrustAsync([Zoe, other], Family.Child("A1"));
        await trust.EnrolAsync(Family.OtherSchool, Family.Child("B1", "Una"));
        await trust.ReleaseAsync("2025-09-29 08:00");
        await trust.PutAsync(other.Stored(isReleased: true));

        await trust.ReleaseAsync("2025-09-29 15:00");
        Assert.Single(trust.Sent.Offered);
        await trust.ReleaseAsync("2025-09-30 08:00");

        Assert.Equal(2, trust.Sent.Offered.Count);
    }

    [Fact]
    public async Task Two_kinds_of_message_to_one_parent_leave_on_two_days_the_one_of_higher_rank_first()
    {
        var better = Family.Planned("A2", rule: MessageKind.Improvement);
        await using var trust = await TrustAsync([better, Zoe], Family.Child("A1"), Family.Child("A2", "Tom"));

        await trust.ReleaseAsync("2025-09-29 08:00");
        await trust.ReleaseAsync("2025-09-29 17:45");
        Assert.Equal([NudgeState.Accepted, NudgeState.Planned], [await trust.StateAsync(Zoe), await trust.StateAsync(better)]);
        await trust.ReleaseAsync("2025-09-30 08:00");

        Assert.Equal(NudgeState.Accepted, await trust.StateAsync(better));
        Assert.Equal(2, trust.Sent.Offered.Count);
    }

    [Fact]
    public async Task The_kind_that_cannot_wait_until_tomorrow_leaves_first()
    {
        var better = Family.Planned("A2", rule: MessageKind.Improvement) with { LastDay = Family.Monday };
        await using var trust = await TrustAsync([better, Zoe], Family.Child("A1"), Family.Child("A2", "Tom"));

        await trust.ReleaseAsync("2025-09-29 08:00");

        Assert.Equal([NudgeState.Planned, NudgeState.Accepted], [await trust.StateAsync(Zoe), await trust.StateAsync(better)]);
    }

    [Theory]
    [InlineData(MessageKind.TermHolidays)]
    [InlineData(MessageKind.ContactDetails)]
    public void A_reminder_to_all_families_gives_way_to_every_other_message_also_on_its_last_day(MessageKind kind)
    {
        var reminder = Family.Planned("A2", rule: kind) with { LastDay = Family.Monday };
        var candidates = new[] { reminder, Zoe }.Select(nudge => new Candidate(new(nudge, default), default, default, default, false))
            .ToList();

        Assert.Equal(Zoe, Assert.Single(Families.OfOneKind(candidates, Family.Monday)).Row.Value);
        Assert.Equal(reminder, Assert.Single(Families.OfOneKind([candidates[0]], Family.Monday)).Row.Value);
    }

    [Fact]
    public async Task A_message_is_queued_once_and_again_when_half_an_hour_says_that_it_was_lost()
    {
        await using var trust = await TrustAsync([Zoe], Family.Child("A1"));

        Assert.Single(await QueuedAsync(trust, "2025-09-29 08:00"));
        Assert.Empty(await QueuedAsync(trust, "2025-09-29 08:05"));
        Assert.Empty(await QueuedAsync(trust, "2025-09-29 08:29"));
        Assert.Single(await QueuedAsync(trust, "2025-09-29 08:30"));
        Assert.Empty(await QueuedAsync(trust, "2025-09-29 08:59"));
    }

    public static TheoryData<string, Pupil[], SuppressionReason> NoLonger => new()
    {
        { "a bereavement on file", [Family.Child("A1") with { Circumstance = "bereavement" }], SuppressionReason.HandledByPeople },
        { "opted out", [Family.Child("A1") with { NudgesOff = true }], SuppressionReason.OptedOut },
        { "a social worker", [
            Family.Child("A1") with { Characteristics = new(Sen.None, false, false, false, SocialWorker: true) }
        ], SuppressionReason.HandledByPeople },
        { "looked after", [
            Family.Child("A1") with { Characteristics = new(Sen.None, false, false, LookedAfter: true, false) }
        ], SuppressionReason.HandledByPeople },
        { "no parental responsibility", [
            Family.Child("A1", "Zoe", Family.Parent() with { HasParentalResponsibility = false })
        ], SuppressionReason.NoUsableAddress },
        { "no number", [Family.Child("A1", "Zoe", Family.Parent(mobile: "01632 960009"))], SuppressionReason.NoUsableAddress },
        { "another channel", [
            Family.Child("A1", "Zoe", Family.Parent(mobile: "", email: "alex@example.org"))
        ], SuppressionReason.NoUsableAddress },
        { "left the school", [
            Family.Child("A1") with { OnRoll = new(DateOnly.MinValue, Family.Monday.AddDays(-1)) }
        ], SuppressionReason.NoLongerInStage },
        { "off the roster", [], SuppressionReason.NoLongerInStage },
    };

    [Theory]
    [MemberData(nameof(NoLonger))]
    public async Task What_came_up_since_the_plan_keeps_a_message_back(string why, Pupil[] roster, SuppressionReason reason)
    {
        await using var trust = await TrustAsync([Zoe], Family.Child("A1"));
        await trust.Get<PupilTable>().ReplaceAsync(TestTrust.School, roster, Family.Year.FirstDay, Token);

        await trust.ReleaseAsync("2025-09-29 08:00");

        Assert.Empty(trust.Sent.Offered);
        var row = (await trust.RowAsync(Zoe.Place)).Value;
        Assert.True((NudgeState.Suppressed, reason) == (row.State, row.Reason), $"{why}: {row.State}, {row.Reason}");
    }

    [Fact]
    public async Task A_pupil_who_left_the_stage_since_is_not_written_about_and_the_sibling_is()
    {
        await using var trust = await TrustAsync([Zoe, Tom], Family.Child("A1"), Family.Child("A2", "Tom"));
        await trust.TickReleaseAsync("2025-09-29 08:00");
        await trust.TakeQueuedAsync(Queues.NudgeTexts);
        await trust.ReadAsStageAsync("A1", stage: 0);

        await trust.ReleaseAsync("2025-09-29 08:40");

        Assert.DoesNotContain("Zoe", Assert.Single(trust.Sent.Offered).Plain, StringComparison.Ordinal);
        Assert.Equal(SuppressionReason.NoLongerInStage, (await trust.RowAsync(Zoe.Place)).Value.Reason);
        Assert.Equal(NudgeState.Accepted, await trust.StateAsync(Tom));
    }

    [Fact]
    public async Task An_environment_that_is_not_production_sends_to_its_list_alone()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Settings, ("Sending:AllowList", "+447700900002"));
        await trust.EnrolAsync(Family.Child("A1"), Family.Child("A2", "Tom", Family.Parent(mobile: "07700 900002")));
        await trust.PutAsync(Zoe, Tom);

        await trust.ReleaseAsync("2025-09-29 08:00");

        Assert.Equal("+447700900002", Assert.Single(trust.Sent.Offered).To);
        Assert.Equal(SuppressionReason.NotOnAllowList, (await trust.RowAsync(Zoe.Place)).Value.Reason);
    }

    [Fact]
    public async Task A_tick_queues_what_the_service_takes_until_the_next_one_and_drips_it()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Settings, ("Sending:TextsPerMinute", "1"));
        var upns = Enumerable.Range(1, 17).Select(number => $"A{number}").ToList();
        await trust.EnrolAsync([.. upns.Select((upn, index) => Family.Child(upn, "Zoe", Family.Parent(mobile: $"07700 9001{index:00}")))]);
        await trust.PutAsync([.. upns.Select(upn => Family.Planned(upn))]);

        await trust.TickReleaseAsync("2025-09-29 08:00");

        var queue = trust.TrustStorage.Queue(Queues.NudgeTexts);
        Assert.Equal(15, (await queue.GetPropertiesAsync(Token)).Value.ApproximateMessagesCount);
        Assert.Single(await trust.TakeQueuedAsync(Queues.NudgeTexts));
        Assert.Equal(15, (await trust.LedgerAsync()).Count(row => row.QueuedAt == Family.At("08:00")));
        await trust.TickReleaseAsync("2025-09-29 08:15");
        Assert.Equal(2, (await trust.LedgerAsync()).Count(row => row.QueuedAt == Family.At("08:15")));
        Assert.Equal(16, (await queue.GetPropertiesAsync(Token)).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task A_message_that_came_back_from_its_service_leaves_when_the_service_is_well_again()
    {
        await using var trust = await TrustAsync([Zoe], Family.Child("A1"));
        trust.Sent.AnswerNext(new SendOutcome.NotTaken("the provider answered 401"));
        await Assert.ThrowsAsync<MessageNotTakenException>(() => trust.ReleaseAsync("2025-09-29 08:00"));

        await trust.ReleaseAsync("2025-09-29 08:30");

        Assert.Equal(2, trust.Sent.Offered.Count);
        Assert.Equal(NudgeState.Accepted, await trust.StateAsync(Zoe));
    }

    private static string Settings => Sample.Settings(schools: "," + Sample.School("141235", "Hill School"));

    private static async Task<IReadOnlyList<string>> QueuedAsync(TestTrust trust, string at)
    {
        await trust.TickReleaseAsync(at);
        return await trust.TakeQueuedAsync(Queues.NudgeTexts);
    }

    private async Task<TestTrust> TrustAsync(Nudge[] rows, params Pupil[] pupils)
    {
        var trust = await TestTrust.CreateAsync(azurite, Settings);
        await trust.EnrolAsync(pupils);
        await trust.PutAsync(rows);
        return trust;
    }
}
