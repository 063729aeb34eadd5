using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Trusts;
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

    private static async Task MoveAsync(TestTrust trust)
    {
        await trust.PutAsync(
            Containers.Rosters, Registers.Roster, Sample.Children(Sample.Child("A1", leaving: "2025-10-01"), Sample.Child("A2")));
        await trust.PutAsync(
            Containers.Rosters, "149999.csv", Sample.Children(Sample.Child("B1"), Sample.Child("A1", admission: "2025-10-02")));
        await trust.NightAsync("2025-10-02");
    }
}
