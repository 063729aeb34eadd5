using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Messages.Reports;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Messages.Reports;
using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Tests.Functions.Support;
using static AttendanceFunctions.Domain.Messages.Ledger.NudgeState;

namespace AttendanceFunctions.Tests.Functions.Messages.Reports;

/// <summary>What a delivery report makes of the rows that were in its message, whenever and however often it comes.</summary>
public sealed class DeliveryRecordTests(AzuriteFixture azurite)
{
    private static readonly Nudge Lead = Family.Queued("A1");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static readonly Dictionary<NudgeState, NudgeState> AfterDelivered = Enum.GetValues<NudgeState>().ToDictionary(
        state => state, state => state is Planned or Joined or Claimed or Accepted or Unknown ? Delivered : state);

    private static readonly Dictionary<NudgeState, NudgeState> AfterFailed = Enum.GetValues<NudgeState>().ToDictionary(
        state => state, state => state is Claimed or Accepted or Unknown ? Undeliverable : state);

    [Fact]
    public async Task A_report_moves_a_row_of_each_state_so_and_the_same_report_again_changes_nothing()
    {
        await using var trust = await TrustAsync();
        foreach (var (state, delivered) in AfterDelivered)
        {
            Assert.Equal(delivered, await ReportedAsync(trust, state, "Delivered"));
            Assert.Equal(AfterFailed[state], await ReportedAsync(trust, state, "Failed"));
            Assert.Equal(state, await ReportedAsync(trust, state, "Queued"));
        }
    }

    [Fact]
    public async Task Of_two_reports_that_contradict_each_other_the_first_holds()
    {
        await using var trust = await TrustAsync();
        foreach (var (first, second) in new[] { ("Delivered", "Failed"), ("Failed", "Delivered") })
        {
            var bundled = Family.Joined("A2", Lead);
            await trust.PutAsync(Lead.Stored(state: Accepted, bundled: new([bundled.Place])), bundled);
            await RecordAsync(trust, Report.Of(Tag(Lead), first), Report.Of(Tag(Lead), second), Report.Of(Tag(Lead), first));

            var expected = first == "Delivered" ? Delivered : Undeliverable;
            Assert.Equal((expected, expected), (await trust.StateAsync(Lead), await trust.StateAsync(bundled)));
        }
    }

    [Fact]
    public async Task A_report_is_no_message_so_the_day_on_which_the_parent_was_written_to_stays()
    {
        await using var trust = await TrustAsync();
        await trust.PutAsync(Lead.Stored(state: Unknown, movedAt: Family.At("09:00")));
        trust.Clock.Set("2025-09-30 07:00");

        await RecordAsync(trust, Report.Of(Tag(Lead)));

        var row = (await trust.RowAsync(Lead.Place)).Value;
        Assert.Equal((Delivered, Family.At("09:00"), Report.Id), (row.State, row.MovedAt, row.ProviderId));
    }

    [Fact]
    public async Task An_answer_that_was_lost_is_found_by_its_report()
    {
        await using var trust = await TrustAsync();
        await trust.PutAsync(Lead);
        trust.Sent.AnswerNext(new SendOutcome.Lost("no answer came"));
        await trust.SendAsync(Lead);
        Assert.Equal(Unknown, await trust.StateAsync(Lead));

        await RecordAsync(trust, Report.InBase64($"[{Report.Of(Tag(Lead))}]"));

        Assert.Equal(Delivered, await trust.StateAsync(Lead));
    }

    [Fact]
    public async Task A_claim_whose_sender_died_is_settled_by_its_report_before_any_sweep()
    {
        await using var trust = await TrustAsync();
        await trust.PutAsync(Lead);
        trust.Sent.Meanwhile = () => throw new InvalidOperationException("The host was killed.");
        await Assert.ThrowsAsync<InvalidOperationException>(() => trust.SendAsync(Lead));

        await RecordAsync(trust, Report.Of(Tag(Lead), "Failed", "4006"));

        Assert.Equal(Undeliverable, await trust.StateAsync(Lead));
    }

    public static TheoryData<SendOutcome> LateAnswers =>
        [new SendOutcome.Accepted("id-7"), new SendOutcome.Refused(400), new SendOutcome.NotTaken(
            "the provider answered 429"), new SendOutcome.Lost("no answer came")];

