using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Nights;

/// <summary>Which sessions of a pupil a night counts.</summary>
public sealed class PupilNightTests(AzuriteFixture azurite)
{
    private const string Night = "2025-09-26";
    private const string Morning = "2025-09-29 06:30";

    [Fact]
    public async Task A_joiner_is_counted_from_admission_and_a_leaver_until_leaving()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Registers.AnyCoverage);
        await trust.PutAsync(Containers.Rosters, Registers.Roster, """
            UPN,Forename,Surname,YearGroup,Admission,Leaving
            JOINED,Zoe,Sample,4,2025-09-15,
            JOINS,Zoe,Sample,4,2025-09-29,
            LEAVES,Zoe,Sample,4,,2025-09-26
            LEFT,Zoe,Sample,4,,2025-09-25
            """);
        await trust.PutRegisterAsync(
            "a.csv",
            Sample.MarksFile([.. new[] { "JOINED", "JOINS", "LEAVES", "LEFT" }.Select(upn => Sample.Marks(upn, "2025-09-01", 10, 30))]));
        await trust.NightAsync(Night);
        await trust.ExportAsync(Morning);

        var pupils = await trust.PupilsAsync(Night);
        Assert.Equal(["JOINED", "LEAVES"], pupils.Keys.Order());
        Assert.Equal(("20", "100.0", "0"), (pupils["JOINED"]["possible"], pupils["JOINED"]["percent"], pupils["JOINED"]["stage"]));
        Assert.Equal(("40", "75.0", "5"), (pupils["LEAVES"]["possible"], pupils["LEAVES"]["percent"], pupils["LEAVES"]["stage"]));
        Assert.Equal(2, (await trust.SchoolNightAsync(Night)).Headcount.Pupils);
    }

    [Fact]
    public async Task A_pupil_who_leaves_next_week_is_still_there_and_marks_after_leaving_do_not_count()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Registers.AnyCoverage);
        await trust.PutAsync(Containers.Rosters, Registers.Roster, "UPN,Forename,Surname,YearGroup,Leaving\nA1,Zoe,Sample,4,2025-09-29\n");
        await trust.PutRegisterAsync("a.csv", Registers.Day(["A1"], "2025-09-29", "C"));
        await trust.NightAsync(Night);
        Assert.Equal(0, (await trust.SchoolNightAsync(Night)).Headcount.Tally.Possible);

        await trust.NightAsync("2025-09-29");
        Assert.Equal(2, (await trust.SchoolNightAsync("2025-09-29")).Headcount.Tally.Possible);
        await trust.NightAsync("2025-09-30");
        Assert.Equal(0, (await trust.SchoolNightAsync("2025-09-30")).Headcount.Pupils);
    }

    [Fact]
    public async Task Codes_are_read_by_their_date_and_count_by_their_class()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Registers.AnyCoverage);
        await trust.PutRosterAsync(["A1"]);
        await trust.PutRegisterAsync("a.csv", Sample.LongFile(
            "A1,2025-09-22,AM,L", "A1,2025-09-22,PM,U", "A1,2025-09-23,AM,N", "A1,2025-09-23,PM,M", "A1,2025-09-24,AM,B",
            "A1,2025-09-24,PM,Y1",
            "A1,2025-09-25,AM,H", "A1,2025-09-25,PM,J", "A1,2025-09-26,AM,Y", "A1,2025-09-26,PM,ZZ"));
        await trust.NightAsync(Night);
        await trust.ExportAsync(Morning);

        var pupil = (await trust.PupilsAsync(Night))["A1"];
        Assert.Equal((5, 2, 1, 2, 1, 1), (
            pupil.Number("possible"), pupil.Number("attended"), pupil.Number("authorised"), pupil.Number("unauthorised"),
            pupil.Number("late_before_close"), pupil.Number("late_after_close")));
        Assert.Equal(["8", "9", "10", "11"], Sheet.Read(await trust.RejectedAsync("a.csv")).Select(row => row["Line"]));
        Assert.Equal(2, (await trust.SchoolNightAsync(Night)).MissingMarks);
    }

    [Fact]
    public async Task A_correction_moves_a_pupil_and_the_worklist_says_so()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Registers.AnyCoverage);
        await trust.PutRosterAsync(["A1"]);
        await trust.PutRegisterAsync("a.csv", Sample.MarksFile(Sample.Marks("A1", "2025-09-01", 0, 38)));
        await trust.NightAsync("2025-09-25");
        await trust.PutRegisterAsync("b.csv", Sample.MarksFile(Sample.Marks("A1", "2025-09-01", 4, 34)));
        await trust.NightAsync(Night);
        await trust.ExportAsync(Morning);

        Assert.Equal("3", (await trust.PupilsAsync(Night))["A1"]["stage"]);
        var moved = Assert.Single(await trust.WorklistAsync(Night), row => row["Kind"] == "news");
        Assert.StartsWith(
            "To Engage. Attendance in the year to 26 September 2025 is 89.5% (34 of 38 sessions), at or below 92%.",
            moved["What"],
            StringComparison.Ordinal);
        Assert.Equal(("A1", "89.5", "3", "2"), (moved["UPN"], moved["Percent"], moved["Stage"], moved["DaysLost"]));
        await trust.NightAsync("2025-09-29");
        Assert.DoesNotContain(await trust.WorklistAsync("2025-09-29"), row => row["Kind"] == "news");
    }

    [Fact]
    public async Task A_new_school_year_begins_with_nothing_and_leaves_the_old_one_as_it_is()
    {
        var settings = Registers.AnyCoverage.Replace(
            "\"to\": \"2026-07-21\" }",
            "\"to\": \"2026-07-21\" }, { \"from\": \"2026-09-01\", \"to\": \"2026-10-23\" }",
            StringComparison.Ordinal);
        await using var trust = await TestTrust.CreateAsync(azurite, settings);
        await trust.PutRosterAsync(["A1"]);
        await trust.PutRegisterAsync("a.csv", Sample.MarksFile(Sample.Marks("A1", "2026-06-01", 30, 0)));
        await trust.NightAsync("2026-07-21");
        var old = await RecordAsync(trust, 2025);

        await trust.PutRegisterAsync("b.csv", Registers.Day(["A1"], "2026-09-01"));
        await trust.PutRegisterAsync("c.csv", Registers.Day(["A1"], "2026-07-20"));
        await trust.NightAsync("2026-09-01");

        Assert.Equal(old, await RecordAsync(trust, 2025));
        Assert.Equal(
            (2, 2, (int?)null), await RecordAsync(trust, 2026) is { } now ? (now.Tally.Present, now.Tally.Possible, now.Stage) : default);
        Assert.Contains("school year", await trust.RejectedAsync("c.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_schools_of_a_trust_may_follow_two_policies()
    {
        var settings = Sample.Settings(
            extra: "\"minimumCoverage\": 0,", schools: "," + Sample.School("999999", "Hilltop School", ", \"policy\": \"het\""));
        await using var trust = await TestTrust.CreateAsync(azurite, settings);
        foreach (var school in new[] { "141234", "999999" })
        {
            await trust.PutAsync(Containers.Rosters, $"{school}.csv", Registers.RosterOf([$"A{school}"]));
            await trust.PutAsync(
                Containers.Registers, $"{school}/a.csv", Sample.MarksFile(Sample.Marks($"A{school}", "2025-09-01", 20, 20)));
        }

        await trust.NightAsync(Night);
        await trust.ExportAsync(Morning);

        var pupils = await trust.PupilsAsync(Night);
        Assert.Equal(("5", "Referral to Local Authority"), (pupils["A141234"]["stage"], pupils["A141234"]["stage_name"]));
        Assert.Equal("4", pupils["A999999"]["stage"]);
        Assert.All(pupils.Values, pupil => Assert.Equal("yes", pupil["severe_absence"]));
    }

    private static Task<AttendanceRecord?> RecordAsync(TestTrust trust, int year) =>
        trust.Get<AttendanceTable>().FindAsync(TestTrust.School, new(year), Upn.Parse("A1"), TestContext.Current.CancellationToken);
}
