using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Nights;

/// <summary>Cases go on at another school of the trust and in September.</summary>
public sealed class CarriedCaseTests(AzuriteFixture azurite)
{
    private static readonly SchoolId Other = SchoolId.Parse("149999");

    [Fact]
    public async Task A_contract_goes_on_at_the_next_school_of_the_trust_with_its_history()
    {
        await using var trust = await WithContractAsync(
            Sample.Settings(extra: "\"minimumCoverage\": 0,", schools: $", {Sample.School("149999", "Hillside School")}"));

        await MoveAsync(trust);

        var moved = await trust.CaseAsync(Other, "A1");
        Assert.Equal((3, Casework.Date("2025-09-29")), (moved.Stage, moved.Step?.On));
        Assert.Equal(4, moved.Step?.Carried.Possible);
        var history = await trust.HistoryAsync(Other, "A1");
        Assert.Equal(Enumerable.Range(1, history.Count), history.Select(happened => happened.Number));
        Assert.Contains(history, happened => happened.Kind == CaseEventKind.Confirmed && happened.By?.Name == "J. Hill");
        Assert.Contains("141234", Assert.Single(history, happened => happened.Kind == CaseEventKind.Moved).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_school_with_another_policy_begins_anew_and_says_so()
    {
        await using var trust = await WithContractAsync(
            Sample.Settings(
                extra: "\"minimumCoverage\": 0,",
                schools: $", {Sample.School("149999", "Hillside School", ", \"policy\": \"millbrook\"")}"));

        await MoveAsync(trust);

        var moved = await trust.CaseAsync(Other, "A1");
        Assert.Equal(("millbrook", 0), (moved.PolicyId, moved.Stage));
        Assert.Contains(
            "odbst",
            Assert.Single(await trust.HistoryAsync(Other, "A1"), happened => happened.Kind == CaseEventKind.NewPolicy).What,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contract_goes_on_in_September_with_the_sessions_since_it_was_agreed()
    {
        var nextYear = Sample.Settings(extra: "\"minimumCoverage\": 0,").Replace(
            "{ \"from\": \"2026-06-01\", \"to\": \"2026-07-21\" }",
            "{ \"from\": \"2026-06-01\", \"to\": \"2026-07-21\" }, { \"from\": \"2026-09-01\", \"to\": \"2026-10-23\" }",
            StringComparison.Ordinal);
        await using var trust = await WithContractAsync(nextYear);

        await trust.NightAsync("2025-10-01");
        await trust.NightAsync("2026-09-01");

        var carried = await trust.CaseAsync("A1", 2026);
        Assert.Equal((3, Casework.Date("2025-09-29"), 4), (carried.Stage, carried.Step?.On, carried.Step?.Carried.Possible));
        Assert.Single(await trust.HistoryAsync("A1"), happened => happened.Kind == CaseEventKind.NewYear);
    }

    [Theory]
    [InlineData("odbst")]
    [InlineData("millbrook")] // another policy: the case begins anew, and the requests stay
    public async Task Requests_for_leave_go_along_with_their_answers_and_an_open_one_is_answered_at_the_next_school(string policy)
    {
        await using var trust = await WithContractAsync(Settings(policy));
        await AskForLeaveAsync(trust, "2025-10-13", "A wedding abroad");
        await AskForLeaveAsync(trust, "2025-11-10", "A visit to family");
        var first = (await trust.CaseAsync("A1")).Leave[0];
        Assert.Null(await trust.DecideAsync(new(
            "A1", WorklistKinds.Case, first.Key.ToString(), "refuse leave", Someone.SignedIn("Ms Head"), "A holiday")));

        await MoveAsync(trust);

        var moved = await trust.CaseAsync(Other, "A1");
        Assert.Equal(["A wedding abroad", "A visit to family"], moved.Leave.Select(request => request.Asked.Reason));
        Assert.Equal((LeaveAnswer.Refused, "A holiday"), (moved.Leave[0].Decided!.Answer, moved.Leave[0].Decided!.Because));
        Assert.Null(moved.Leave[1].Decided);
        var history = await trust.HistoryAsync(Other, "A1");
        Assert.Equal(2, history.Count(happened => happened.Kind == CaseEventKind.LeaveAsked));
        Assert.Equal("Ms Head", Assert.Single(history, happened => happened.Kind == CaseEventKind.LeaveDecided).By?.Name);
        var row = Assert.Single(
            Sheet.Read(await trust.GetAsync(Containers.Worklists, "149999/2025-10-02.csv")),
            row => row["What"].StartsWith("Leave asked for", StringComparison.Ordinal));
        Assert.Equal(moved.Leave[1].Key.ToString(), row["Key"]);
    }

    [Theory]
    [InlineData("2016-05-04", "", "the old school has not let the child go")]
    [InlineData("2015-03-04", "2025-10-01", "it is another child")]
    public async Task Requests_for_leave_stay_where_they_are_until_it_is_the_same_child_and_the_old_school_let_it_go(
        string born, string leaving, string why)
    {
        await using var trust = await WithContractAsync(Settings("odbst"));
        await AskForLeaveAsync(trust, "2025-10-13", "A wedding abroad");

        await MoveAsync(trust, leaving, born);

        var there = await trust.Get<CaseTable>().ReadAsync(Other, new(2025), TestContext.Current.CancellationToken);
        Assert.True(!there.TryGetValue(Upn.Parse("A1"), out var row) || row.Value.Leave.Count == 0, why);
        Assert.Single((await trust.CaseAsync("A1")).Leave);
    }

    private static string Settings(string policy) => Sample.Settings(
        extra: "\"minimumCoverage\": 0,", schools: $", {Sample.School("149999", "Hillside School", $", \"policy\": \"{policy}\"")}");

    private static Task AskForLeaveAsync(TestTrust trust, string day, string reason) =>
        trust.InScopeAsync<CaseEntryRecorder>(async entries =>
        {
            var outcome = await entries.RecordAsync(
                (await trust.SettingsAsync()).Schools[0], Casework.Date("2025-10-01"), Upn.Parse("A1"),
                (today, before, isNightDone) => LeaveRequests.Ask(
                    today, before, isNightDone, new("Ms Sample", Casework.Date(day), Casework.Date(day), reason),
                    Someone.SignedIn("J. Hill"), lastYear: null),
                TestContext.Current.CancellationToken);
            Assert.Empty(outcome.Refusals);
        });

    private async Task<TestTrust> WithContractAsync(string settings)
    {
        var trust = await TestTrust.CreateAsync(azurite, settings);
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Children(Sample.Child("A1"), Sample.Child("A2")));
        await trust.PutAsync(Containers.Rosters, "149999.csv", Sample.Children(Sample.Child("B1")));
        await trust.PutRegisterAsync(
            "so-far.csv", Sample.MarksFile(Sample.Marks("A1", "2025-09-01", 6, 36 + 2), Sample.Marks("A2", "2025-09-01", 0, 40)));
        await trust.NightAsync("2025-09-26");
        await trust.DecideAsync("2025-09-26", (await trust.CaseAsync("A1")).Proposal!.Key.ToString(), "confirm");
        await trust.NightAsync("2025-09-29");
        await trust.PutRegisterAsync(
            "z-since.csv",
            Registers.Day(["A1"], "2025-09-30") + string.Join('\n', Registers.Day(["A1"], "2025-10-01").Split('\n').Skip(1)));
        await trust.NightAsync("2025-10-01");
        return trust;
    }

    private static async Task MoveAsync(TestTrust trust, string leaving = "2025-10-01", string born = "2016-05-04")
    {
        await trust.PutAsync(
            Containers.Rosters, Registers.Roster, Sample.Children(Sample.Child("A1", leaving: leaving), Sample.Child("A2")));
        await trust.PutAsync(
            Containers.Rosters, "149999.csv",
            Sample.Children(Sample.Child("B1"), Sample.Child("A1", admission: "2025-10-02", born: born)));
        await trust.NightAsync("2025-10-02");
    }
}