    [Theory]
    [MemberData(nameof(LateAnswers))]
    public async Task A_report_that_is_quicker_than_the_providers_answer_stands_for_all_that_travelled(SendOutcome late)
    {
        await using var trust = await TrustAsync();
        var bundled = Family.Joined("A2", Lead);
        var lead = Lead.Stored(bundled: new([bundled.Place]));
        await trust.PutAsync(lead, bundled);
        trust.Sent.AnswerNext(late);
        trust.Sent.Meanwhile = () => RecordAsync(trust, Report.Of(Tag(Lead)));

        await trust.SendAsync(lead);

        Assert.Equal((Delivered, Delivered), (await trust.StateAsync(lead), await trust.StateAsync(bundled)));
        Assert.Equal(Report.Id, (await trust.RowAsync(lead.Place)).Value.ProviderId);
        Assert.Single(trust.Sent.Offered);
    }

    [Fact]
    public async Task A_text_that_arrived_after_all_is_not_sent_again_though_a_person_asked_for_it()
    {
        await using var trust = await TrustAsync();
        await trust.PutAsync(Lead.Stored(isReleased: true, movedAt: Family.At("08:30")));

        await RecordAsync(trust, Report.Of(Tag(Lead)));
        await trust.SendAsync(Lead);
        await trust.ReleaseAsync("2025-09-29 10:00");

        Assert.Equal(Delivered, await trust.StateAsync(Lead));
        Assert.Empty(trust.Sent.Offered);
    }

    [Fact]
    public async Task A_text_that_did_not_arrive_is_sent_again_where_a_person_asked_for_it()
    {
        await using var trust = await TrustAsync();
        await trust.PutAsync(Lead);

        await RecordAsync(trust, Report.Of(Tag(Lead), "Failed"));
        await trust.SendAsync(Lead);

        Assert.Equal(Accepted, await trust.StateAsync(Lead));
    }

    [Theory]
    [InlineData("Delivered", Joined, Delivered)]
    [InlineData("Delivered", Accepted, Delivered)]
    [InlineData("Delivered", Unknown, Delivered)]
    [InlineData("Delivered", Planned, Delivered)]
    [InlineData("Delivered", Withheld, Withheld)]
    [InlineData("Failed", Joined, Undeliverable)]
    [InlineData("Failed", Accepted, Undeliverable)]
    [InlineData("Failed", Unknown, Undeliverable)]
    [InlineData("Failed", Planned, Planned)]
    [InlineData("Failed", Withheld, Withheld)]
    public async Task Travellers_share_what_became_of_their_message_also_when_an_earlier_attempt_settled_its_lead_alone(
        string status, NudgeState before, NudgeState after)
    {
        await using var trust = await TrustAsync();
        var bundled = Family.Joined("A2", Lead).Stored(state: before);
        foreach (var state in new[] { Accepted, status == "Delivered" ? Delivered : Undeliverable })
        {
            await trust.PutAsync(
                Lead.Stored(state: state, movedAt: Family.At("09:00"), providerId: "id-1", bundled: new([bundled.Place])), bundled);

            await RecordAsync(trust, Report.Of(Tag(Lead), status));

            var row = (await trust.RowAsync(bundled.Place)).Value;
            Assert.Equal(after, row.State);
            Assert.Equal(before == after ? (null, (DateTimeOffset?)null) : ("id-1", Family.At("09:00")), (row.ProviderId, row.MovedAt));
        }
    }

    [Fact]
    public async Task A_traveller_that_waits_for_another_message_does_not_share_the_failure_of_its_first()
    {
        await using var trust = await TrustAsync();
        var elsewhere = Family.Planned("A3");
        var bundled = Family.Joined("A2", elsewhere);
        await trust.PutAsync(Lead.Stored(state: Accepted, bundled: new([bundled.Place])), bundled, elsewhere);

        await RecordAsync(trust, Report.Of(Tag(Lead), "Failed"));

        Assert.Equal((Undeliverable, Joined), (await trust.StateAsync(Lead), await trust.StateAsync(bundled)));
    }

