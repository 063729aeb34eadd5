using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;
using Azure.Data.Tables;

namespace AttendanceFunctions.Tests.Functions.Mornings;

/// <summary>
/// A first-day text on its way: beside the other messages to the same parent, at the provider's rate, lost, refused and killed.
/// </summary>
public sealed class FirstDayReleaseTests(AzuriteFixture azurite)
{
    private static readonly Pupil Zoe = Family.Child("A1");
    private static readonly Pupil Tom = Family.Child("A2", "Tom", Family.Parent(1, "Sam Other", "07700 900002"));

    [Fact]
    public async Task A_parent_who_is_asked_hears_nothing_else_that_day_and_the_nudge_waits_for_the_next()
    {
        await using var trust = await TrustAsync(Zoe, Tom);
        await trust.PutAsync(Family.Planned("A1"), Family.Planned("A2"));
        await trust.PutMorningAsync("1.csv", "A1 N", "A2 /");
        await trust.TickMorningAsync("09:30");

        await trust.TickReleaseAsync($"{AMorning.Day} 09:30");
        await trust.SendQueuedAsync();
        await trust.ReleaseAsync($"{AMorning.Day} 12:00");
        Assert.Equal(["+447700900001", "+447700900002"], trust.Sent.Offered.Select(text => text.To).Order());
        Assert.Contains(trust.Sent.Offered, text => text.Plain.Contains("have not seen Zoe", StringComparison.Ordinal));

        await trust.ReleaseAsync("2025-09-30 08:00");
        Assert.Equal(3, trust.Sent.Offered.Count);
        Assert.Contains("Zoe has missed 1 day", trust.Sent.Offered[^1].Plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_release_of_messages_lets_no_first_day_text_go_and_the_night_takes_none_back()
    {
        await using var trust = await TrustAsync(Zoe);
        await trust.PutMorningAsync("1.csv", "A1 N");
        await trust.TickMorningAsync("09:30");
        var queued = await trust.TakeQueuedAsync(Queues.NudgeTexts);

        await trust.ReleaseAsync($"{AMorning.Day} 09:45");
        Assert.Single(queued);
        Assert.Empty(trust.Sent.Offered);

        await trust.RunAsync(AMorning.Day);
        Assert.Equal(NudgeState.Planned, Assert.Single(await trust.TextsAsync()).State);
        await trust.ReleaseAsync("2025-09-30 08:00");
        Assert.Equal(NudgeState.Expired, Assert.Single(await trust.TextsAsync()).State);
    }

    [Fact]
    public async Task After_a_loss_of_the_secret_nobody_is_asked_twice_on_a_morning()
    {
        await using var trust = await TrustAsync(Zoe);
        await trust.PutMorningAsync("1.csv", "A1 N");
        await trust.MorningAsync("09:30");
        await trust.TrustStorage.Table(Tables.KeySecrets).DeleteEntityAsync(
            "trust", "keys", cancellationToken: TestContext.Current.CancellationToken);
        await using var restarted = trust.Another();

        await restarted.MorningAsync("09:35");

        Assert.Single(trust.Sent.Offered);
        Assert.Empty(restarted.Sent.Offered);
        Assert.Single(await trust.TextsAsync());
    }

    [Fact]
    public async Task A_text_that_was_lost_on_the_queue_is_queued_again()
    {
        await using var trust = await TrustAsync(Zoe);
        await trust.PutMorningAsync("1.csv", "A1 N");
        await trust.TickMorningAsync("09:30");
        await trust.TakeQueuedAsync(Queues.NudgeTexts);

        await trust.MorningAsync("09:40");
        Assert.Empty(trust.Sent.Offered);
        await trust.MorningAsync("09:45");
        Assert.Single(trust.Sent.Offered);
    }

    [Fact]
    public async Task A_text_that_the_service_did_not_take_leaves_later_and_one_whose_answer_was_lost_does_not_leave_again()
    {
        await using var trust = await TrustAsync(Zoe);
        await trust.PutMorningAsync("1.csv", "A1 N");
        trust.Sent.AnswerNext(new SendOutcome.NotTaken("busy"));
        await Assert.ThrowsAnyAsync<Exception>(() => trust.MorningAsync("09:30"));
        trust.Sent.AnswerNext(new SendOutcome.Lost("timed out"));
        await trust.MorningAsync("09:45");
        await trust.MorningAsync("10:15");

        Assert.Equal(2, trust.Sent.Offered.Count);
        Assert.Equal(NudgeState.Unknown, Assert.Single(await trust.TextsAsync()).State);
        Assert.StartsWith(
            "Not seen this morning. Call: A text to Alex Sample may or may not have left",
            Assert.Single(await trust.MorningListAsync())["What"],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_environment_that_may_not_send_to_the_number_says_so()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, AMorning.Settings, ("Sending:AllowList", "+447700900009"));
        await trust.EnrolAsync(Zoe);
        await trust.PutMorningAsync("1.csv", "A1 N");

        await trust.MorningAsync("09:30");
        await trust.MorningAsync("09:35");

        Assert.Empty(trust.Sent.Offered);
        Assert.Equal(
            (NudgeState.Suppressed, SuppressionReason.NotOnAllowList),
            Assert.Single(await trust.TextsAsync()) is var row ? (row.State, row.Reason) : default);
        Assert.Contains(
            "this environment may not send to that number",
            Assert.Single(await trust.MorningListAsync())["What"],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tick_queues_what_the_service_takes_until_the_next_one()
    {
        var children = Enumerable.Range(1, 25)
            .Select(number => Family.Child($"A{number}", "Zoe", Family.Parent(1, $"Parent {number}", AMorning.Mobile(number))))
            .ToArray();
        await using var trust = await TestTrust.CreateAsync(azurite, AMorning.Settings, ("Sending:TextsPerMinute", "2"));
        await trust.EnrolAsync(children);
        await trust.PutMorningAsync("1.csv", [.. children.Select(child => $"{child.Upn} N")]);

        await trust.TickMorningAsync("09:30");
        Assert.Equal(10, (await trust.TextsAsync()).Count(row => row.QueuedAt is not null));
        // Nothing has left: there is no room.
        await trust.TickMorningAsync("09:35");
        Assert.Equal(10, (await trust.TextsAsync()).Count(row => row.QueuedAt is not null));
    }

    [Fact]
    public async Task Nudges_have_what_first_day_texts_leave_of_the_rate()
    {
        var asked = Enumerable.Range(1, 10)
            .Select(number => Family.Child($"A{number}", "Zoe", Family.Parent(1, $"Parent {number}", AMorning.Mobile(number))))
            .ToArray();
        var nudged = Enumerable.Range(11, 30)
            .Select(number => Family.Child($"A{number}", "Tom", Family.Parent(1, $"Parent {number}", AMorning.Mobile(number))))
            .ToArray();
        await using var trust = await TestTrust.CreateAsync(azurite, AMorning.Settings, ("Sending:TextsPerMinute", "2"));
        await trust.EnrolAsync([.. asked, .. nudged]);
        await trust.PutAsync([.. nudged.Select(child => Family.Planned(child.Upn.ToString()))]);
        await trust.PutMorningAsync("1.csv", [.. asked.Select(child => $"{child.Upn} N")]);

        await trust.TickMorningAsync("09:30");
        await trust.TickReleaseAsync($"{AMorning.Day} 09:30");

        Assert.Equal(20, (await trust.LedgerAsync()).Count(row => row.Kind == MessageKind.Stage && row.QueuedAt is not null));
    }

    [Fact]
    public async Task A_tick_that_is_killed_anywhere_and_repeated_asks_each_family_once()
    {
        var requests = 0;
        for (var hasDied = true; hasDied; requests += 3)
        {
            var obstacle = new Obstacle();
            await using var trust = await TestTrust.CreateAsync(azurite, AMorning.Settings, obstacle);
            await trust.EnrolAsync(Zoe, Tom, Family.Child("A3", "Una"));
            await trust.PutMorningAsync("1.csv", "A1 N", "A2 N", "A3 N");
            obstacle.KillAfter(requests);
            var died = await Record.ExceptionAsync(() => trust.TickMorningAsync("09:30"));
            obstacle.Remove();
            Assert.True(died is null or KilledException, died?.ToString());

            await trust.BreakMorningLeaseAsync();
            hasDied = died is not null;

            await trust.SendQueuedAsync();
            await trust.MorningAsync("09:35");
            await trust.MorningAsync("09:50");

            Assert.Equal(["+447700900001", "+447700900002"], trust.Sent.Offered.Select(text => text.To).Order());
            Assert.All(await trust.TextsAsync(), row => Assert.Equal(NudgeState.Accepted, row.State));
            // A row that says so without its child in a text would leave nobody asking after that child.
            Assert.Contains(
                "have not seen Una and Zoe this",
                trust.Sent.Offered.Single(text => text.To == "+447700900001").Plain,
                StringComparison.Ordinal);
        }

        Assert.True(requests > 30);
    }

    [Fact]
    public async Task Siblings_of_a_tick_that_died_before_their_text_was_queued_are_both_in_it()
    {
        await using var trust = await TrustAsync(Zoe, Family.Child("A3", "Una"));
        await trust.PutMorningAsync("1.csv", "A1 N", "A3 N");
        await trust.TickMorningAsync("09:30");
        await trust.TakeQueuedAsync(Queues.NudgeTexts);
        await trust.InScopeAsync<NudgeLedger>(async ledger =>
        {
            var lead = (await trust.TextsAsync()).Single(row => row.State == NudgeState.Planned).Place;
            var row = await ledger.FindAsync(lead, TestContext.Current.CancellationToken);
            await ledger.MoveAsync(row!, row!.Value.TakeOffQueue().Stored(bundled: new([])), TestContext.Current.CancellationToken);
        });

        await trust.MorningAsync("09:35");

        Assert.StartsWith(
            "Dear Alex Sample, we have not seen Una and Zoe this morning",
            Assert.Single(trust.Sent.Offered).Plain,
            StringComparison.Ordinal);
        Assert.All(await trust.TextsAsync(), row => Assert.Equal(NudgeState.Accepted, row.State));
    }

    [Fact]
    public async Task What_is_wrong_with_one_schools_rows_keeps_no_question_of_another_school_back_and_the_tick_fails()
    {
        await using var trust = await TrustAsync(Zoe);
        await trust.EnrolAsync(Family.OtherSchool, Family.Child("B1", "Una", Family.Parent(1, "Kim Third", "07700 900003")));
        await trust.PutMorningAsync("1.csv", "A1 N");
        await trust.PutMorningAsync("141235", "1.csv", ["B1 N"]);
        var row = new TableEntity(TestTrust.School.ToString(), TableKeys.OfText("registers/141234/0.csv"))
        {
            ["Outcome"] = "?"
        };
        await trust.TrustStorage.Table(Tables.Intake).UpsertEntityAsync(row, cancellationToken: TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<InvalidOperationException>(() => trust.TickMorningAsync("09:30"));
        await trust.SendQueuedAsync();

        Assert.Equal("+447700900003", Assert.Single(trust.Sent.Offered).To);
        Assert.Contains(
            trust.Logged.Lines, line => line.Contains("School 141234: its morning could not be checked: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Neither_queue_nor_log_says_anything_about_a_person()
    {
        await using var trust = await TrustAsync(Zoe, Tom);
        await trust.PutMorningAsync("1.csv", "A1 N", "A2 N");
        await trust.TickMorningAsync("09:30");
        var bodies = await trust.TakeQueuedAsync(Queues.NudgeTexts);
        await trust.MorningAsync("09:45");
        await trust.MorningAsync("11:00");

        Assert.Equal(2, bodies.Count);
        Assert.Equal(2, trust.Sent.Offered.Count);
        Assert.All(
            bodies.Concat(trust.Logged.Lines),
            line => Assert.All(
                ["Zoe", "Tom", "Sample", "Other", "07700", "+447700", "A1", "A2"],
                word => Assert.DoesNotContain(word, line, StringComparison.Ordinal)));
    }

    private async Task<TestTrust> TrustAsync(params Pupil[] pupils)
    {
        var trust = await TestTrust.CreateAsync(azurite, AMorning.Settings);
        await trust.EnrolAsync(pupils);
        return trust;
    }
}
