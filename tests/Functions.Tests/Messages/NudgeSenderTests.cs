using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Messages;

/// <summary>A message is sent once or flagged (domain 0.10).</summary>
public sealed class NudgeSenderTests(AzuriteFixture azurite)
{
    private static readonly Nudge Lead = Family.Queued("A1");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<SendOutcome, NudgeState> Outcomes => new()
    {
        { new SendOutcome.Accepted("id-7"), NudgeState.Accepted },
        { new SendOutcome.Refused(400), NudgeState.Failed },
        { new SendOutcome.Lost("no answer came"), NudgeState.Unknown },
    };

    [Theory]
    [MemberData(nameof(Outcomes))]
    public async Task The_row_says_what_the_provider_made_of_the_message(SendOutcome outcome, NudgeState state)
    {
        await using var trust = await TrustAsync(Lead);
        trust.Sent.AnswerNext(outcome);

        await trust.SendAsync(Lead);
        await trust.SendAsync(Lead);

        var row = (await trust.RowAsync(Lead.Place)).Value;
        Assert.Equal(state, row.State);
        Assert.Equal(outcome is SendOutcome.Accepted ? "id-7" : null, row.ProviderId);
        Assert.Equal(Family.At("09:00"), row.MovedAt);
        Assert.Single(trust.Sent.Offered);
    }

    [Fact]
    public async Task A_message_that_was_not_taken_is_planned_again_and_its_queue_brings_it_back()
    {
        await using var trust = await TrustAsync(Lead);
        trust.Sent.AnswerNext(new SendOutcome.NotTaken("the provider answered 429"));

        var failure = await Assert.ThrowsAsync<MessageNotTakenException>(() => trust.SendAsync(Lead));

        Assert.Equal("A message was not taken: the provider answered 429.", failure.Message);
        Assert.Equal(NudgeState.Planned, await trust.StateAsync(Lead));
        await trust.SendAsync(Lead);
        Assert.Equal(NudgeState.Accepted, await trust.StateAsync(Lead));
    }

    [Fact]
    public async Task The_provider_is_not_called_for_a_row_that_is_not_planned()
    {
        await using var trust = await TrustAsync();
        foreach (var state in Enum.GetValues<NudgeState>().Where(state => state != NudgeState.Planned))
        {
            await trust.PutAsync(Lead.Stored(state: state));
            await trust.SendAsync(Lead);
            Assert.Equal(state, await trust.StateAsync(Lead));
        }

        Assert.Empty(trust.Sent.Offered);
    }

    public static TheoryData<string, Nudge> NotNow => new()
    {
        { "not released", Lead.Stored(isReleased: false) },
        { "not yet", Lead with { FirstDay = Family.Monday.AddDays(1) } },
        { "not any more", Lead with { LastDay = Family.Monday.AddDays(-1) } },
        { "never queued", Lead.TakeOffQueue() },
        { "queued under an earlier day's roster", Lead.Stored(queuedAt: Family.At("09:00").AddDays(-3)) },
        { "of a school that is no more", Family.Planned("A1", Family.OtherSchool).Stored(queuedAt: Family.At("08:00")) },
    };

    [Theory]
    [MemberData(nameof(NotNow))]
    public async Task The_provider_is_not_called_for_a_planned_row_that_may_not_leave(string why, Nudge row)
    {
        await using var trust = await TrustAsync(row);

        await trust.SendAsync(row);

        Assert.Empty(trust.Sent.Offered);
        Assert.True(row == (await trust.RowAsync(row.Place)).Value, why);
    }

    [Fact]
    public async Task A_message_about_a_row_that_does_not_exist_is_dropped()
    {
        await using var trust = await TrustAsync();

        await trust.SendAsync(Lead);

        Assert.Empty(trust.Sent.Offered);
        Assert.Empty(await trust.LedgerAsync());
    }

    [Fact]
    public async Task A_host_that_stops_while_the_provider_answers_still_writes_the_answer_down()
    {
        await using var trust = await TrustAsync(Lead);
        using var host = CancellationTokenSource.CreateLinkedTokenSource(Token);
        trust.Sent.Meanwhile = host.CancelAsync;

        await trust.SendAsync(Lead.Place, trust.Sent, host.Token);

        Assert.Equal(NudgeState.Accepted, await trust.StateAsync(Lead));
    }

    [Fact]
    public async Task A_host_that_is_stopping_claims_nothing()
    {
        await using var trust = await TrustAsync(Lead);
        using var host = new CancellationTokenSource();
        await host.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => trust.SendAsync(Lead.Place, trust.Sent, host.Token));

