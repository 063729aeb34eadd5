using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Tests.Functions.Support;
using static AttendanceFunctions.Tests.Functions.Intake.Samples;

namespace AttendanceFunctions.Tests.Functions.Intake;

/// <summary>Marks of the next school year are kept, and count once that year has begun.</summary>
public sealed class NextYearTests(AzuriteFixture azurite)
{
    private const string LastNight = "2026-08-31";

    private const string FirstNight = "2026-09-01";

    [Theory]
    [InlineData("UPN,Date,Session,Code", $"{First},2026-08-31,AM,I", $"{First},2026-09-01,AM,I", $"{First},2027-09-01,AM,I")]
    [InlineData("UPN,WeekStarting,TueAM", $"{First},2026-08-24,I", $"{First},2026-09-07,I", $"{First},2027-09-06,I")]
    [InlineData("UPN,StartDate,Marks", $"{First},2026-08-31,#", $"{First},2026-09-01,/", $"{First},2027-09-01,/")]
    public void A_row_of_the_next_school_year_is_held_and_one_beyond_is_rejected(string header, string now, string next, string beyond)
    {
        var reader = Reader() with { Calendar = new([(new(2025, 9, 3), new(2026, 8, 31))], []) };

        var file = reader.ReadWhole(Utf8(header, now, next, beyond));

        Assert.Equal((3, 1, 1, true), (file.Rows, file.RowsApplied, file.RowsHeld, file.HasLaterMarks));
        Assert.Equal(4, Assert.Single(file.Rejections).Line);
    }

    [Fact]
    public void A_held_row_may_be_about_a_pupil_who_is_not_on_the_roster_yet()
    {
        var file = ReadRegister("UPN,Date,Session,Code", "NEWCOMER,2026-09-01,AM,I", "NEWCOMER,2026-08-31,AM,I");

        Assert.Equal((1, 1), (file.RowsHeld, file.UnknownPupils));
    }

    [Theory]
    [InlineData("long.csv", "UPN,Date,Session,Code\nA1,2026-08-31,AM,O\nA1,2026-09-01,AM,I\nA1,2026-09-01,PM,I\n")]
    [InlineData("week.csv", "UPN,WeekStarting,MonAM,TueAM,TuePM\nA1,2026-08-31,O,I,I\n")]
    public async Task A_file_read_on_the_last_night_of_a_year_counts_in_both_years(string name, string content)
    {
        await using var trust = await StartAsync();
        await trust.PutRegisterAsync(name, content);

        await trust.RunAsync(LastNight);
        Assert.Equal(("O-", ""), (await trust.MarksAsync("A1", LastNight), await trust.MarksAsync("A1", FirstNight)));
        Assert.Equal("", await trust.RejectedAsync(name));

        await trust.RunAsync(FirstNight);
        Assert.Equal(("O-", "II"), (await trust.MarksAsync("A1", LastNight), await trust.MarksAsync("A1", FirstNight)));
        Assert.Equal("", await trust.RejectedAsync(name));
        var after = (await trust.IntakeAsync())[$"registers/141234/{name}"];
        Assert.Equal((IntakeOutcome.Applied, false, true), (after.Outcome, after.HasLaterMarks, after.WasReadEarlier));

        await trust.RunAsync("2026-09-02");
        Assert.Equal(0, (await trust.SchoolNightAsync("2026-09-02")).Intake.RowsRead);
    }

    [Fact]
    public async Task The_worklist_says_how_many_rows_wait_for_the_next_year()
    {
        await using var trust = await StartAsync();
        await trust.PutRegisterAsync("ahead.csv", Sample.LongFile("A1,2026-08-31,AM,O", "A1,2026-09-01,AM,I", "A2,2026-09-01,AM,I"));

        await trust.RunAsync(LastNight);

        var counts = (await trust.SchoolNightAsync(LastNight)).Intake;
        Assert.Equal((2 + 3, 2 + 1, 0, 2), (counts.RowsRead, counts.RowsApplied, counts.RowsRejected, counts.RowsHeld));
        var row = Assert.Single(
            await trust.WorklistAsync(LastNight), row => row["What"].StartsWith("registers/141234/ahead.csv", StringComparison.Ordinal));
        Assert.Contains(
            "2 of 3 rows are kept for the next school year and count from 1 September 2026", row["What"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_correction_of_a_day_that_was_stated_ahead_wins()
    {
        await using var trust = await StartAsync();
        await trust.PutRegisterAsync("ahead.csv", Sample.LongFile("A1,2026-09-01,AM,I", "A1,2026-09-01,PM,I"));
        await trust.RunAsync(LastNight);
        await trust.PutRegisterAsync("b-correction.csv", Sample.LongFile("A1,2026-09-01,AM,/"));

        await trust.RunAsync(FirstNight);

        Assert.Equal("/I", await trust.MarksAsync("A1", FirstNight));
    }

    [Fact]
    public async Task A_newcomer_who_was_stated_ahead_counts_once_the_roster_has_the_pupil()
    {
        await using var trust = await StartAsync();
        await trust.PutRegisterAsync(
            "ahead.csv", Sample.LongFile("A1,2026-08-31,AM,O", "A3,2026-09-01,AM,I", "A3,2026-09-01,PM,I"));
        await trust.RunAsync(LastNight);
        await trust.RunAsync(FirstNight);
        Assert.Contains("A3", await trust.RejectedAsync("ahead.csv"), StringComparison.Ordinal);

        await trust.PutRosterAsync(["A1", "A2", "A3"]);
        await trust.RunAsync("2026-09-02");

        Assert.Equal("II", await trust.MarksAsync("A3", FirstNight));
        Assert.Equal("", await trust.RejectedAsync("ahead.csv"));
    }

    private async Task<TestTrust> StartAsync()
    {
        var trust = await TestTrust.CreateAsync(azurite, Registers.AnyCoverage);
        await trust.PutRosterAsync(["A1", "A2"]);
        return trust;
    }
}
