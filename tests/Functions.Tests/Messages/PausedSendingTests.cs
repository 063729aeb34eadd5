using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Tests.Functions.Mornings;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Messages;

/// <summary>While all sending is paused nothing leaves, nothing is lost, and afterwards each message leaves once.</summary>
public sealed class PausedSendingTests(AzuriteFixture azurite)
{
    private static readonly Author.SignedIn Helen = new("Helen Marsh", "trust@trust.example");

    private static readonly Author.SignedIn Sam = new("Sam Roe", "systems@trust.example");

    private static readonly Nudge Zoe = Family.Planned("A1");

    private static readonly Nudge Tom = Family.Planned("A2");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_queued_before_the_pause_and_what_is_released_in_it_waits_and_leaves_once_afterwards()
    {
        await using var trust = await TrustAsync(Sample.Settings(), Zoe);
        await trust.TickReleaseAsync("2025-09-29 08:00");
        await PauseAsync(trust);
        await trust.PutAsync(Tom);

        await trust.SendQueuedAsync();
        await trust.ReleaseAsync("2025-09-29 08:15");
        await trust.ReleaseAsync("2025-09-29 09:00");

        Assert.Empty(trust.Sent.Offered);
        Assert.All(await trust.LedgerAsync(), row => Assert.Equal((NudgeState.Planned, null), (row.State, row.QueuedAt)));

        await EndAsync(trust);
        await trust.ReleaseAsync("2025-09-29 09:15");
        await trust.ReleaseAsync("2025-09-29 10:00");

        Assert.Equal(["+447700900001", "+447700900002"], trust.Sent.Offered.Select(message => message.To).Order(StringComparer.Ordinal));
        Assert.All(await trust.LedgerAsync(), row => Assert.Equal(NudgeState.Accepted, row.State));
    }

