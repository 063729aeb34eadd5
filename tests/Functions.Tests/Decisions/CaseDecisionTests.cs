using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Decisions;

/// <summary>A decision about a case that cannot be carried out comes back with its reason, and the case stays as it was.</summary>
public sealed class CaseDecisionTests(AzuriteFixture azurite)
{
    private const string Header = "School,UPN,Kind,Key,Decision,By,Note";
    private const string Friday = "2025-09-26";
    private const string Monday = "2025-09-29";
    private const string Back = "decisions-decided.csv";

    public static TheoryData<string, string> Refused => new()
    {
        { "141234,A1,case,00000000000000000000000000000000,confirm,J. Hill,", "The key is in no case" },
        { "141234,A1,case,not-a-key,confirm,J. Hill,", "The key is in no case" },
        { "141234,A2,case,{key},confirm,J. Hill,", "The key is in no case" },
        { "141234,STRANGER,case,{key},confirm,J. Hill,", "The key is in no case of this school" },
        { "149999,A1,case,{key},confirm,J. Hill,", "The row is of the school 149999" },
        { "141234,A1,case,{key},agree,J. Hill,", "\"agree\" is not a decision" },
        { "141234,A1,case,{key},release,J. Hill,", "\"release\" is not a decision" },
        { "141234,A1,case,{key},done,J. Hill,", "\"done\" cannot be decided here; allowed: confirm, decline." },
        { "141234,A1,case,{key},close,J. Hill,", "\"close\" cannot be decided here; allowed: confirm, decline." },
        { "141234,A1,case,{key},confirm,,", "By is empty" },
        { "141234,A1,letter,{key},confirm,J. Hill,", "Kind" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_decision_that_cannot_be_carried_out_comes_back(string row, string reason)
    {
        await using var trust = await StartAsync();
        var before = await trust.CaseAsync("A1");

        await PutAsync(trust, row.Replace("{key}", before.Proposal!.Key.ToString(), StringComparison.Ordinal));
        await trust.NightAsync(Monday);

        Assert.Contains(
            reason, (await trust.RejectedAsync(Back)).Replace("\"\"", "\"", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(
            (before.Step, before.Proposal, before.EventCount),
            await trust.CaseAsync("A1") is var after ? (after.Step, after.Proposal, after.EventCount) : default);
    }

    [Fact]
    public async Task The_good_rows_of_a_file_are_carried_out_and_the_counts_reconcile()
    {
        await using var trust = await StartAsync();
        var (first, second) = ((await trust.CaseAsync("A1")).Proposal!.Key, (await trust.CaseAsync("A2")).Proposal!.Key);

        await PutAsync(trust, $"141234,A1,case,{first},confirm,J. Hill,", $"141234,A2,case,{second},perhaps,J. Hill,");
        await trust.NightAsync(Monday);

        Assert.Equal((3, 2), ((await trust.CaseAsync("A1")).Stage, (await trust.CaseAsync("A2")).Stage));
        Assert.Equal(
            (IntakeOutcome.Applied, 2, 1, 1),
            (await trust.IntakeAsync())["decisions/141234/decided.csv"] is var entry
                ? (entry.Outcome, entry.RowsRead, entry.RowsApplied, entry.RowsRejected)
                : default);
    }

    [Theory]
    [InlineData("Sample", "Zoe", 3)]
    [InlineData(" sample", "ZOE", 3)]
    [InlineData("Sample", "Tom", 2)]
    [InlineData("Hill", "Zoe", 2)]
    public async Task A_row_with_one_childs_name_and_anothers_key_comes_back(string surname, string forename, int stage)
    {
        await using var trust = await StartAsync();
        var key = (await trust.CaseAsync("A1")).Proposal!.Key;

        await trust.PutAsync(
            Containers.Decisions,
            "141234/decided.csv",
            $"Surname,Forename,{Header}\n{surname},{forename},141234,A1,case,{key},confirm,J. Hill,\n");
        await trust.NightAsync(Monday);

        Assert.Equal(stage, (await trust.CaseAsync("A1")).Stage);
        Assert.Equal(
            stage == 2,
            (await trust.RejectedAsync(Back)).Contains("Some columns were sorted or moved without the others", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_decision_by_day_is_taken_down_and_carried_out_by_the_next_night()
    {
        await using var trust = await StartAsync();
        await trust.DecideAsync(Friday, (await trust.CaseAsync("A1")).Proposal!.Key.ToString(), "confirm");

        await trust.ReleaseAsync("2025-09-29 10:00");

        Assert.Equal(2, (await trust.CaseAsync("A1")).Stage);
        Assert.Equal("J. Hill", Assert.Single((await trust.CaseAsync("A1")).PendingDecisions).By);
        await trust.NightAsync(Monday);
        Assert.Equal(3, (await trust.CaseAsync("A1")).Stage);
        Assert.Empty((await trust.CaseAsync("A1")).PendingDecisions);
    }

    [Fact]
    public async Task The_same_worklist_twice_is_one_decision_and_another_persons_is_refused()
    {
        await using var trust = await StartAsync();
        var key = (await trust.CaseAsync("A1")).Proposal!.Key.ToString();
        await trust.DecideAsync(Friday, key, "confirm");
        await trust.NightAsync(Monday);

        await trust.DecideAsync(Friday, key, "confirm", note: "once more", file: "again.csv");
        await trust.DecideAsync(Friday, key, "decline", by: "K. Moss", file: "other.csv");
        await trust.NightAsync("2025-09-30");

        Assert.Equal("", await trust.RejectedAsync("decisions-again.csv"));
        Assert.Contains(
            "It was decided already, by J. Hill on 29 September 2025.",
            await trust.RejectedAsync("decisions-other.csv"),
            StringComparison.Ordinal);
        Assert.Single(await trust.HistoryAsync("A1"), happened => happened.Kind == CaseEventKind.Confirmed);
    }

    [Fact]
    public async Task A_duty_that_was_done_leaves_the_worklist()
    {
        await using var trust = await StartAsync();
        var duty = (await trust.CaseAsync("A1")).Duties[0];
        Assert.Contains(await trust.WorklistAsync(Friday), row => row["Key"] == duty.Key.ToString() && row["Allowed"] == "done");

        await trust.DecideAsync(Friday, duty.Key.ToString(), "done", note: "Met the family.");
        await trust.NightAsync(Monday);

        Assert.DoesNotContain(await trust.WorklistAsync(Monday), row => row["Key"] == duty.Key.ToString());
        Assert.Equal(
            "Met the family.", Assert.Single(await trust.HistoryAsync("A1"), happened => happened.Kind == CaseEventKind.Done).Note);
    }

    private static Task PutAsync(TestTrust trust, params string[] rows) =>
        trust.PutAsync(Containers.Decisions, $"{TestTrust.School}/decided.csv", string.Join("\n", rows.Prepend(Header)) + "\n");

    /// <summary>Two pupils at 85%, each with a proposal of the first contract.</summary>
    private async Task<TestTrust> StartAsync()
    {
        var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(extra: "\"minimumCoverage\": 0,"));
        await trust.PutAsync(
            Containers.Rosters, Registers.Roster, Sample.Roster(Sample.Pupil("A1"), Sample.Pupil("A2"), Sample.Pupil("A3")));
        await trust.PutRegisterAsync(
            "so-far.csv",
            Sample.MarksFile(
                Sample.Marks("A1", "2025-09-01", 6, 34), Sample.Marks("A2", "2025-09-01", 6, 34), Sample.Marks("A3", "2025-09-01", 0, 40)));
        await trust.NightAsync(Friday);
        return trust;
    }
}
