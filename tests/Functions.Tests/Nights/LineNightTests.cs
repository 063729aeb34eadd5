using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Nights;

/// <summary>
/// Statutory lines over nights, through storage: rows of the worklist until somebody acts, across September and schools of the trust.
/// </summary>
public sealed class LineNightTests(AzuriteFixture azurite)
{
    private const string Penalty = "Penalty notice, to consider: 10 unauthorised sessions in 10 school weeks.";

    private static readonly SchoolId Other = SchoolId.Parse("149999");

    private static readonly string TwoSchools = Sample.Settings(
        extra: "\"minimumCoverage\": 0,", schools: $", {Sample.School("149999", "Hillside School")}");

    [Fact]
    public async Task A_correction_takes_the_row_off_and_says_so()
    {
        await using var trust = await StartAsync(Registers.AnyCoverage, Sample.Marks("A1", "2025-09-01", 10, 0, 'N'));
        await trust.NightAsync("2025-09-05");
        Assert.Contains(
            "Provisional: it rests on 10 sessions of N",
            Assert.Single(await trust.WorklistAsync("2025-09-05"), row => row["What"].StartsWith(Penalty, StringComparison.Ordinal))["Why"],
            StringComparison.Ordinal);

        await trust.PutRegisterAsync("z-mended.csv", Sample.LongFile("A1,2025-09-02,PM,I"));
        await trust.NightAsync("2025-09-08");

        var about = (await trust.WorklistAsync("2025-09-08"))
            .Where(row => row["What"].StartsWith(Penalty, StringComparison.Ordinal))
            .ToList();
        Assert.Equal(
            ("news", $"{Penalty} Withdrawn: the marks, as they are now, no longer reach the threshold."),
            (Assert.Single(about)["Kind"], about[0]["What"]));
    }

    [Fact]
    public async Task Sessions_at_the_school_before_count_at_the_next_one_of_the_trust_and_in_later_nights_as_well()
    {
        await using var trust = await StartAsync(TwoSchools, Sample.Marks("A1", "2025-09-01", 6, 0, 'O'));
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Children(Sample.Child("A1"), Sample.Child("A2")));
        await trust.PutAsync(Containers.Rosters, "149999.csv", Sample.Children(Sample.Child("B1")));
        await trust.NightAsync("2025-09-03");
        Assert.Null((await trust.CaseAsync("A1")).Penalty.Matter);

        await trust.PutAsync(
            Containers.Rosters, Registers.Roster, Sample.Children(Sample.Child("A1", leaving: "2025-09-03"), Sample.Child("A2")));
        await trust.PutAsync(
            Containers.Rosters, "149999.csv", Sample.Children(Sample.Child("B1"), Sample.Child("A1", admission: "2025-09-04")));
        await trust.PutAsync(Containers.Registers, "149999/a.csv", Sample.MarksFile(Sample.Marks("A1", "2025-09-04", 4, 0, 'O')));
        await trust.NightAsync("2025-09-04");
        Assert.Null((await trust.CaseAsync(Other, "A1")).Penalty.Matter);

