using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Messages.Reports;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Messages.Reports;
using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Nights;
using AttendanceFunctions.Functions.Operations;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Operations;

/// <summary>What failed for good is on record at once, because a poison message is gone after seven days.</summary>
public sealed class FailureRecordTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_message_is_one_row_however_often_it_was_copied()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        trust.Clock.Set("2025-09-29 23:30");
        await RecordAsync(trust, Queues.NudgeTexts, "one");
        await RecordAsync(trust, Queues.NudgeTexts, "one");
        await RecordAsync(trust, Queues.NudgeTexts, "two");
        await RecordAsync(trust, Queues.NudgeEmails, "one");

        var failures = await ReadAsync(trust);

        Assert.Equal(3, failures.Count);
        Assert.Equal(
            ["one", "two"],
            failures.Where(failure => failure.Queue == Queues.NudgeTexts).Select(failure => failure.Body).Order(StringComparer.Ordinal));
        Assert.All(failures, failure => Assert.Equal(Family.Monday, failure.FailedOn));
    }

    [Theory]
    [InlineData(30_000, true)]
    [InlineData(30_001, false)]
    [InlineData(65_536, false)]
    public async Task A_message_that_is_longer_than_any_of_this_product_is_on_record_without_its_text(int length, bool isKept)
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());

        await RecordAsync(trust, Queues.NudgeTexts, new string('x', length));

        var failure = Assert.Single(await ReadAsync(trust));
        Assert.Equal(isKept ? length : (int?)null, failure.Body?.Length);
        Assert.Contains(failure.Key, failure.WhatToDo, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Queues.SchoolNights, "This school's night was not worked out.")]
    [InlineData(Queues.NudgeTexts, "This message was not taken by its service.")]
    [InlineData(Queues.NudgeEmails, "This message was not taken by its service.")]
    [InlineData(Queues.SmsReports, "What became of a text could not be written down.")]
    public async Task A_row_says_what_a_person_should_do(string queue, string whatToDo)
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());

        var key = Family.Queued("A1").Place.Key.ToString();
        await RecordAsync(trust, queue, queue == Queues.SmsReports ? Report.InBase64($"[{Report.Of(key, "Failed", "gone")}]") : "body");

        var failure = Assert.Single(await ReadAsync(trust));
        Assert.StartsWith(whatToDo, failure.WhatToDo, StringComparison.Ordinal);
        Assert.Contains($"requeue --account NAME --queue {queue} --key {failure.Key} ", failure.WhatToDo, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_is_kept_without_the_number_in_it_and_can_still_be_recorded()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        var row = Family.Queued("A1").Stored(state: NudgeState.Unknown);
        await trust.PutAsync(row);
        await trust.Get<SentTexts>().WriteAsync(new(row.Place, AddressKey.Of(TestSecret.Value, new(Channel.Text, Report.Number))), Token);
        await RecordReportAsync(
            trust, Report.InBase64($"[{Report.Of(row.Place.Key.ToString(), "Failed", $"4004 {Report.Number} does not exist")}]"));

        var failure = Assert.Single(await ReadAsync(trust));
        await trust.InScopeAsync<FailureRecord>(record => record.PutBackAsync(failure, Token));

        Assert.DoesNotContain("7700900777", failure.Body, StringComparison.Ordinal);
        Assert.Empty(await ReadAsync(trust));
        var body = Assert.Single(await trust.TakeQueuedAsync(Queues.SmsReports));
        await trust.InScopeAsync<DeliveryRecord>(deliveries => deliveries.RecordAsync(ReportReader.Read(body), Token));
        Assert.Equal(NudgeState.Undeliverable, await trust.StateAsync(row));
        Assert.DoesNotContain(trust.Logged.Lines, line => line.Contains("7700900777", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("to: +447700900777")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"to":"+447700900777"}""")]
    public async Task Of_a_report_that_cannot_be_read_nothing_is_kept(string body)
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        await RecordReportAsync(trust, body);

        var failure = Assert.Single(await ReadAsync(trust));
        await trust.InScopeAsync<FailureRecord>(async record => Assert.False(await record.PutBackAsync(failure, Token)));

        Assert.Null(failure.Body);
        Assert.StartsWith("A message on sms-reports could not be read as a delivery report", failure.WhatToDo, StringComparison.Ordinal);
        Assert.Empty(await ReadAsync(trust));
        Assert.Empty(await trust.TakeQueuedAsync(Queues.SmsReports));
    }

    [Fact]
    public async Task Work_that_is_put_back_is_on_its_queue_before_it_is_off_the_record()
    {
        var obstacle = new Obstacle();
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(), obstacle);
        await RecordAsync(trust, Queues.NudgeTexts, "one");
        var failure = Assert.Single(await ReadAsync(trust));

        obstacle.KillAfter(1);
        await Assert.ThrowsAsync<KilledException>(() => trust.InScopeAsync<FailureRecord>(record => record.PutBackAsync(failure, Token)));
        obstacle.Remove();

        Assert.Equal(["one"], await trust.TakeQueuedAsync(Queues.NudgeTexts));
        Assert.Equal([failure], await ReadAsync(trust));
    }

    [Fact]
    public async Task A_night_that_is_done_takes_its_own_failure_and_those_of_earlier_nights_of_its_school_off_the_record()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        await trust.PutAsync(Containers.Rosters, "141234.csv", Sample.Roster(Sample.Pupil("A1")));
        var stay = new[]
        {
            new SchoolNightMessage(TestTrust.School, new(2025, 9, 29)).Write(),
            new SchoolNightMessage(Family.OtherSchool, new(2025, 9, 25)).Write(),
            "junk"
        };
        foreach (var body in stay.Concat(
            [new SchoolNightMessage(TestTrust.School, new(2025, 9, 26))
                .Write(), new SchoolNightMessage(TestTrust.School, new(2025, 9, 25))
                .Write()]))
        {
            await RecordAsync(trust, Queues.SchoolNights, body);
        }

        await trust.NightAsync("2025-09-26");

        Assert.Equal(
            stay.Order(StringComparer.Ordinal), (await ReadAsync(trust)).Select(failure => failure.Body).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_message_that_leaves_after_all_takes_its_failure_off_the_record()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        await trust.EnrolAsync(Family.Child("A1"), Family.Child("A2"));
        var (leaves, stays) = (Family.Queued("A1"), Family.Queued("A2"));
        await trust.PutAsync(leaves, stays);
        trust.Clock.Set("2025-09-29 09:00");
        await RecordAsync(trust, Queues.NudgeTexts, new QueuedNudge(leaves.Place).Write());
        await RecordAsync(trust, Queues.NudgeTexts, new QueuedNudge(stays.Place).Write());

        await trust.SendAsync(leaves);
        trust.Sent.AnswerNext(new SendOutcome.NotTaken("the provider answered 429"));
        await Assert.ThrowsAsync<MessageNotTakenException>(() => trust.SendAsync(stays));

        Assert.Equal([new QueuedNudge(stays.Place).Write()], (await ReadAsync(trust)).Select(failure => failure.Body));
    }

    private static Task RecordAsync(TestTrust trust, string queue, string body) =>
        trust.InScopeAsync<FailureRecord>(record => record.RecordAsync(queue, body, Token));

    private static Task RecordReportAsync(TestTrust trust, string body) =>
        trust.InScopeAsync<FailureRecord>(record => record.RecordAsync(Queues.SmsReports, body, Token));

    private static async Task<IReadOnlyList<Failure>> ReadAsync(TestTrust trust)
    {
        IReadOnlyList<Failure> failures = [];
        await trust.InScopeAsync<FailureRecord>(async record => failures = await record.ReadAllAsync(Token));
        return failures;
    }
}
