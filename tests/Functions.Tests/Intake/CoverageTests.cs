using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Intake;

/// <summary>A school day is opened by marks for at least half of the pupils on roll, or not at all.</summary>
public sealed class CoverageTests(AzuriteFixture azurite)
{
    private const string Night = "2025-09-26";

    private static readonly IReadOnlyList<string> Everyone = Registers.Upns(100);

    [Theory]
    [InlineData(49, IntakeOutcome.Held, "--")]
    [InlineData(50, IntakeOutcome.Applied, "//")]
    public async Task A_day_is_opened_for_half_of_the_pupils_or_held(int pupils, IntakeOutcome outcome, string marks)
    {
        await using var trust = await StartAsync(Sample.Settings());
        await trust.PutRegisterAsync("a.csv", Registers.Day(Everyone.Take(pupils), Night));

        await trust.NightAsync(Night);

        var entry = (await trust.IntakeAsync())["registers/141234/a.csv"];
        Assert.Equal(outcome, entry.Outcome);
        Assert.Equal(marks, await trust.MarksAsync("P001", Night));
        var counts = (await trust.SchoolNightAsync(Night)).Intake;
        // The roster is a file of its own with a hundred rows.
        Assert.Equal(
            outcome == IntakeOutcome.Held ? (1, 1, 100) : (2, 0, 200), (counts.FilesApplied, counts.FilesHeld, counts.RowsApplied));
        Assert.Equal(
            outcome == IntakeOutcome.Held,
            (await trust.WorklistAsync(Night)).Any(row => row["What"].Contains("49 of 100 pupils", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Files_of_one_night_count_together()
    {
        await using var trust = await StartAsync(Sample.Settings());
        await trust.PutRegisterAsync("a.csv", Registers.Day(Everyone.Take(30), Night));
        await trust.PutRegisterAsync("b.csv", Registers.Day(Everyone.Skip(30).Take(20), Night));

        await trust.NightAsync(Night);

        Assert.All((await trust.IntakeAsync()).Values, entry => Assert.Equal(IntakeOutcome.Applied, entry.Outcome));
    }

    [Fact]
    public async Task A_held_file_is_applied_on_the_night_on_which_its_rest_arrives()
    {
        await using var trust = await StartAsync(Sample.Settings());
        await trust.PutRegisterAsync("a.csv", Registers.Day(Everyone.Take(30), "2025-09-25", "I"));
        await trust.NightAsync("2025-09-25");
        Assert.Equal("--", await trust.MarksAsync("P001", "2025-09-25"));

        await trust.PutRegisterAsync("b.csv", Registers.Day(Everyone.Skip(30), "2025-09-25"));
        await trust.NightAsync(Night);

        Assert.Equal("II", await trust.MarksAsync("P001", "2025-09-25"));
        Assert.Equal("//", await trust.MarksAsync("P100", "2025-09-25"));
        Assert.Equal(2, (await trust.SchoolNightAsync(Night)).Intake.FilesApplied);
    }

    [Fact]
    public async Task A_correction_of_an_open_day_may_be_as_small_as_it_likes()
    {
        await using var trust = await StartAsync(Sample.Settings());
        await trust.PutRegisterAsync("a.csv", Registers.Day(Everyone.Take(60), "2025-09-25"));
        await trust.NightAsync("2025-09-25");
        await trust.PutRegisterAsync("b.csv", Sample.LongFile("P001,2025-09-25,AM,I", "P099,2025-09-25,AM,L"));
        await trust.NightAsync(Night);

        Assert.Equal("I/", await trust.MarksAsync("P001", "2025-09-25"));
        Assert.Equal("L-", await trust.MarksAsync("P099", "2025-09-25"));
    }

    [Fact]
    public async Task Planned_leave_is_applied_ahead_and_opens_nothing()
    {
        await using var trust = await StartAsync(Sample.Settings());
        await trust.PutRegisterAsync("leave.csv", Sample.LongFile("P001,2025-09-26,AM,C", "P001,2025-09-26,PM,C"));
        await trust.NightAsync("2025-09-25");
        Assert.Equal("CC", await trust.MarksAsync("P001", Night));

        await trust.PutRegisterAsync("z.csv", Registers.Day(Everyone.Take(10), Night));
        await trust.NightAsync(Night);
        Assert.Equal(IntakeOutcome.Held, (await trust.IntakeAsync())["registers/141234/z.csv"].Outcome);
        await trust.NightAsync("2025-09-29");
        Assert.Equal(IntakeOutcome.Held, (await trust.IntakeAsync())["registers/141234/z.csv"].Outcome);

        await trust.PutRegisterAsync("z2.csv", Registers.Day(Everyone.Skip(10), Night));
        await trust.NightAsync("2025-09-30");
        Assert.Equal("//", await trust.MarksAsync("P100", Night));
    }

    [Fact]
    public async Task A_minimum_of_nothing_holds_nothing()
    {
        await using var trust = await StartAsync(Registers.AnyCoverage);
        await trust.PutRegisterAsync("a.csv", Sample.LongFile($"P001,{Night},AM,I"));

        await trust.NightAsync(Night);

        Assert.Equal("I-", await trust.MarksAsync("P001", Night));
    }

    [Fact]
    public async Task A_short_file_does_not_hold_a_whole_one_of_another_day()
    {
        await using var trust = await StartAsync(Sample.Settings());
        await trust.PutRegisterAsync("a.csv", Registers.Day(Everyone, "2025-09-25"));
        await trust.PutRegisterAsync("b.csv", Registers.Day(Everyone.Take(10), Night));

        await trust.NightAsync(Night);

        Assert.Equal("//", await trust.MarksAsync("P001", "2025-09-25"));
        Assert.Equal("--", await trust.MarksAsync("P001", Night));
    }

    private async Task<TestTrust> StartAsync(string settings)
    {
        var trust = await TestTrust.CreateAsync(azurite, settings);
        await trust.PutRosterAsync(Everyone);
        return trust;
    }
}