        await trust.NightAsync("2025-09-05");
        var sessions = Assert.IsType<PenaltyMatter>((await trust.CaseAsync(Other, "A1")).Penalty.Matter).Sessions;
        Assert.Equal((Casework.Date("2025-09-01"), Casework.Date("2025-09-05")), (sessions[0].Date, sessions[^1].Date));
    }

    [Fact]
    public async Task Sessions_of_July_count_in_September()
    {
        await using var trust = await StartAsync(
            Registers.AnyCoverage.Replace(
                "\"2026-07-21\" }", "\"2026-07-21\" }, { \"from\": \"2026-09-01\", \"to\": \"2026-10-23\" }", StringComparison.Ordinal),
            Sample.Marks("A1", "2026-07-16", 8, 0, 'O'));
        await trust.NightAsync("2026-07-21");
        Assert.Null((await trust.CaseAsync("A1")).Penalty.Matter);

        await trust.PutRegisterAsync("b.csv", Sample.MarksFile(Sample.Marks("A1", "2026-09-01", 2, 0, 'O')));
        await trust.NightAsync("2026-09-01");

        var sessions = Assert.IsType<PenaltyMatter>((await trust.CaseAsync("A1", 2026)).Penalty.Matter).Sessions;
        Assert.Equal((Casework.Date("2026-07-16"), Casework.Date("2026-09-01")), (sessions[0].Date, sessions[^1].Date));
    }

    [Fact]
    public async Task A_home_visit_is_due_on_day_three_also_where_day_one_was_in_July()
    {
        await using var trust = await StartAsync(
            Registers.AnyCoverage.Replace(
                "\"2026-07-21\" }", "\"2026-07-21\" }, { \"from\": \"2026-09-01\", \"to\": \"2026-10-23\" }", StringComparison.Ordinal),
            Sample.Marks("A1", "2026-07-21", 2, 0, 'N'));
        await trust.NightAsync("2026-07-21");
        await trust.PutRegisterAsync("b.csv", Sample.MarksFile(Sample.Marks("A1", "2026-09-01", 4, 0, 'N')));
        await trust.NightAsync("2026-09-01");
        Assert.DoesNotContain(await trust.WorklistAsync("2026-09-01"), row => row["Kind"] == "absence");

        await trust.NightAsync("2026-09-02");
        var visit = Assert.Single(await trust.WorklistAsync("2026-09-02"), row => row["Kind"] == "absence");
        Assert.Contains("Home visit: day 3", visit["What"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stands_open_in_July_stands_in_September_and_its_key_can_be_decided_on()
    {
        await using var trust = await StartAsync(
            Registers.AnyCoverage.Replace(
                "\"2026-07-21\" }", "\"2026-07-21\" }, { \"from\": \"2026-09-01\", \"to\": \"2026-10-23\" }", StringComparison.Ordinal),
            Sample.Marks("A1", "2026-07-13", 14, 0, 'O'));
        await trust.NightAsync("2026-07-21");
        await trust.NightAsync("2026-09-01");

        var row = Assert.Single(await trust.WorklistAsync("2026-09-01"), row => row["What"].StartsWith(Penalty, StringComparison.Ordinal));
        await trust.DecideAsync("2026-09-01", row["Key"], "not appropriate", note: "a funeral");
        await trust.NightAsync("2026-09-02");
        Assert.Null((await trust.CaseAsync("A1", 2026)).Penalty.Matter);
    }

    [Fact]
    public async Task Under_HET_its_stage_3_shows_what_stands_open_and_the_line_has_a_row_of_its_own()
    {
        await using var trust = await StartAsync(
            Sample.Settings(policy: "het", extra: "\"minimumCoverage\": 0,"), Sample.Marks("A1", "2025-09-01", 20, 90, 'O'));
        await trust.NightAsync("2025-11-21");

        var rows = await trust.WorklistAsync("2025-11-21");
        Assert.Single(
            rows, row => row["What"].StartsWith("Attendance return to Oxfordshire: 10 consecutive school days", StringComparison.Ordinal));
        var proposed = Assert.Single(rows, row => row["What"].StartsWith("Proposed: Targeted, intensive", StringComparison.Ordinal));
        Assert.Contains(
            "Open now, in a row of its own: Attendance return to Oxfordshire: 10 consecutive school days of unauthorised absence.",
            proposed["Actions"],
            StringComparison.Ordinal);
        Assert.DoesNotContain("Penalty notice", proposed["Actions"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pupil_with_a_social_worker_who_is_absent_without_a_reason_stands_in_front_of_everything()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings(policy: "odst", extra: "\"minimumCoverage\": 0,"));
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Roster(Sample.Pupil("A1"), Sample.Pupil("B1", flags: "yes,,,")));
        await trust.PutRegisterAsync(
            "a.csv", Sample.MarksFile(Sample.Marks("A1", "2025-09-01", 30, 0, 'O'), Sample.Marks("B1", "2025-09-01", 0, 29) + "N"));
        await trust.NightAsync("2025-09-19");

        Assert.Equal("B1", (await trust.WorklistAsync("2025-09-19"))[0]["UPN"]);
    }

    [Fact]
    public async Task Patterns_stand_beside_the_worklist_on_the_last_school_day_of_a_week()
    {
        await using var trust = await StartAsync(
            Registers.AnyCoverage, Sample.Marks("A1", "2025-09-01", 0, 0) + string.Concat(Enumerable.Repeat("II////////", 4)));
        await trust.NightAsync("2025-09-25");
        await trust.NightAsync("2025-09-26");

        var patterns = Sheet.Read(await trust.GetAsync(Containers.Worklists, $"{TestTrust.School}/2025-09-26-patterns.csv"));
        Assert.Equal(
            [("A1", "The same weekday", "4 of 4 days with absence are Mondays: 1 September, 8 September, 15 September, 22 September."), (
                "A1",
                "Short illnesses, again and again",
                "4 illnesses of up to 3 school days in 10 school weeks: 1 September; 8 September; 15 September; 22 September.")],
            patterns.Select(row => (row["UPN"], row["Pattern"], row["What it rests on"])));
        Assert.False(
            await trust.TrustStorage.Container(Containers.Worklists)
                .GetBlobClient($"{TestTrust.School}/2025-09-25-patterns.csv")
                .ExistsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_session_in_which_a_year_group_is_not_expected_is_no_missing_register()
    {
        var settings = Registers.AnyCoverage.Replace(
            "\"phone\": \"01632 960001\"",
            "\"phone\": \"01632 960001\", \"partClosures\": [ { \"date\": \"2025-09-05\", \"session\": \"PM\", \"yearGroups\": [ \"4\" ] "
            + "} ]",
            StringComparison.Ordinal);
        await using var trust = await StartAsync(settings, "A1,2025-09-05,/");
        await trust.NightAsync("2025-09-05");
        Assert.DoesNotContain(await trust.WorklistAsync("2025-09-05"), row => row["Kind"] == "register");

        await trust.NightAsync("2025-09-08");
        Assert.StartsWith(
            "2 of 2 sessions",
            Assert.Single(await trust.WorklistAsync("2025-09-08"), row => row["Kind"] == "register")["What"],
            StringComparison.Ordinal);
    }

    private async Task<TestTrust> StartAsync(string settings, string marks)
    {
        var trust = await TestTrust.CreateAsync(azurite, settings);
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Roster(Sample.Pupil("A1")));
        await trust.PutRegisterAsync("a.csv", Sample.MarksFile(marks));
        return trust;
    }
}
