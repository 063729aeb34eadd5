using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Nights;

/// <summary>A severely absent pupil has a row until a joint approach is on record, under every policy.</summary>
public sealed class JointApproachNightTests(AzuriteFixture azurite)
{
    private const string Friday = "2025-09-26";

    private const string Monday = "2025-09-29";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("odst", "2025-10-10")] // the sentence of the policy is due after ten school days
    [InlineData("odbst", "")] // this policy has no sentence about it, and the guidance holds all the same
    public async Task It_goes_when_somebody_writes_the_approach_into_the_log(string policy, string due)
    {
        await using var trust = await StartAsync(policy);
        await trust.NightAsync(Friday);

        var row = Assert.Single(await trust.WorklistAsync(Friday), IsAboutIt);
        Assert.Equal(("A1", due), (row["UPN"], row["Due"]));
        Assert.Equal(1, (await trust.Get<SchoolNightTable>().FindAsync(Casework.Date(Friday), TestTrust.School, Token))!
            .Figures.Work.WithoutJointApproach);

        await trust.InScopeAsync<CaseEntryRecorder>(async entries => Assert.Empty((await entries.RecordAsync(
            (await trust.SettingsAsync()).Schools[0], Casework.Date(Monday), Upn.Parse("A1"),
            (day, before, isNightDone) => CaseLog.Write(
                day, before, isNightDone, [],
                new(EntryKinds.JointApproach, Casework.Date(Monday), null, "Head", "The authority leads", "", false, null),
                Someone.SignedIn()),
            Token)).Refusals));
        await trust.NightAsync(Monday);

        Assert.DoesNotContain(await trust.WorklistAsync(Monday), IsAboutIt);
        Assert.Equal(0, (await trust.Get<SchoolNightTable>().FindAsync(Casework.Date(Monday), TestTrust.School, Token))!
            .Figures.Work.WithoutJointApproach);
    }

    private static bool IsAboutIt(IReadOnlyDictionary<string, string> row) =>
        row["What"].Contains("no joint approach with the local authority is on record", StringComparison.Ordinal);

    private async Task<TestTrust> StartAsync(string policy)
    {
        var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(policy, extra: "\"minimumCoverage\": 0,"));
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Children(Sample.Child("A1"), Sample.Child("A2")));
        await trust.PutRegisterAsync(
            "so-far.csv", Sample.MarksFile(Sample.Marks("A1", "2025-09-01", 20, 20), Sample.Marks("A2", "2025-09-01", 19, 21)));
        return trust;
    }
}
