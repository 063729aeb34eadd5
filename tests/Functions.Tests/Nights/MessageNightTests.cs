using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Contracts;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Nights;

/// <summary>Each kind of message from the night that plans it to the parent, through storage.</summary>
public sealed class MessageNightTests(AzuriteFixture azurite)
{
    /// <summary>The night before the last school day of the first half term, with 78 sessions so far.</summary>
    private const string Thursday = "2025-10-23";

    /// <summary>The last school day of the first half term, with 80 sessions so far.</summary>
    private const string Friday = "2025-10-24";

    [Fact]
    public async Task Thanks_wait_for_a_person_and_leave_on_the_last_day_of_the_half_term()
    {
        await using var trust = await StartAsync("odbst", Sample.Marks("A1", "2025-09-01", 2, 76));
        await trust.NightAsync(Thursday);
        var waits = Assert.Single(await trust.WorklistAsync(Thursday), row => row["Kind"] == "nudge");
        Assert.Equal(Friday, waits["Due"]);

        await trust.DecideAsync(Thursday, waits["Key"], "release");
        await trust.ReleaseAsync($"{Friday} 09:00");

        Assert.Equal([(MessageKind.ThankYou, NudgeState.Accepted)], await MessagesAsync(trust));
        Assert.Single(trust.Sent.Offered);
    }

    [Fact]
    public async Task Thanks_that_no_person_released_expire_when_the_day_is_over()
    {
        await using var trust = await StartAsync("odbst", Sample.Marks("A1", "2025-09-01", 2, 76));
        await trust.NightAsync(Thursday);

        await trust.ReleaseAsync($"{Friday} 17:45");
        await trust.ReleaseAsync("2025-11-03 08:00");

        Assert.Equal([(MessageKind.ThankYou, NudgeState.Expired)], await MessagesAsync(trust));
        Assert.Empty(trust.Sent.Offered);
    }

