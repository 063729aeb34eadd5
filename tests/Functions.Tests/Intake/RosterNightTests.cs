using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Nights;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Intake;

public sealed class RosterNightTests(AzuriteFixture azurite)
{
    private const string Night = "2025-09-26";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pupil_who_is_unknown_is_sent_back_and_taken_in_once_a_roster_has_the_pupil()
    {
        await using var trust = await StartAsync("A1");
        await trust.PutRegisterAsync("a.csv", Registers.Day(["A1", "A2"], "2025-09-25", "I"));
        await trust.NightAsync("2025-09-25");
        Assert.Equal("", await trust.MarksAsync("A2", "2025-09-25"));
        Assert.Contains("The pupil A2 is not on the school's roster", await trust.RejectedAsync("a.csv"), StringComparison.Ordinal);

        await trust.PutRosterAsync(["A1", "A2"]);
        await trust.NightAsync(Night);

        Assert.Equal("II", await trust.MarksAsync("A2", "2025-09-25"));
        Assert.Equal("", await trust.RejectedAsync("a.csv"));
    }

    [Fact]
    public async Task A_file_that_is_read_again_for_its_pupils_does_not_undo_a_later_one()
    {
        await using var trust = await StartAsync("A1");
        await trust.PutRegisterAsync("a.csv", Registers.Day(["A1", "A2"], "2025-09-25", "I"));
        await trust.PutRegisterAsync("b.csv", Sample.LongFile("A1,2025-09-25,AM,L"));
        await trust.NightAsync("2025-09-25");
        await trust.PutRosterAsync(["A1", "A2"]);
        await trust.NightAsync(Night);

        Assert.Equal("LI", await trust.MarksAsync("A1", "2025-09-25"));
        Assert.Equal("II", await trust.MarksAsync("A2", "2025-09-25"));
    }