    [Fact]
    public async Task A_pause_is_in_force_in_another_instance_at_once()
    {
        await using var trust = await TrustAsync(Sample.Settings(), Zoe, Tom);
        await using var other = trust.Another();
        await trust.TickReleaseAsync("2025-09-29 08:00");

        await PauseAsync(trust);
        await other.SendQueuedAsync();

        Assert.Empty(other.Sent.Offered);
        Assert.Contains(other.Logged.Lines, line => line.Contains("waits: all sending is paused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_that_waits_does_not_expire_and_one_that_would_be_untrue_later_ends_on_its_day()
    {
        var stage = Zoe with { LastDay = Family.Monday };
        var thanks = Family.Planned("A2", rule: MessageKind.ThankYou) with { LastDay = Family.Monday };
        await using var trust = await TrustAsync(Sample.Settings(), stage, thanks);
        trust.Clock.Set("2025-09-29 08:00");
        await PauseAsync(trust);
        await trust.ReleaseAsync("2025-09-29 12:00");
        await trust.ReleaseAsync("2025-09-30 12:00");

        Assert.Equal([NudgeState.Planned, NudgeState.Expired], [await trust.StateAsync(stage), await trust.StateAsync(thanks)]);
        Assert.Equal(new(2025, 10, 6), (await trust.RowAsync(stage.Place)).Value.LastDay);
        var counted = await trust.Get<NudgeLedger>().CountSinceAsync([TestTrust.School], Family.Year, Family.Monday, Token);
        Assert.Equal(
            [(NudgeState.Expired, Family.Monday), (NudgeState.Planned, Family.Monday.AddDays(-3))],
            counted.Select(message => (message.State, message.Day)).OrderByDescending(message => message.State));

        await EndAsync(trust);
        await trust.ReleaseAsync("2025-09-30 12:15");

        Assert.Equal(NudgeState.Accepted, await trust.StateAsync(stage));
        Assert.Single(trust.Sent.Offered);
    }

    [Fact]
    public async Task Siblings_in_one_message_wait_together()
    {
        var lead = Family.Queued("A1", bundled: [Family.Planned("A3")]);
        var joined = Family.Joined("A3", lead) with { LastDay = Family.Monday };
        await using var trust = await TrustAsync(Sample.Settings(), lead with { LastDay = Family.Monday }, joined);
        trust.Clock.Set("2025-09-29 08:00");
        await PauseAsync(trust);
        await trust.SendAsync(lead);
        await trust.ReleaseAsync("2025-09-29 12:00");
        await EndAsync(trust);

        await trust.ReleaseAsync("2025-09-30 08:00");

        var text = Assert.Single(trust.Sent.Offered).Plain;
        Assert.Contains("Zoe", text, StringComparison.Ordinal);
        Assert.Contains("Una", text, StringComparison.Ordinal);
        Assert.All(await trust.LedgerAsync(), row => Assert.Equal(NudgeState.Accepted, row.State));
    }

    [Fact]
    public async Task A_first_day_text_does_not_leave_and_the_list_says_that_somebody_has_to_call()
    {
        await using var trust = await TrustAsync(AMorning.Settings);
        await trust.PutMorningAsync("1.csv", "A1 N", "A2 /");
        trust.Clock.Set($"{AMorning.Day} 09:00");
        await PauseAsync(trust);

        await trust.MorningAsync("09:30");

        Assert.Empty(trust.Sent.Offered);
        Assert.Contains(
            "Call: A text to Alex Sample waits: all sending is paused.",
            Assert.Single(await trust.MorningListAsync(), row => row["UPN"] == "A1")["What"], StringComparison.Ordinal);

        await EndAsync(trust);
        await trust.MorningAsync("09:35");
        await trust.MorningAsync("09:40");

        Assert.Contains("have not seen Zoe", Assert.Single(trust.Sent.Offered).Plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_day_text_that_waited_until_the_latest_time_never_leaves()
    {
        await using var trust = await TrustAsync(AMorning.Settings);
        await trust.PutMorningAsync("1.csv", "A1 N", "A2 /");
        trust.Clock.Set($"{AMorning.Day} 09:00");
        await PauseAsync(trust);
        await trust.MorningAsync("09:30");
        await EndAsync(trust);

        await trust.MorningAsync("11:00");

        Assert.Empty(trust.Sent.Offered);
        Assert.Equal(NudgeState.Expired, Assert.Single(await trust.TextsAsync()).State);
        Assert.Contains(
            "could not leave by 11:00", Assert.Single(await trust.MorningListAsync(), row => row["UPN"] == "A1")["What"],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_note_to_the_lead_waits_for_the_rest_of_its_morning_and_leaves_once()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(extra: "\"minimumCoverage\": 0,"));
        await trust.PutRosterAsync(["A1", "A2"]);
        await trust.PutRegisterAsync("a.csv", Registers.Day(["A1", "A2"], "2025-09-25"));
        await trust.NightAsync("2025-09-26");
        await PauseAsync(trust);

        await trust.ExportAsync("2025-09-27 05:00");
        Assert.Empty(trust.Sent.Offered);
        Assert.Equal(MorningNoteState.Planned, Assert.Single(await trust.Get<MorningNoteTable>().ReadAllAsync(Token)).Value.State);

        await EndAsync(trust);
        await trust.ExportAsync("2025-09-27 05:15");
        await trust.ExportAsync("2025-09-27 05:30");
        Assert.Single(trust.Sent.Offered);
    }

    [Fact]
    public async Task Who_paused_when_and_why_is_kept_and_the_second_of_two_people_changes_nothing()
    {
        await using var trust = await TrustAsync(Sample.Settings());
        await using var other = trust.Another();
        trust.Clock.Set("2025-09-29 08:00");
        var (here, there) = (trust.Get<SendingPauses>(), other.Get<SendingPauses>());

        var done = await Task.WhenAll(here.PauseAsync(Helen, "Wrong marks", Token), there.PauseAsync(Sam, "Wrong figures", Token));
        Assert.Single(done, isDone => isDone);
        var pause = (await here.FindAsync(Token))!;
        Assert.False(await here.EndAsync("0000000001", Sam, "Mended", Token));
        Assert.True(await here.EndAsync(pause.Key, Sam, "Mended", Token));
        Assert.False(await there.EndAsync(pause.Key, Helen, "Mended", Token));
        Assert.Null(await there.FindAsync(Token));

        trust.Clock.Set("2025-09-29 09:00");
        Assert.True(await there.PauseAsync(Helen, "Wrong again", Token));

        Assert.Equal(
            [
                "All sending has been paused since 29 September 2025 at 09:00 by Helen Marsh: Wrong again",
                $"All sending was paused from 29 September 2025 at 08:00 to 29 September 2025 at 08:00 by {pause.By.Name}: {pause.Why}",
            ],
            SendingPause.AllOf(await here.ReadAsync(10, Token)).Select(each => each.ToString()));
    }

    private static async Task PauseAsync(TestTrust trust) =>
        Assert.True(await trust.Get<SendingPauses>().PauseAsync(Helen, "The figures of Friday are wrong", Token));

    private static async Task EndAsync(TestTrust trust)
    {
        var pauses = trust.Get<SendingPauses>();
        Assert.True(await pauses.EndAsync((await pauses.FindAsync(Token))!.Key, Helen, "They are right", Token));
    }

    /// <summary>A trust with Zoe and Una of one family and Tom of another, and rows of its ledger.</summary>
    private async Task<TestTrust> TrustAsync(string settings, params Nudge[] rows)
    {
        var trust = await TestTrust.CreateAsync(azurite, settings);
        await trust.EnrolAsync(
            Family.Child("A1"), Family.Child("A2", "Tom", Family.Parent(mobile: "07700 900002")), Family.Child("A3", "Una"));
        await trust.PutAsync(rows);
        return trust;
    }
}