    [Fact]
    public async Task What_belongs_to_no_row_is_dropped_with_a_line_in_the_log()
    {
        await using var trust = await TrustAsync();
        var neverSent = Family.Queued("A9");

        await RecordAsync(
            trust,
            Report.Of("a tag of another system"),
            Report.Of(""),
            Report.Of(Tag(neverSent)),
            Report.Of(Tag(Lead)),
            Report.Received,
            "{}",
            "[]");

        Assert.Equal(2, trust.Logged.Lines.Count(line => line.Contains("tag is no key of the ledger", StringComparison.Ordinal)));
        Assert.Equal(2, trust.Logged.Lines.Count(line => line.Contains("which the ledger does not have", StringComparison.Ordinal)));
        Assert.Equal(2, trust.Logged.Lines.Count(line => line.Contains("no delivery reports", StringComparison.Ordinal)));
        Assert.DoesNotContain(
            trust.Logged.Lines,
            line => line.Contains("7700900777", StringComparison.Ordinal) || line.Contains("another system", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_row_that_is_moved_while_its_report_is_recorded_is_read_again()
    {
        await using var trust = await TrustAsync();
        await trust.PutAsync(Lead.Stored(state: Claimed));
        var lost = new LostAnswers { Meanwhile = () => trust.PutAsync(Lead.Stored(state: Accepted, providerId: "id-7")) };
        lost.LoseNext();
        var settlement = new DeliverySettlement(new NudgeLedger(lost.Through(trust.Storage)));

        var settled = await settlement.SettleAsync(Lead.Place, hasArrived: true, Report.Id, Token);

        Assert.Equal((Delivered, "id-7"), (settled!.State, settled.ProviderId));
        Assert.Equal(settled, (await trust.RowAsync(Lead.Place)).Value);
    }

    [Fact]
    public async Task Ten_copies_at_once_settle_a_message_like_one()
    {
        await using var trust = await TrustAsync();
        var bundled = Family.Joined("A2", Lead);
        await trust.PutAsync(Lead.Stored(state: Claimed, bundled: new([bundled.Place])), bundled);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RecordAsync(trust, Report.Of(Tag(Lead)))));

        Assert.Equal((Delivered, Delivered), (await trust.StateAsync(Lead), await trust.StateAsync(bundled)));
    }

    [Fact]
    public async Task The_place_of_a_text_is_written_before_the_text_is_claimed()
    {
        await using var trust = await TrustAsync();
        await trust.PutAsync(Lead.Stored(queuedAt: Family.At("08:00")));
        trust.Sent.Meanwhile = async () => Assert.Equal(Lead.Place, (await trust.Get<SentTexts>().FindAsync(Lead.Place.Key, Token))!.Place);

        await trust.SendAsync(Lead);

        Assert.Single(trust.Sent.Offered);
    }

    private static string Tag(Nudge nudge) => nudge.Place.Key.ToString();

    private static async Task<NudgeState> ReportedAsync(TestTrust trust, NudgeState state, string status)
    {
        await trust.PutAsync(Lead.Stored(state: state));
        await RecordAsync(trust, Report.Of(Tag(Lead), status));
        var once = await trust.RowAsync(Lead.Place);
        await RecordAsync(trust, Report.Of(Tag(Lead), status), Report.Of(Tag(Lead), "Queued"));
        Assert.Equal(once, await trust.RowAsync(Lead.Place));
        return once.Value.State;
    }

    private static async Task RecordAsync(TestTrust trust, params string[] bodies)
    {
        foreach (var body in bodies)
        {
            await trust.InScopeAsync<DeliveryRecord>(deliveries => deliveries.RecordAsync(ReportReader.Read(body), Token));
        }
    }

    private async Task<TestTrust> TrustAsync()
    {
        var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        await trust.EnrolAsync(Family.Child("A1"), Family.Child("A2", "Tom"), Family.Child("A3", "Una"));
        await trust.Get<SentTexts>().WriteAsync(new(Lead.Place, AddressKey.Of(TestSecret.Value, new(Channel.Text, Report.Number))), Token);
        trust.Clock.Set("2025-09-29 09:00");
        return trust;
    }
}