    [Fact]
    public async Task Thanks_that_a_correction_took_the_ground_from_do_not_leave()
    {
        await using var trust = await StartAsync("odbst", Sample.Marks("A1", "2025-09-01", 2, 76), """ "automatic": [ "thank-you" ],""");
        await trust.NightAsync("2025-10-22");
        Assert.Equal([(MessageKind.ThankYou, NudgeState.Planned)], await MessagesAsync(trust));

        await trust.PutRegisterAsync("b.csv", Sample.LongFile("A1,2025-09-08,AM,I", "A1,2025-09-08,PM,I"));
        await trust.NightAsync(Thursday);
        await trust.ReleaseAsync($"{Friday} 09:00");

        Assert.Empty(trust.Sent.Offered);
        var thanks = (await trust.LedgerAsync()).Single(row => row.Kind == MessageKind.ThankYou);
        Assert.Equal((NudgeState.Suppressed, SuppressionReason.NoLongerSo), (thanks.State, thanks.Reason));
        Assert.DoesNotContain(await trust.WorklistAsync(Thursday), row => row["What"].Contains("no longer so", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Thanks_that_the_same_night_finds_wrong_after_all_are_taken_back_and_nobody_is_bothered_with_it()
    {
        await using var trust = await StartAsync("odbst", Sample.Marks("A1", "2025-09-01", 2, 76), """ "automatic": [ "thank-you" ],""");
        await trust.NightAsync(Thursday);

        await trust.PutRegisterAsync("b.csv", Sample.LongFile("A1,2025-09-08,AM,I", "A1,2025-09-08,PM,I"));
        await trust.NightAsync(Thursday);

        var thanks = (await trust.LedgerAsync()).Single(row => row.Kind == MessageKind.ThankYou);
        Assert.Equal((NudgeState.Suppressed, SuppressionReason.NoLongerSo), (thanks.State, thanks.Reason));
        Assert.DoesNotContain(
            await trust.WorklistAsync(Thursday),
            row => row["Kind"] is "nudge" or "not sent" && row["What"].Contains("no longer so", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Thanks_that_may_not_be_sent_leave_no_row_behind()
    {
        await using var trust = await StartAsync(
            "odbst", Sample.Marks("A1", "2025-09-01", 2, 76), pupil: Sample.Pupil("A1", flags: ",bereavement,,"));

        await trust.NightAsync(Thursday);

        Assert.Empty(await trust.LedgerAsync());
        Assert.DoesNotContain(await trust.WorklistAsync(Thursday), row => row["Kind"] is "nudge" or "not sent");
    }

    [Fact]
    public async Task The_message_of_the_half_term_goes_in_its_first_week_to_who_was_below_the_line_and_the_nudge_to_nobody()
    {
        // 3 of 80 are 96.25%, 4 of 80 are 95%: D4 looks at the end of each half term at who is below 96%.
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings("school-approach"));
        await trust.PutAsync(
            Containers.Rosters, Registers.Roster, Sample.Roster(Sample.Pupil("A1"), Sample.Pupil("A2", "Tom", "07700 900002")));
        await trust.PutRegisterAsync(
            "a.csv", Sample.MarksFile(Sample.Marks("A1", "2025-09-01", 4, 76), Sample.Marks("A2", "2025-09-01", 3, 77)));

        await trust.NightAsync(Friday);
        await trust.ReleaseAsync("2025-11-03 08:00");

        Assert.Equal([(MessageKind.HalfTerm, NudgeState.Accepted)], await MessagesAsync(trust));
        Assert.Equal("+447700900001", Assert.Single(trust.Sent.Offered).To);
    }

    [Fact]
    public async Task An_invitation_waits_for_a_person_and_gives_way_to_the_automatic_invitation_of_the_contract()
    {
        await using var trust = await StartAsync("odbst", Sample.Marks("A1", "2025-09-01", 4, 36), """ "automatic": [ "meeting" ],""");
        await trust.NightAsync("2025-09-26");
        var first = (await trust.LedgerAsync()).Single(row => row.Kind == MessageKind.Meeting);
        Assert.Equal(("2025-1-2", false), (first.Period, first.IsReleased));
        Assert.Contains(await trust.WorklistAsync("2025-09-26"), row => row["Key"] == first.Place.Key.ToString());

        await trust.DecideAsync("2025-09-26", (await trust.CaseAsync("A1")).Proposal!.Key.ToString(), "confirm");
        await trust.NightAsync("2025-09-29");

        var second = (await trust.LedgerAsync()).Single(row => row.Kind == MessageKind.Meeting && row.Period == "2025-1-3");
        Assert.Equal((true, null, NudgeState.Planned), (second.IsReleased, second.DecidedBy, second.State));
        // What it would have invited to is no longer where the case stands.
        Assert.DoesNotContain(await trust.WorklistAsync("2025-09-29"), row => row["Key"] == first.Place.Key.ToString());
        await trust.ReleaseAsync("2025-09-30 08:00");
        Assert.Single(trust.Sent.Offered);
        Assert.Equal(NudgeState.Accepted, await trust.StateAsync(second));
    }

    [Fact]
    public async Task A_release_of_an_invitation_to_a_stage_that_was_left_sends_nothing()
    {
        await using var trust = await StartAsync("odbst", Sample.Marks("A1", "2025-09-01", 4, 36));
        await trust.NightAsync("2025-09-26");
        var invitation = (await trust.LedgerAsync()).Single(row => row.Kind == MessageKind.Meeting);
        await trust.PutRegisterAsync("b.csv", Sample.MarksFile(Sample.Marks("A1", "2025-09-01", 0, 40)));
        await trust.NightAsync("2025-09-29");

        await trust.PutAsync(invitation.Stored(isReleased: true));
        await trust.ReleaseAsync("2025-09-30 08:00");

        Assert.Empty(trust.Sent.Offered);
        Assert.Equal(SuppressionReason.NoLongerSo, (await trust.RowAsync(invitation.Place)).Value.Reason);
    }

    [Fact]
    public async Task An_invitation_to_nobody_stands_on_the_worklist_as_one()
    {
        await using var trust = await StartAsync("odbst", Sample.Marks("A1", "2025-09-01", 4, 36), pupil: Sample.Pupil("A1", mobile: ""));

        await trust.NightAsync("2025-09-26");

        Assert.Contains(
            await trust.WorklistAsync("2025-09-26"),
            row => row["Kind"] == "not sent" && row["What"].StartsWith("No invitation: no mobile number", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pupils_in_the_hold_out_are_planned_and_not_sent_and_the_worklist_says_why()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings("own"));
        var pack = await File.ReadAllTextAsync(Path.Combine(Sources.Root, "domain/Policies/packs/odbst.json"), Token);
        await trust.PutAsync(
            Containers.Settings,
            "policies/own.json",
            pack.Replace("\"id\": \"odbst\",", "\"id\": \"own\", \"holdOutPercent\": 50,", StringComparison.Ordinal));
        var upns = Registers.Upns(12);
        await trust.PutAsync(
            Containers.Rosters,
            Registers.Roster,
            Sample.Roster([.. upns.Select((upn, index) => Sample.Pupil(upn, mobile: $"07700 9001{index:00}"))]));
        await trust.PutRegisterAsync("a.csv", Sample.MarksFile([.. upns.Select(upn => Sample.Marks(upn, "2025-09-01", 2, 38))]));

        await trust.NightAsync("2025-09-26");
        await trust.ReleaseAsync("2025-09-29 08:00");

        var rows = await trust.LedgerAsync();
        var held = rows.Where(row => row.Reason == SuppressionReason.HeldOut).ToList();
        Assert.InRange(held.Count, 1, 11);
        Assert.Equal(12 - held.Count, trust.Sent.Offered.Count);
        Assert.Equal(12, rows.Count);
        Assert.Equal(
            held.Select(row => row.Upn.ToString()).Order(),
            (await trust.WorklistAsync("2025-09-26"))
                .Where(row => row["What"].Contains("to see whether nudges help", StringComparison.Ordinal))
                .Select(row => row["UPN"])
                .Order());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<IEnumerable<(MessageKind, NudgeState)>> MessagesAsync(TestTrust trust) =>
        (await trust.LedgerAsync()).Select(row => (row.Kind, row.State));

    /// <summary>A trust of one pupil with these marks, whose nudges of concern leave by themselves.</summary>
    private async Task<TestTrust> StartAsync(string policy, string marks, string extra = "", string pupil = "")
    {
        var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(policy, extra: extra));
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Roster(pupil.Length > 0 ? pupil : Sample.Pupil("A1")));
        await trust.PutRegisterAsync("a.csv", Sample.MarksFile(marks));
        return trust;
    }
}
