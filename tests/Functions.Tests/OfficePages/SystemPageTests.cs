using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Nights;
using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Functions.Operations;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Triggers;
using AttendanceFunctions.Tests.Functions.Support;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Tests.Functions.OfficePages;

/// <summary>The people who run the system see how it runs, and put failed work back as safely as it was tried first.</summary>
public sealed class SystemPageTests(AzuriteFixture azurite)
{
    private const string Operator = "systems@trust.example";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_that_is_tried_again_twice_leaves_once_and_is_on_record()
    {
        await using var trust = await TrustAsync();
        var row = Family.Queued("A1");
        await trust.EnrolAsync(Family.Child("A1"));
        await trust.PutAsync(row);
        var key = await FailAsync(trust, Queues.NudgeTexts, new QueuedNudge(row.Place).Write());
        trust.Clock.Set("2025-09-29 09:00");

        var first = await PressAsync(trust, Queues.NudgeTexts, key);
        await FailAsync(trust, Queues.NudgeTexts, new QueuedNudge(row.Place).Write());
        var second = await PressAsync(trust, Queues.NudgeTexts, key);
        await trust.SendQueuedAsync();

        Assert.IsType<SeeOther>(first);
        Assert.IsType<SeeOther>(second);
        Assert.Single(trust.Sent.Offered);
        Assert.Equal(NudgeState.Accepted, await trust.StateAsync(row));
        var looks = await trust.Get<AccessLog>().ReadOfTrustAsync(10, Token);
        Assert.All(looks, look => Assert.Equal(
            ("Sam Roe", $"To try failed work again: {Queues.NudgeTexts} {key}", AccessOutcome.Seen), (look.Name, look.Page, look.Outcome)));
        Assert.Equal(2, looks.Count);
    }

    [Fact]
    public async Task A_message_that_was_sent_meanwhile_does_not_leave_again()
    {
        await using var trust = await TrustAsync();
        var row = Family.Queued("A1").Stored(state: NudgeState.Accepted, queuedAt: Family.At("08:00"), movedAt: Family.At("08:05"));
        await trust.EnrolAsync(Family.Child("A1"));
        await trust.PutAsync(row);
        var key = await FailAsync(trust, Queues.NudgeTexts, new QueuedNudge(row.Place).Write());
        trust.Clock.Set("2025-09-29 09:00");

        await PressAsync(trust, Queues.NudgeTexts, key);
        await trust.SendQueuedAsync();

        Assert.Empty(trust.Sent.Offered);
    }

    [Fact]
    public async Task Work_that_is_tried_again_while_sending_is_paused_waits_in_the_ledger()
    {
        await using var trust = await TrustAsync();
        var row = Family.Queued("A1");
        await trust.EnrolAsync(Family.Child("A1"));
        await trust.PutAsync(row);
        var key = await FailAsync(trust, Queues.NudgeTexts, new QueuedNudge(row.Place).Write());
        trust.Clock.Set("2025-09-29 09:00");
        Assert.True(await trust.Get<SendingPauses>().PauseAsync(new("Sam Roe", Operator), "Wrong figures", Token));

        await PressAsync(trust, Queues.NudgeTexts, key);
        await trust.SendQueuedAsync();

        Assert.Empty(trust.Sent.Offered);
        Assert.Equal(row.TakeOffQueue(), (await trust.RowAsync(row.Place)).Value);
    }

