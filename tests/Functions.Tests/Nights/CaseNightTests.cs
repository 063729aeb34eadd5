using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Nights;

/// <summary>
/// Cases over nights, through storage: what is proposed stands in the worklist, and what people decide comes about the next night.
/// </summary>
public sealed class CaseNightTests(AzuriteFixture azurite)
{
    private const string Friday = "2025-09-26";
    private const string Monday = "2025-09-29";
    private const string Tuesday = "2025-09-30";

    [Fact]
    public async Task A_pupil_who_falls_far_is_proposed_the_first_contract_and_only_a_person_confirms_it()
    {
        await using var trust = await StartAsync("odbst", Sample.Marks("A1", "2025-09-01", 8, 32));
        await trust.NightAsync(Friday);

        var waiting = Assert.Single(
            await trust.WorklistAsync(Friday),
            row => row["Kind"] == "case" && row["Allowed"].Contains("confirm", StringComparison.Ordinal));
        Assert.Equal(
            "Proposed: Attendance Contract 1. Urgent: attendance lies beyond that stage. "
            + "Of compulsory school age by the year group, because the roster has no date of birth.",
            waiting["What"]);
        Assert.Contains("80.0% (32 of 40 sessions)", waiting["Why"], StringComparison.Ordinal);
        Assert.Contains("at or below 90%", waiting["Why"], StringComparison.Ordinal);
        Assert.Equal(("signed in only: confirm or decline", 2), (waiting["Allowed"], (await trust.CaseAsync("A1")).Stage));

        await trust.DecideAsync(Friday, waiting["Key"], "confirm", note: "Met on Monday, both parents came.");
        await trust.NightAsync(Monday);

        Assert.Equal((3, Casework.Date(Monday)), await trust.CaseAsync("A1") is var agreed ? (agreed.Stage, agreed.Step?.On) : default);
        var confirmed = Assert.Single(await trust.HistoryAsync("A1"), happened => happened.Kind == CaseEventKind.Confirmed);
        Assert.Equal(
            ("J. Hill", "Met on Monday, both parents came.", 2, 3),
            (confirmed.By?.InWords(), confirmed.Note, confirmed.From, confirmed.To));
        Assert.Contains("of 40 sessions", confirmed.Known, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_persons_note_is_kept_and_stands_in_nothing_that_leaves()
    {
        await using var trust = await StartAsync("odbst", Sample.Marks("A1", "2025-09-01", 8, 32));
        await trust.NightAsync(Friday);
        await trust.DecideAsync(Friday, (await trust.CaseAsync("A1")).Proposal!.Key.ToString(), "confirm", note: "sentinel-note");
        await trust.NightAsync(Monday);
        await trust.ExportAsync("2025-09-30 05:30");

        foreach (var container in Containers.Outgoing)
        {
            await foreach (var blob in trust.TrustStorage.Container(container).GetBlobsAsync(
                Azure.Storage.Blobs.Models.BlobTraits.None,
                Azure.Storage.Blobs.Models.BlobStates.None,
                "",
                TestContext.Current.CancellationToken))
            {
                Assert.DoesNotContain("sentinel-note", await trust.GetAsync(container, blob.Name), StringComparison.Ordinal);
            }
        }

        Assert.DoesNotContain(trust.Sent.Offered, message => message.ToString().Contains("sentinel-note", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_family_with_a_contract_gets_no_nudge()
    {
        await using var trust = await StartAsync("odbst", Sample.Marks("A1", "2025-09-01", 4, 36));
        await trust.NightAsync(Friday);
        await trust.DecideAsync(Friday, (await trust.CaseAsync("A1")).Proposal!.Key.ToString(), "confirm");
        await trust.PutRegisterAsync("week.csv", Sample.MarksFile(Sample.Marks("A1", Monday, 0, 50)));

        // The year's rate climbs into Stage 1, where others get a nudge in the first week of the half term.
        await trust.NightAsync("2025-10-24");
        await trust.NightAsync("2025-11-03");

        Assert.Equal(3, (await trust.CaseAsync("A1")).Stage);
        Assert.Equal(
            SuppressionReason.CaseWithPeople, Assert.Single(await trust.LedgerAsync(), row => row.Kind == MessageKind.Stage).Reason);
    }

    [Fact]
    public async Task A_circumstance_that_comes_on_file_during_a_contract_is_shown_each_week()
    {
        await using var trust = await StartAsync("odbst", Sample.Marks("A1", "2025-09-01", 6, 34));
        await trust.NightAsync(Friday);
        await trust.DecideAsync(Friday, (await trust.CaseAsync("A1")).Proposal!.Key.ToString(), "confirm");
        await trust.NightAsync(Monday);

        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Roster(Sample.Pupil("A1", flags: ",bereavement,,")));
        await trust.NightAsync("2025-10-03");

        Assert.Single(
            await trust.WorklistAsync("2025-10-03"), row => row["What"].StartsWith("A circumstance is on file", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_correction_withdraws_a_proposal_and_the_history_keeps_both()
    {
        await using var trust = await StartAsync("odbst", Sample.Marks("A1", "2025-09-01", 4, 36, 'O'));
        await trust.NightAsync(Friday);
        Assert.NotNull((await trust.CaseAsync("A1")).Proposal);

        await trust.PutRegisterAsync("z-mended.csv", Sample.LongFile("A1,2025-09-01,AM,/", "A1,2025-09-01,PM,\\", "A1,2025-09-02,AM,/"));
        await trust.NightAsync(Monday);

        Assert.Null((await trust.CaseAsync("A1")).Proposal);
        var history = await trust.HistoryAsync("A1");
        Assert.Contains(history, happened => happened.Kind == CaseEventKind.Proposed);
        Assert.Contains(
            "corrected", Assert.Single(history, happened => happened.Kind == CaseEventKind.Withdrawn).What, StringComparison.Ordinal);
        Assert.Contains(
            await trust.WorklistAsync(Monday), row => row["Kind"] == "news" && row["What"].Contains("Withdrawn", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_correction_shows_on_a_step_that_was_confirmed()
    {
        await using var trust = await StartAsync("odbst", Sample.Marks("A1", "2025-09-01", 4, 36, 'O'));
        await trust.NightAsync(Friday);
        await trust.DecideAsync(Friday, (await trust.CaseAsync("A1")).Proposal!.Key.ToString(), "confirm");
        await trust.NightAsync(Monday);

        await trust.PutRegisterAsync("z-mended.csv", Sample.LongFile("A1,2025-09-01,AM,/", "A1,2025-09-01,PM,\\", "A1,2025-09-02,AM,/"));
        await trust.NightAsync(Tuesday);

        Assert.Equal(3, (await trust.CaseAsync("A1")).Stage);
        var corrected = Assert.Single(await trust.HistoryAsync("A1"), happened => happened.Kind == CaseEventKind.Corrected);
        Assert.Contains("90.0% (36 of 40 sessions)", corrected.What, StringComparison.Ordinal);
        Assert.Contains("97.5% (39 of 40 sessions)", corrected.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_weeks_caught_up_at_once_come_to_the_same_cases_as_night_by_night()
    {
        var marks = Sample.Marks("A1", "2025-09-01", 3, 37) + "OOOO////OO//OO////O/";
        await using var nightly = await StartAsync("millbrook", marks);
        await using var late = await StartAsync("millbrook", marks);
        foreach (var night in Casework.Weekdays(Friday, "2025-10-10"))
        {
            await nightly.NightAsync(night);
        }

        await late.NightAsync(Friday);
        await late.NightAsync("2025-10-10");

        Assert.Equal(
            (await nightly.HistoryAsync("A1"))
                .Select(happened => (happened.Number, happened.On, happened.Kind, happened.To, happened.What, happened.Known)),
            (await late.HistoryAsync("A1"))
                .Select(happened => (happened.Number, happened.On, happened.Kind, happened.To, happened.What, happened.Known)));
        Assert.Equal((await nightly.CaseAsync("A1")).Step, (await late.CaseAsync("A1")).Step);
    }

    [Fact]
    public async Task The_summaries_show_the_step_where_the_process_says_the_stage()
    {
        await using var trust = await StartAsync(
            "millbrook",
            Sample.Marks("A1", "2025-09-01", 4, 36),
            Sample.Marks("A2", "2025-09-01", 3, 37),
            Sample.Marks("A3", "2025-09-01", 0, 40));
        await trust.NightAsync(Friday);
        await trust.ExportAsync("2025-09-29 05:30");

        var pupils = await trust.PupilsAsync(Friday);

        Assert.Equal(["1", "0", "0"], pupils.OrderBy(row => row.Key).Select(row => row.Value["stage"]));
    }

    private async Task<TestTrust> StartAsync(string policy, params string[] marks)
    {
        var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(policy, extra: "\"minimumCoverage\": 0,"));
        await trust.PutAsync(
            Containers.Rosters, Registers.Roster, Sample.Roster([.. marks.Select(row => Sample.Pupil(row.Split(',')[0]))]));
        await trust.PutRegisterAsync("so-far.csv", Sample.MarksFile(marks));
        return trust;
    }
}