        Assert.Empty(trust.Sent.Offered);
        Assert.Equal(Lead, (await trust.RowAsync(Lead.Place)).Value);
    }

    [Fact]
    public async Task A_host_killed_between_provider_and_ledger_leaves_a_claim_that_is_never_sent_again()
    {
        await using var trust = await TrustAsync(Lead);
        trust.Sent.Meanwhile = () => throw new InvalidOperationException("The host was killed.");
        await Assert.ThrowsAsync<InvalidOperationException>(() => trust.SendAsync(Lead));
        trust.Sent.Meanwhile = () => Task.CompletedTask;

        await trust.SendAsync(Lead);
        await trust.ReleaseAsync("2025-09-29 09:14");
        Assert.Equal(NudgeState.Claimed, await trust.StateAsync(Lead));
        await trust.ReleaseAsync("2025-09-29 09:15");

        Assert.Equal(NudgeState.Unknown, await trust.StateAsync(Lead));
        Assert.Single(trust.Sent.Offered);
    }

    [Fact]
    public async Task A_contact_who_is_gone_from_the_roster_is_not_written_to()
    {
        await using var trust = await TrustAsync(Lead);
        await trust.EnrolAsync(Family.Child("A1", "Zoe", Family.Parent(slot: 2)));

        await trust.SendAsync(Lead);
        await trust.TickReleaseAsync("2025-09-29 08:15");

        Assert.Empty(trust.Sent.Offered);
        var row = (await trust.RowAsync(Lead.Place)).Value;
        Assert.Equal((NudgeState.Suppressed, SuppressionReason.NoUsableAddress), (row.State, row.Reason));
    }

    [Fact]
    public async Task A_circumstance_that_came_on_file_after_the_release_stops_the_message()
    {
        await using var trust = await TrustAsync(Lead);
        await trust.EnrolAsync(Family.Child("A1") with { Circumstance = "in hospital" });

        await trust.SendAsync(Lead);
        await trust.TickReleaseAsync("2025-09-29 08:15");

        Assert.Empty(trust.Sent.Offered);
        Assert.Equal(SuppressionReason.HandledByPeople, (await trust.RowAsync(Lead.Place)).Value.Reason);
    }

    [Fact]
    public async Task Travellers_are_in_the_message_and_share_what_becomes_of_it()
    {
        var bundled = Family.Joined("A2", Lead);
        var withheld = Family.Planned("A3").Stored(state: NudgeState.Withheld);
        var lead = Family.Queued("A1", Channel.Text, bundled, withheld);
        await using var trust = await TrustAsync(lead, bundled, withheld);
        await trust.EnrolAsync(Family.Child("A1"), Family.Child("A2", "Tom"), Family.Child("A3", "Una"));

        await trust.SendAsync(lead);

        var text = Assert.Single(trust.Sent.Offered).Plain;
        Assert.Contains(
            "Tom has missed 1 day of school (5 hours of learning) and Zoe has missed 1 day of school", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Una", text, StringComparison.Ordinal);
        var shared = (await trust.RowAsync(bundled.Place)).Value;
        Assert.Equal((NudgeState.Accepted, "id-1", Family.At("09:00")), (shared.State, shared.ProviderId, shared.MovedAt));
        Assert.Equal(NudgeState.Withheld, await trust.StateAsync(withheld));
    }

    [Fact]
    public async Task A_text_names_child_days_offer_and_telephone_and_goes_to_the_number_in_the_networks_form()
    {
        await using var trust = await TrustAsync(Lead);

        await trust.SendAsync(Lead);

        var message = Assert.Single(trust.Sent.Offered);
        Assert.Equal(
            new OutgoingMessage(
                Lead.Place.Key.ToString(), "+447700900001", "",
                "Dear Alex Sample, so far this school year Zoe has missed 1 day of school (5 hours of learning). Is there anything we can "
                + "help with? "
                + "Please call Riverside Primary School on 01632 960001.", ""),
            message);
    }

    [Fact]
    public async Task A_familys_language_picks_the_wording_whichever_of_the_siblings_rows_has_it()
    {
        var lead = Family.Queued("A1", bundled: Family.Planned("A2"));
        await using var trust = await TrustAsync(lead, Family.Joined("A2", lead));
        await trust.EnrolAsync(Family.Child("A1"), Family.Child("A2", "Tom") with { Language = "Polish" });
        await trust.PutAsync(Containers.Settings, "messages/polish/stage.txt",
            "[lang]\npl\n[subject]\nPomoc\n[parent]\nRodzice\n[child]\n{{ChildFirstName}}: "
            + "{{DaysMissedNumber}}\n[and]\ni\n[or]\nlub\n[school]\n{{SchoolName}}, {{SchoolPhone}}\n"
            + "[text]\n{{Parent}}! {{Children}}. {{Schools}}\n[email]\n{{Children}}. {{Schools}}\n");

        await trust.SendAsync(lead);

        Assert.Equal("Alex Sample! Tom: 1 i Zoe: 1. Riverside Primary School, 01632 960001", Assert.Single(trust.Sent.Offered).Plain);
    }

    [Fact]
    public async Task An_email_has_a_subject_plain_text_and_HTML()
    {
        var lead = Family.Queued("A1", Channel.Email);
        await using var trust = await TrustAsync(lead);
        await trust.EnrolAsync(Family.Child("A1", "Zoe", Family.Parent(mobile: "", email: "alex@example.org")));

        await trust.SendAsync(lead);

        var message = Assert.Single(trust.Sent.Offered);
        Assert.Equal(("alex@example.org", "Can we help?"), (message.To, message.Subject));
        Assert.Contains("Zoe has missed 1 day of school", message.Plain, StringComparison.Ordinal);
        Assert.Contains("<p dir=\"auto\">So far this school year Zoe has missed 1 day of school", message.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_note_to_the_trust_lead_leaves_before_school_and_only_on_its_morning()
    {
        await using var trust = await TrustAsync();
        await trust.PutAsync(Containers.Rosters, "141234.csv", Sample.Roster(Sample.Pupil("A1")));
        await trust.NightAsync("2025-09-26");

        await trust.ExportAsync("2025-09-29 06:30");
        await trust.ExportAsync("2025-09-29 07:00");

        var note = Assert.Single(trust.Sent.Offered);
        Assert.Equal("lead@example.org", note.To);
        Assert.StartsWith("Attendance on Friday 26 September 2025: ", note.Subject, StringComparison.Ordinal);
    }

    private async Task<TestTrust> TrustAsync(params Nudge[] rows)
    {
        var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        await trust.EnrolAsync(Family.Child("A1"), Family.Child("A2", "Tom"));
        await trust.PutAsync(rows);
        trust.Clock.Set("2025-09-29 09:00");
        return trust;
    }
}
