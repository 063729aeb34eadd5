using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Functions.Decisions;
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
        { "141234,A1,case,00000000000000000000000000000000,done,J. Hill,", "The key is in no case" },
        { "141234,A1,case,not-a-key,done,J. Hill,", "The key is in no case" },
        { "141234,A2,case,{key},done,J. Hill,", "The key is in no case" },
        { "141234,STRANGER,case,{key},done,J. Hill,", "The key is in no case of this school" },
        { "149999,A1,case,{key},done,J. Hill,", "The row is of the school 149999" },
        { "141234,A1,case,{key},agree,J. Hill,", "\"agree\" is not a decision" },
        { "141234,A1,case,{key},release,J. Hill,", "\"release\" is not a decision" },
        { "141234,A1,case,{key},confirm,J. Hill,", "\"confirm\" cannot be decided here; allowed: done." },
        { "141234,A1,case,{key},done,,", "By is empty" },
        { "141234,A1,letter,{key},done,J. Hill,", "Kind" },
        { "141234,A1,case,{formal},confirm,J. Hill,", "Only a signed-in person may decide this" },
        { "141234,A1,case,{formal},decline,J. Hill,", "Only a signed-in person may decide this" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_decision_that_cannot_be_carried_out_comes_back(string row, string reason)
    {
        await using var trust = await StartAsync();
        var before = await trust.CaseAsync("A1");

        await PutAsync(
            trust,
            row.Replace("{key}", TickOf(before), StringComparison.Ordinal)
                .Replace("{formal}", before.Proposal!.Key.ToString(), StringComparison.Ordinal));
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
        var (first, second) = (TickOf(await trust.CaseAsync("A1")), TickOf(await trust.CaseAsync("A2")));

        await PutAsync(trust, $"141234,A1,case,{first},done,J. Hill,", $"141234,A2,case,{second},perhaps,J. Hill,");
        await trust.NightAsync(Monday);

        Assert.Equal((1, 0), (await DoneAsync(trust, "A1"), await DoneAsync(trust, "A2")));
        Assert.Equal(
            (IntakeOutcome.Applied, 2, 1, 1),
            (await trust.IntakeAsync())["decisions/141234/decided.csv"] is var entry
                ? (entry.Outcome, entry.RowsRead, entry.RowsApplied, entry.RowsRejected)
                : default);
    }

    [Theory]
    [InlineData("Sample", "Zoe", 1)]
    [InlineData(" sample", "ZOE", 1)]
    [InlineData("Sample", "Tom", 0)]
    [InlineData("Hill", "Zoe", 0)]
    public async Task A_row_with_one_childs_name_and_anothers_key_comes_back(string surname, string forename, int done)
    {
        await using var trust = await StartAsync();

        await trust.PutAsync(
            Containers.Decisions,
            "141234/decided.csv",
            $"Surname,Forename,{Header}\n{surname},{forename},141234,A1,case,{TickOf(await trust.CaseAsync("A1"))},done,J. Hill,\n");
        await trust.NightAsync(Monday);

        Assert.Equal(done, await DoneAsync(trust, "A1"));
        Assert.Equal(
            done == 0,
            (await trust.RejectedAsync(Back)).Contains("Some columns were sorted or moved without the others", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_signed_in_persons_decision_by_day_is_taken_down_and_carried_out_by_the_next_night()
    {
        await using var trust = await StartAsync();
        trust.Clock.Set("2025-09-29 10:00");
        await trust.DecideAsync(Friday, (await trust.CaseAsync("A1")).Proposal!.Key.ToString(), "confirm");

        Assert.Equal(2, (await trust.CaseAsync("A1")).Stage);
        Assert.Equal(Someone.SignedIn(), Assert.Single((await trust.CaseAsync("A1")).PendingDecisions).By);
        await trust.NightAsync(Monday);
        Assert.Equal(3, (await trust.CaseAsync("A1")).Stage);
        Assert.Empty((await trust.CaseAsync("A1")).PendingDecisions);
        Assert.Equal(
            Someone.SignedIn(), Assert.Single(await trust.HistoryAsync("A1"), happened => happened.Kind == CaseEventKind.Confirmed).By);
    }

    [Fact]
    public async Task A_signed_in_person_is_told_at_once_what_cannot_be_decided()
    {
        await using var trust = await StartAsync();
        var proposal = (await trust.CaseAsync("A1")).Proposal!.Key.ToString();

        Assert.Equal(
            "\"done\" cannot be decided here; allowed: confirm, decline.",
            await trust.DecideAsync(new WorklistDecision("A1", WorklistKinds.Case, proposal, "done", Someone.SignedIn(), "")));
    }

    [Fact]
    public async Task A_tick_by_day_is_taken_down_and_carried_out_by_the_next_night()
    {
        await using var trust = await StartAsync();
        await trust.DecideInFileAsync(Friday, TickOf(await trust.CaseAsync("A1")), "done");

        await trust.ReleaseAsync("2025-09-29 10:00");

        Assert.Equal(Someone.Stated(file: "decided.csv"), Assert.Single((await trust.CaseAsync("A1")).PendingDecisions).By);
        await trust.NightAsync(Monday);
        Assert.Equal(1, await DoneAsync(trust, "A1"));
        Assert.Empty((await trust.CaseAsync("A1")).PendingDecisions);
    }

    [Fact]
    public async Task The_same_worklist_twice_is_one_decision_and_another_persons_is_refused()
    {
        await using var trust = await StartAsync();
        var key = TickOf(await trust.CaseAsync("A1"));
        await trust.DecideInFileAsync(Friday, key, "done");
        await trust.NightAsync(Monday);

        await trust.DecideInFileAsync(Friday, key, "done", note: "once more", file: "again.csv");
        await trust.DecideInFileAsync(Friday, key, "done", by: "K. Moss", file: "other.csv");
        await trust.NightAsync("2025-09-30");

        Assert.Equal("", await trust.RejectedAsync("decisions-again.csv"));
        Assert.Contains(
            "It was decided already on 29 September 2025, by J. Hill, as the file decided.csv says.",
            await trust.RejectedAsync("decisions-other.csv"),
            StringComparison.Ordinal);
        Assert.Equal(1, await DoneAsync(trust, "A1"));
    }

    [Fact]
    public async Task A_duty_that_was_done_leaves_the_worklist()
    {
        await using var trust = await StartAsync();
        var duty = (await trust.CaseAsync("A1")).Duties.First(duty => duty.Source == DutySource.Stage);
        Assert.Contains(await trust.WorklistAsync(Friday), row => row["Key"] == duty.Key.ToString() && row["Allowed"] == "done");

        await trust.DecideInFileAsync(Friday, duty.Key.ToString(), "done", note: "Met the family.");
        await trust.NightAsync(Monday);

        Assert.DoesNotContain(await trust.WorklistAsync(Monday), row => row["Key"] == duty.Key.ToString());
        Assert.Equal(
            "Met the family.", Assert.Single(await trust.HistoryAsync("A1"), happened => happened.Kind == CaseEventKind.Done).Note);
    }

    /// <summary>The key of the duty of the pupil's informal stage, which a file may tick off.</summary>
    private static string TickOf(Case current) => Assert.Single(current.Duties, duty => duty.Source == DutySource.Stage).Key.ToString();

    private static async Task<int> DoneAsync(TestTrust trust, string upn) =>
        (await trust.HistoryAsync(upn)).Count(happened => happened.Kind == CaseEventKind.Done);

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
