using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Intake;

/// <summary>What goes back to a school, and that what came in is accounted for.</summary>
public sealed class SentBackTests(AzuriteFixture azurite)
{
    private const string Night = "2025-09-26";

    [Fact]
    public async Task Rows_come_back_with_their_line_and_reason_until_they_are_mended()
    {
        await using var trust = await StartAsync();
        await trust.PutRegisterAsync(
            "a.csv", Sample.LongFile("A1,2025-09-25,AM,I", "A1,2025-09-25,PM,H", "A1,2025-09-31,AM,I", "NOBODY,2025-09-25,AM,I"));
        await trust.NightAsync(Night);

        var rows = Sheet.Read(await trust.RejectedAsync("a.csv"));
        Assert.Equal(["3", "4", "5"], rows.Select(row => row["Line"]));
        Assert.Equal(["A1", "A1", "NOBODY"], rows.Select(row => row["UPN"]));
        Assert.Contains("H was withdrawn on", rows[0]["Reason"], StringComparison.Ordinal);
        Assert.Contains("not on the school's roster", rows[2]["Reason"], StringComparison.Ordinal);
        Assert.All(rows, row => Assert.NotEqual("", row["Reason"]));
        Assert.Equal("I-", await trust.MarksAsync("A1", "2025-09-25"));

        await trust.PutRegisterAsync("a.csv", Sample.LongFile("A1,2025-09-25,AM,I", "A1,2025-09-25,PM,G"));
        await trust.NightAsync(Night);

        Assert.Equal("", await trust.RejectedAsync("a.csv"));
        Assert.Equal("IG", await trust.MarksAsync("A1", "2025-09-25"));
    }

    [Fact]
    public async Task Counts_of_files_and_rows_reconcile()
    {
        await using var trust = await StartAsync();
        await trust.PutRegisterAsync("a.csv", Sample.LongFile("A1,2025-09-25,AM,I", "A1,2025-09-25,PM,H", "NOBODY,2025-09-25,AM,I"));
        await trust.PutRegisterAsync("b.csv", "Name,Telephone\nx,y\n");
        await trust.PutRegisterAsync("c.csv", "");
        await trust.PutRegisterAsync("sub/d.csv", Sample.MarksFile(Sample.Marks("A2", "2025-09-01", 2, 2)));
        await trust.NightAsync(Night);

        var counts = (await trust.SchoolNightAsync(Night)).Intake;
        Assert.Equal(new(3, 2, 0, 6, 4, 2, 0), counts);
        Assert.Equal(counts.RowsRead, counts.RowsApplied + counts.RowsRejected + counts.RowsHeld);
        Assert.Contains("Name", await trust.RejectedAsync("b.csv"), StringComparison.Ordinal);
        Assert.NotEqual("", await trust.RejectedAsync("c.csv"));
        // The pupils' UPNs are too short to be valid, so the roster has remarks.
        var worklist = (await trust.WorklistAsync(Night)).Where(row => row["Kind"] == "file").ToList();
        Assert.Equal(
            ["registers/141234/a.csv", "registers/141234/b.csv", "registers/141234/c.csv", "rosters/141234.csv"],
            worklist.Select(row => row["What"].Split(": ")[0]));
        Assert.Contains("2 of 3 rows could not be used", worklist[0]["What"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_rejected_whole_is_not_read_again_until_it_is_replaced()
    {
        await using var trust = await StartAsync();
        await trust.PutRegisterAsync("b.csv", "Name,Telephone\nx,y\n");
        await trust.NightAsync("2025-09-25");
        await trust.NightAsync(Night);
        Assert.Equal(
            (0, new DateOnly(2025, 9, 25)),
            ((await trust.SchoolNightAsync(Night)).Intake.FilesRejected, (await trust.IntakeAsync())["registers/141234/b.csv"].Night));

        await trust.PutRegisterAsync("b.csv", Sample.LongFile("A1,2025-09-25,AM,I"));
        await trust.NightAsync(Night);

        Assert.Equal(IntakeOutcome.Applied, (await trust.IntakeAsync())["registers/141234/b.csv"].Outcome);
        Assert.Equal("", await trust.RejectedAsync("b.csv"));
    }

    private async Task<TestTrust> StartAsync()
    {
        var trust = await TestTrust.CreateAsync(azurite, Registers.AnyCoverage);
        await trust.PutRosterAsync(["A1", "A2"]);
        return trust;
    }
}