    [Fact]
    public async Task Without_a_roster_files_are_held_and_with_one_they_are_applied_the_same_night()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Registers.AnyCoverage);
        await trust.PutRegisterAsync("a.csv", Registers.Day(["A1"], "2025-09-25"));
        await trust.NightAsync(Night);
        var held = (await trust.IntakeAsync())["registers/141234/a.csv"];
        Assert.Equal(IntakeOutcome.Held, held.Outcome);
        Assert.Contains("rosters/141234.csv", held.Reason, StringComparison.Ordinal);
        Assert.Contains(
            await trust.WorklistAsync(Night), row => row["What"].Contains("no pupils on a roster yet", StringComparison.Ordinal));

        await trust.PutRosterAsync(["A1"]);
        await trust.NightAsync(Night);

        Assert.Equal("//", await trust.MarksAsync("A1", "2025-09-25"));
        Assert.Equal(0, (await trust.SchoolNightAsync(Night)).Intake.FilesHeld);
    }

    [Fact]
    public async Task A_roster_without_a_required_column_is_sent_back_and_the_pupils_stay()
    {
        await using var trust = await StartAsync("A1");
        await trust.NightAsync("2025-09-25");
        await trust.PutAsync(Containers.Rosters, Registers.Roster, "UPN,Forename,YearGroup\nA2,Tom,4\n");
        await trust.PutRegisterAsync("a.csv", Registers.Day(["A1"], Night));
        await trust.NightAsync(Night);

        Assert.Equal(["A1"], await PupilsAsync(trust));
        Assert.Equal("//", await trust.MarksAsync("A1", Night));
        Assert.Equal(IntakeOutcome.Rejected, (await trust.IntakeAsync())["rosters/141234.csv"].Outcome);
        Assert.Contains("Surname", await trust.RejectedAsync("roster.csv"), StringComparison.Ordinal);
        Assert.Equal(1, (await trust.SchoolNightAsync(Night)).Intake.FilesRejected);
    }

    [Fact]
    public async Task A_pupil_who_leaves_the_roster_leaves_the_pupils_and_keeps_the_year()
    {
        await using var trust = await StartAsync("A1", "A2");
        await trust.PutRegisterAsync("a.csv", Registers.Day(["A1", "A2"], "2025-09-25"));
        await trust.NightAsync("2025-09-25");
        await trust.PutRosterAsync(["A1"]);
        await trust.NightAsync(Night);
        await trust.ExportAsync("2025-09-29 06:30");

        Assert.Equal(["A1"], await PupilsAsync(trust));
        Assert.Equal("//", await trust.MarksAsync("A2", "2025-09-25"));
        Assert.Equal(["A1"], (await trust.PupilsAsync(Night)).Keys);
        Assert.Equal(1, (await trust.SchoolNightAsync(Night)).Headcount.Pupils);
    }

    [Fact]
    public async Task Files_of_a_school_that_the_settings_do_not_know_are_held_until_they_do()
    {
        await using var trust = await StartAsync("A1");
        await trust.PutAsync(Containers.Rosters, "999999.csv", Registers.RosterOf(["B1"]));
        await trust.PutAsync(Containers.Registers, "999999/a.csv", Registers.Day(["B1"], "2025-09-25", "I"));
        await trust.NightAsync("2025-09-25");
        var strays = await trust.Get<IntakeLedger>().ReadAsync("999999", Token);
        Assert.Equal(["registers/999999/a.csv", "rosters/999999.csv"], strays.Keys.Order());
        Assert.All(strays.Values, entry => Assert.Equal(IntakeOutcome.Held, entry.Outcome));

        var settings = Sample.Settings(extra: "\"minimumCoverage\": 0,", schools: "," + Sample.School("999999", "Hilltop School"));
        await trust.PutAsync(Containers.Settings, "trust.json", settings);
        await trust.NightAsync(Night);

        var school = SchoolId.Parse("999999");
        Assert.Single(await trust.Get<PupilTable>().ReadAsync(school, Token));
        var record = await trust.Get<AttendanceTable>().FindAsync(school, new AcademicYear(2025), Upn.Parse("B1"), Token);
        Assert.Equal(2, record?.Tally.Authorised);
    }

    [Theory]
    [InlineData(Containers.Rosters, "141234.ods", "141234.ods")]
    [InlineData(Containers.Rosters, "141234/old.csv", "141234/old")]
    [InlineData(Containers.Registers, "a.csv", "")]
    public async Task A_file_whose_name_is_no_schools_is_held_once_and_makes_no_more_work(string container, string name, string folder)
    {
        await using var trust = await StartAsync("A1");
        await trust.PutAsync(container, name, "anything");
        await trust.NightAsync(Night);
        var before = await Dump.ExactAsync(trust.TrustStorage);

        await trust.InScopeAsync<RegisterPull>(pull => pull.TickAsync(Token));

        var stray = Assert.Single(await trust.Get<IntakeLedger>().ReadAsync(folder, Token)).Value;
        Assert.Equal((IntakeOutcome.Held, $"{container}/{name}"), (stray.Outcome, stray.Name));
        Assert.Equal(before, await Dump.ExactAsync(trust.TrustStorage));
        Assert.Empty((await trust.TrustStorage.Queue(Queues.SchoolNights).PeekMessagesAsync(cancellationToken: Token)).Value);
    }

    [Fact]
    public async Task A_new_roster_in_september_asks_nothing_of_last_years_files()
    {
        var settings = Registers.AnyCoverage.Replace(
            "\"to\": \"2026-07-21\" }",
            "\"to\": \"2026-07-21\" }, { \"from\": \"2026-09-01\", \"to\": \"2026-10-23\" }",
            StringComparison.Ordinal);
        await using var trust = await TestTrust.CreateAsync(azurite, settings);
        await trust.PutRosterAsync(["A1"]);
        await trust.PutRegisterAsync("a.csv", Registers.Day(["A1", "GONE"], "2026-07-20"));
        await trust.NightAsync("2026-07-21");
        var before = (await trust.IntakeAsync())["registers/141234/a.csv"];

        await trust.PutRosterAsync(["A1", "A2"]);
        await trust.NightAsync("2026-09-02");

        Assert.Equal(before, (await trust.IntakeAsync())["registers/141234/a.csv"]);
        Assert.Equal(
            (1, 2),
            ((await trust.SchoolNightAsync(
                "2026-09-02")).Intake.FilesApplied, (await trust.SchoolNightAsync("2026-09-02")).Headcount.TooEarly));
    }

    [Theory]
    [InlineData("A1", IntakeOutcome.Held, 4)]
    [InlineData("A1,A2", IntakeOutcome.Applied, 2)]
    public async Task A_roster_that_lacks_more_than_half_of_the_pupils_is_held(string upns, IntakeOutcome outcome, int pupils)
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        await trust.PutRosterAsync(["A1", "A2", "A3", "A4"]);
        await trust.NightAsync(Night);

        await trust.PutRosterAsync(upns.Split(','));
        await trust.NightAsync(Night);

        Assert.Equal(outcome, (await trust.IntakeAsync())["rosters/141234.csv"].Outcome);
        Assert.Equal(pupils, (await PupilsAsync(trust)).Count());
    }

    private async Task<TestTrust> StartAsync(params string[] upns)
    {
        var trust = await TestTrust.CreateAsync(azurite, Registers.AnyCoverage);
        await trust.PutRosterAsync(upns);
        return trust;
    }

    private static async Task<IEnumerable<string>> PupilsAsync(TestTrust trust) =>
        (await trust.Get<PupilTable>().ReadAsync(TestTrust.School, Token)).Keys.Select(upn => upn.ToString()).Order();
}