    [Fact]
    public async Task A_night_that_failed_is_worked_out_when_it_is_tried_again()
    {
        await using var trust = await TrustAsync();
        await trust.PutRosterAsync(["A1", "A2"]);
        var key = await FailAsync(
            trust, Queues.SchoolNights, new SchoolNightMessage(TestTrust.School, new(2025, 9, 26)).Write());
        trust.Clock.Set("2025-09-26 20:00");

        var page = await HtmlAsync(trust);
        Assert.Contains("The night of 26 September 2025 of Riverside Primary School", page, StringComparison.Ordinal);
        Assert.IsType<SeeOther>(await PressAsync(trust, Queues.SchoolNights, key));

        Assert.Single(await trust.TakeQueuedAsync(Queues.SchoolNights));
        Assert.Contains("Nothing waits to be put right.", await HtmlAsync(trust), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_that_is_gone_and_pupils_who_are_held_cannot_be_tried_again()
    {
        await using var trust = await TrustAsync();
        await trust.InScopeAsync<FailureRecord>(
            failures => failures.ReplaceHeldAsync(TestTrust.School, new(2025, 9, 26), 1, "FormatException in YearOfMarks.Parse", Token));
        trust.Clock.Set("2025-09-29 09:00");

        foreach (var (queue, key) in new[]
        {
            (FailureRecord.HeldPupils, TestTrust.School.ToString()), (Queues.NudgeTexts, new string('0', 32)), ("", ""),
        })
        {
            var answer = Assert.IsType<OfficeAnswer>(await PressAsync(trust, queue, key));
            Assert.Equal(StatusCodes.Status409Conflict, answer.Status);
            Assert.Contains("This work is not in the list any more", answer.Html, StringComparison.Ordinal);
        }

        Assert.Contains(
            "Pupils of Riverside Primary School were not worked out", await HtmlAsync(trust), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_of_which_nothing_is_kept_can_only_be_deleted()
    {
        await using var trust = await TrustAsync();
        var key = await FailAsync(trust, Queues.SmsReports, "to: +447700900777");
        trust.Clock.Set("2025-09-29 09:00");

        Assert.Contains(">Delete this row<", await HtmlAsync(trust), StringComparison.Ordinal);
        await PressAsync(trust, Queues.SmsReports, key);

        Assert.Empty(await trust.TakeQueuedAsync(Queues.SmsReports));
        Assert.Contains("Nothing waits to be put right.", await HtmlAsync(trust), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_has_the_night_the_queues_and_the_messages_in_counts_and_no_child()
    {
        await using var trust = await TrustAsync();
        await trust.PutRosterAsync(["A1", "A2"]);
        await trust.PutRegisterAsync("a.csv", Registers.Day(["A1", "A2"], "2025-09-26"));
        await trust.NightAsync("2025-09-26");
        await trust.EnrolAsync(Family.Child("A1"), Family.Child("A2", "Tom", Family.Parent(mobile: "07700 900002")));
        await trust.PutAsync(Family.Planned("A1"), Family.Planned("A2").Stored(isReleased: false));
        trust.Sent.AnswerNext(new SendOutcome.Refused(400));
        await trust.ReleaseAsync("2025-09-29 08:00");
        await trust.PutAsync(Family.Planned("A3", rule: MessageKind.HalfTerm));
        await trust.TrustStorage.Queue(Queues.SmsReports).SendMessageAsync("waits", Token);

        var page = await HtmlAsync(trust);

        Assert.Contains("The night of Friday 26 September 2025 was not good: no roster of Hilltop School", page, StringComparison.Ordinal);
        Assert.Contains("Waiting now: 1 text and 0 emails released", page, StringComparison.Ordinal);
        Assert.Contains("1 text and 0 emails for a person to release", page, StringComparison.Ordinal);
        Assert.Matches(@"29 September</th>\s*<td>0</td>\s*<td>0</td>\s*<td>0</td>\s*<td>0</td>\s*<td>1</td>", page);
        Assert.Matches(@"sms-reports</th><td>1</td><td>0</td>", page);
        foreach (var personal in new[] { "Zoe", "Sample", ">A1<", "07700", "+447700" })
        {
            Assert.DoesNotContain(personal, page, StringComparison.Ordinal);
        }
    }

    private static async Task<IResult> PressAsync(TestTrust trust, string queue, string key) =>
        await trust.PostAsync<TryAgain>(Operator, "A1", (SystemFields.Queue, queue), (SystemFields.Key, key));

    private static async Task<string> HtmlAsync(TestTrust trust) =>
        Assert.IsType<OfficeAnswer>(await trust.GetAsync<ShowSystem>(Operator, "A1")).Html;

    private static async Task<string> FailAsync(TestTrust trust, string queue, string body)
    {
        await trust.InScopeAsync<FailureRecord>(failures => failures.RecordAsync(queue, body, Token));
        var key = "";
        await trust.InScopeAsync<FailureRecord>(async failures =>
            key = (await failures.ReadAllAsync(Token)).Single(failure => failure.Queue == queue).Key);
        return key;
    }

    private async Task<TestTrust> TrustAsync()
    {
        var trust = await Visitor.TrustAsync(azurite, "odbst", "\"minimumCoverage\": 0,");
        trust.Clock.Set("2025-09-26 12:00");
        return trust;
    }
}
