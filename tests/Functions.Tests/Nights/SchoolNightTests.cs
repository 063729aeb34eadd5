using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Nights;

public sealed class SchoolNightTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_night_reads_nudges_and_summarises()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        await trust.PutAsync(
            Containers.Rosters, "141234.csv", Sample.Roster(Sample.Pupil("A1"), Sample.Pupil("A2", "Tom", "07700 900002")));
        await trust.PutAsync(
            Containers.Registers,
            "141234/a.csv",
            Sample.MarksFile(Sample.Marks("A1", "2025-09-01", 2, 38), Sample.Marks("A2", "2025-09-01", 0, 40)));

        await trust.NightAsync("2025-09-26");
        await trust.ExportAsync("2025-09-29 06:30");
        await trust.ReleaseAsync("2025-09-29 08:00");

        var pupils = await trust.GetAsync(Containers.Summaries, "2025-09-26/" + SummaryExport.PupilsFile);
        Assert.Contains("141234,A1,4,4A,40,38,2,0,0,0,95.0,1,Pleasant Nudge,no,no,1,5", pupils, StringComparison.Ordinal);
        Assert.Contains("141234,A2,4,4A,40,40,0,0,0,0,100.0,0,Celebrate and sustain,no,no,0,0", pupils, StringComparison.Ordinal);
        Assert.Equal(2, trust.Sent.Offered.Count);
        Assert.Contains("Zoe has missed 1 day of school (5 hours of learning)", trust.Sent.Offered[1].Plain, StringComparison.Ordinal);
        Assert.All(await trust.LedgerAsync(), nudge => Assert.Equal(NudgeState.Accepted, nudge.State));
    }
}
