using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Messages.Reports;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Messages.Contacts;
using AttendanceFunctions.Functions.Messages.Reports;
using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;
using Azure.Data.Tables;
using static AttendanceFunctions.Domain.Messages.Ledger.NudgeState;

namespace AttendanceFunctions.Tests.Functions.Messages.Contacts;

/// <summary>
/// A number or address that cannot be reached for good: not written to again, and on the worklist until the roster states another.
/// </summary>
public sealed class UnusableContactTests(AzuriteFixture azurite)
{
    private const string Mobile = "07700 900001";
    private const string Number = "+447700900001";
    private const string Mail = "alex@example.org";

    private static readonly Nudge Lead = Family.Queued("A1");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dead_number_goes_on_the_worklist_its_parent_gets_email_instead_and_a_corrected_number_is_written_to_again()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Roster(Sample.Pupil("A1", mobile: Mobile, email: Mail)));
        await trust.PutRegisterAsync("a.csv", Sample.MarksFile(Sample.Marks("A1", "2025-09-01", 2, 38)));
        await trust.NightAsync("2025-09-26");
        await trust.ReleaseAsync("2025-09-29 09:00");
        await RecordAsync(trust, Report.Of(Assert.Single(await trust.LedgerAsync()).Place.Key.ToString(), "Failed", "4004"));

        await trust.NightAsync("2025-10-24");

        var row = Assert.Single(await trust.WorklistAsync("2025-10-24"), row => row["Kind"] == "contact");
        Assert.Equal(
            "The mobile number of contact 1 (Alex Sample) has not been usable since 29 September 2025: the text service says that there "
            + "is no such number. "
            + "Please check it with the family and correct it in your school system.",
            row["What"]);
        Assert.Equal(("A1", "Sample", ""), (row["UPN"], row["Surname"], row["Allowed"]));
        Assert.Equal(
            [(Channel.Text, Undeliverable), (Channel.Email, Planned)],
            (await trust.LedgerAsync()).OrderBy(nudge => nudge.Channel).Select(nudge => (nudge.Channel, nudge.State)));
        await trust.ReleaseAsync("2025-11-03 09:00");
        Assert.Equal([Number, Mail], trust.Sent.Offered.Select(message => message.To));

        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Roster(Sample.Pupil("A1", mobile: "07700 900002", email: Mail)));
        await trust.NightAsync("2025-12-19");

        Assert.DoesNotContain(await trust.WorklistAsync("2025-12-19"), row => row["Kind"] == "contact");
        await trust.ReleaseAsync("2026-01-05 09:00");
        Assert.Equal("+447700900002", trust.Sent.Offered[^1].To);
    }

    [Fact]
    public async Task A_number_that_is_found_dead_between_plan_and_release_or_between_release_and_sending_is_not_written_to()
    {
        await using var trust = await TrustAsync();
        var planned = Family.Planned("A2");
        await trust.PutAsync(Lead, planned);
        await trust.Get<UnusableAddressTable>().MarkAsync(TestTrust.School, Dead(Channel.Text, Number), Token);

        await trust.SendAsync(Lead);
        await trust.TickReleaseAsync("2025-09-29 09:15");

        Assert.Empty(trust.Sent.Offered);
        foreach (var row in new[] { Lead, planned })
        {
            Assert.Equal(
                (Suppressed, SuppressionReason.NoUsableAddress),
                ((await trust.RowAsync(row.Place)).Value.State, (await trust.RowAsync(row.Place)).Value.Reason));
        }
    }

    [Fact]
    public async Task An_email_that_takes_the_place_of_a_text_to_a_dead_number_leaves_as_an_email()
    {
        await using var trust = await TrustAsync();
        var email = Family.Queued("A1", Channel.Email);
        await trust.PutAsync(email);
        await trust.Get<UnusableAddressTable>().MarkAsync(TestTrust.School, Dead(Channel.Text, Number), Token);

        await trust.SendAsync(email);

        Assert.Equal(Mail, Assert.Single(trust.Sent.Offered).To);
    }

    [Theory]
    [InlineData(Channel.Text, Number, "the text service does not take it for a number")]
    [InlineData(Channel.Email, Mail, "the email service does not take it for an address")]
    public async Task A_refusal_of_the_recipient_marks_the_address_at_every_school_whose_pupil_it_was_about(
        Channel channel, string to, string why)
    {
        await using var trust = await TrustAsync(hasMobile: channel == Channel.Text);
        var bundled = Family.Planned("B1", Family.OtherSchool, channel).Stored(state: Joined, lead: Family.Queued("A1", channel).Place);
        var lead = Family.Queued("A1", channel, bundled);
        await trust.PutAsync(lead, bundled);
        trust.Sent.AnswerNext(new SendOutcome.Refused(400, IsForRecipient: true));

        await trust.SendAsync(lead);

        foreach (var school in new[] { TestTrust.School, Family.OtherSchool })
        {
            Assert.Equal(
                [new(AddressKey.Of(TestSecret.Value, new(channel, to)), channel, Family.Monday, why)],
                (await trust.Get<UnusableAddressTable>().ReadAsync(school, Token)).Find(new(channel, to)));
        }

        Assert.Empty((await trust.Get<UnusableAddressTable>().ReadAsync(SchoolId.Parse("141236"), Token)).Find(new(channel, to)));
    }

    public static TheoryData<SendOutcome> NotForGood =>
        [new SendOutcome.Refused(400), new SendOutcome.Refused(413), new SendOutcome.Lost(
            "no answer came"), new SendOutcome.Accepted("id-7")];

    [Theory]
    [MemberData(nameof(NotForGood))]
    public async Task Any_other_answer_marks_nothing(SendOutcome outcome)
    {
        await using var trust = await TrustAsync();
        await trust.PutAsync(Lead);
        trust.Sent.AnswerNext(outcome);

        await trust.SendAsync(Lead);

        Assert.Empty(await RowsAsync(trust));
    }

    [Theory]
    [InlineData("4002", "the text service says that it is no valid number")]
    [InlineData("4004", "the text service says that there is no such number")]
    [InlineData("4007", "whoever has it told the text service to send no more texts")]
    [InlineData("4005", "")]
    [InlineData("4006", "")]
    [InlineData("5001", "")]
    [InlineData("", "")]
    public async Task A_report_marks_a_number_only_where_it_says_that_it_is_dead(string details, string why)
    {
        await using var trust = await TrustAsync();
        await trust.PutAsync(Lead);
        await trust.SendAsync(Lead);

        await RecordAsync(trust, Report.Of(Lead.Place.Key.ToString(), "Failed", details));
        await RecordAsync(trust, Report.Of(Lead.Place.Key.ToString(), "Failed", details));

        Assert.Equal(
            why,
            string.Join(
                ';',
                (await trust.Get<UnusableAddressTable>().ReadAsync(TestTrust.School, Token))
                    .Find(new(Channel.Text, Number))
                    .Select(found => found.Why)));
        Assert.Equal(Undeliverable, await trust.StateAsync(Lead));
    }

    [Fact]
    public async Task A_report_marks_the_number_that_the_text_went_to_and_not_the_one_that_the_roster_states_by_now()
    {
        await using var trust = await TrustAsync();
        await trust.PutAsync(Lead);
        await trust.SendAsync(Lead);
        await trust.EnrolAsync(Family.Child("A1", "Zoe", Family.Parent(mobile: "07700 900009")));

        await RecordAsync(trust, Report.Of(Lead.Place.Key.ToString(), "Failed", "4004"));

        var unusable = await trust.Get<UnusableAddressTable>().ReadAsync(TestTrust.School, Token);
        Assert.NotEmpty(unusable.Find(new(Channel.Text, Number)));
        Assert.Empty(unusable.Of([Family.Child("A1", "Zoe", Family.Parent(mobile: "07700 900009"))]));
    }

    [Fact]
    public async Task A_number_that_a_text_reached_stays_usable_whatever_a_later_report_says()
    {
        await using var trust = await TrustAsync();
        await trust.PutAsync(Lead);
        await trust.SendAsync(Lead);

        await RecordAsync(trust, Report.Of(Lead.Place.Key.ToString()));
        await RecordAsync(trust, Report.Of(Lead.Place.Key.ToString(), "Failed", "4004"));

        Assert.Empty(await RowsAsync(trust));
    }

    [Fact]
    public async Task No_number_stands_in_the_tables_of_dead_numbers_and_of_sent_texts()
    {
        await using var trust = await TrustAsync();
        await trust.PutAsync(Lead);
        await trust.SendAsync(Lead);
        await RecordAsync(trust, Report.Of(Lead.Place.Key.ToString(), "Failed", "4004"));

        var rows = (await RowsAsync(trust)).Concat(await RowsAsync(trust, Tables.SentTexts)).ToList();

        Assert.Equal(2, rows.Count);
        Assert.DoesNotContain(rows, row => row.Contains("7700900", StringComparison.Ordinal));
    }

    private static UnusableAddress Dead(Channel channel, string to) =>
        new(AddressKey.Of(TestSecret.Value, new(channel, to)), channel, Family.Monday, "it is a test");

    private static Task RecordAsync(TestTrust trust, string body) =>
        trust.InScopeAsync<DeliveryRecord>(deliveries => deliveries.RecordAsync(ReportReader.Read(body), Token));

    private static async Task<IReadOnlyList<string>> RowsAsync(TestTrust trust, string table = Tables.UnusableAddresses)
    {
        var rows = new List<string>();
        await foreach (var row in trust.TrustStorage.Table(table).QueryAsync<TableEntity>(cancellationToken: Token))
        {
            rows.Add(string.Join(' ', row.Select(column => $"{column.Key}={column.Value}")));
        }

        return rows;
    }

    private async Task<TestTrust> TrustAsync(bool hasMobile = true)
    {
        var trust = await TestTrust.CreateAsync(
            azurite, Sample.Settings(schools: $", {Sample.School(Family.OtherSchool.ToString(), "Hillside School")}"));
        var parent = Family.Parent(mobile: hasMobile ? Mobile : "", email: Mail);
        await trust.EnrolAsync(
            Family.Child("A1", "Zoe", parent), Family.Child("A2", "Tom", Family.Parent(name: "Alex Sample", mobile: Mobile)));
        await trust.EnrolAsync(Family.OtherSchool, Family.Child("B1", "Una", parent));
        trust.Clock.Set("2025-09-29 09:00");
        return trust;
    }
}
