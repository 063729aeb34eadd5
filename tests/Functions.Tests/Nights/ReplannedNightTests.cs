using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Nights;

/// <summary>A night that is worked out again because a file came late takes back what it had planned and no longer would.</summary>
public sealed class ReplannedNightTests(AzuriteFixture azurite)
{
    private const string Night = "2025-09-26";

    [Fact]
    public async Task A_mark_changed_later_the_same_night_suppresses_what_was_planned()
    {
        await using var trust = await NightAsync();

        await trust.PutAsync(Containers.Registers, "141234/b.csv", Sample.LongFile("A1,2025-09-02,AM,I", "A1,2025-09-01,AM,/"));
        await trust.NightAsync(Night);
        await trust.ReleaseAsync("2025-09-29 08:00");

        Assert.Empty(trust.Sent.Offered);
        Assert.All(
            await trust.LedgerAsync(),
            row => Assert.Equal((NudgeState.Suppressed, SuppressionReason.MarkChangedToday), (row.State, row.Reason)));
    }

    [Fact]
    public async Task Attendance_that_turns_out_better_the_same_night_suppresses_what_was_planned()
    {
        await using var trust = await NightAsync();

        await trust.PutAsync(Containers.Registers, "141234/b.csv", Sample.LongFile("A1,2025-09-01,AM,/", "A1,2025-09-01,PM,\\"));
        await trust.NightAsync(Night);

        var row = Assert.Single(await trust.LedgerAsync());
        Assert.Equal((NudgeState.Suppressed, SuppressionReason.NoLongerInStage), (row.State, row.Reason));
    }

    [Fact]
    public async Task What_was_taken_back_is_planned_again_when_the_same_night_finds_it_right_after_all()
    {
        await using var trust = await NightAsync();
        await trust.PutAsync(Containers.Rosters, "141234.csv", Sample.Roster(Sample.Pupil("A1", flags: ",bereavement,,")));
        await trust.NightAsync(Night);
        await trust.PutAsync(Containers.Rosters, "141234.csv", Sample.Roster(Sample.Pupil("A1")));
        await trust.NightAsync(Night);

        await trust.ReleaseAsync("2025-09-29 08:00");

        Assert.Single(trust.Sent.Offered);
    }

    [Fact]
    public async Task A_lost_secret_makes_other_keys_and_sends_nothing_twice()
    {
        await using var trust = await NightAsync();
        await trust.ReleaseAsync("2025-09-29 08:00");
        var before = await trust.LedgerAsync();
        await trust.TrustStorage.Table(Tables.KeySecrets).DeleteEntityAsync(
            "trust", "keys", cancellationToken: TestContext.Current.CancellationToken);
        await using var restarted = trust.Another();

        await restarted.RunAsync(Night);
        await restarted.ReleaseAsync("2025-09-29 09:00");

        Assert.Empty(restarted.Sent.Offered);
        Assert.Equal(before, await trust.LedgerAsync());
    }

    private async Task<TestTrust> NightAsync()
    {
        var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        await trust.PutAsync(Containers.Rosters, "141234.csv", Sample.Roster(Sample.Pupil("A1")));
        await trust.PutAsync(Containers.Registers, "141234/a.csv", Sample.MarksFile(Sample.Marks("A1", "2025-09-01", 2, 38)));
        await trust.NightAsync(Night);
        Assert.Equal(NudgeState.Planned, Assert.Single(await trust.LedgerAsync()).State);
        return trust;
    }
}
