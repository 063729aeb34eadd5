using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Nights;

/// <summary>The figures that a school's night leaves in its row.</summary>
public sealed class NightFiguresTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Friday_keeps_the_year_and_the_week_and_counts_the_marks_of_each()
    {
        await using var trust = await StartAsync(Registers.AnyCoverage);
        await trust.PutRegisterAsync(
            "a.csv", Sample.LongFile("A1,2025-09-25,AM,I", "A2,2025-09-25,AM,/", "A1,2025-09-11,AM,U", "A2,2025-09-11,AM,/"));
        await trust.NightAsync("2025-09-26");

        var figures = (await RowAsync(trust, "2025-09-26")).Figures;

        Assert.Equal([PeriodKind.Year, PeriodKind.Week], figures.Periods.Select(period => period.Period.Kind));
        Assert.Equal([(4, 2), (2, 1)], figures.Periods.Select(period => Of(period.Everyone.Tally)));
        Assert.Equal((2, 1, 1), (figures.Quality.WithoutParent, figures.Quality.SilentDays, figures.Quality.SilentSchools));
    }

    [Fact]
    public async Task A_day_within_the_week_keeps_the_year_alone()
    {
        await using var trust = await StartAsync(Registers.AnyCoverage);
        await trust.PutRegisterAsync("a.csv", Sample.LongFile("A1,2025-09-25,AM,I", "A2,2025-09-25,AM,/"));
        await trust.NightAsync("2025-09-25");

        Assert.Equal([PeriodKind.Year], (await RowAsync(trust, "2025-09-25")).Figures.Periods.Select(period => period.Period.Kind));
    }

    [Fact]
    public async Task While_another_school_of_the_trust_is_open_on_Friday_a_school_that_is_not_counts_its_week_on_Friday()
    {
        var settings = Sample.Settings(extra: "\"minimumCoverage\": 0,").Replace(
            Sample.School("141234", "Riverside Primary School"),
            $"{Sample.School("141234", "Riverside Primary School", ", \"closures\": [\"2025-09-26\"]")}, "
            + $"{Sample.School("999999", "Hilltop School")}", StringComparison.Ordinal);
        await using var trust = await StartAsync(settings);
        await trust.PutRegisterAsync("a.csv", Sample.LongFile("A1,2025-09-25,AM,I", "A2,2025-09-25,AM,/"));
        await trust.NightAsync("2025-09-25");
        Assert.Equal([PeriodKind.Year], (await RowAsync(trust, "2025-09-25")).Figures.Periods.Select(period => period.Period.Kind));

        await trust.NightAsync("2025-09-26");

        var friday = (await RowAsync(trust, "2025-09-26")).Figures;
        Assert.Equal([PeriodKind.Year, PeriodKind.Week], friday.Periods.Select(period => period.Period.Kind));
        Assert.Equal(new DateOnly(2025, 9, 25), friday.LastDay.To);
    }

    [Fact]
    public async Task Another_figure_makes_another_fingerprint_even_where_no_tally_and_no_stage_is_another()
    {
        await using var trust = await StartAsync(Registers.AnyCoverage);
        const string Header = "UPN,Date,Session,Code,MinutesLate\n";
        await trust.PutRegisterAsync("a.csv", Header + "A1,2025-09-25,AM,L,5\nA2,2025-09-25,AM,/,\n");
        await trust.NightAsync("2025-09-25");
        var before = await RowAsync(trust, "2025-09-25");

        await trust.PutRegisterAsync("a.csv", Header + "A1,2025-09-25,AM,L,25\nA2,2025-09-25,AM,/,\n");
        await trust.NightAsync("2025-09-25");

        var after = await RowAsync(trust, "2025-09-25");
        Assert.Equal((5, 25), (before.Figures.Periods[0].Lateness.MinutesLost, after.Figures.Periods[0].Lateness.MinutesLost));
        Assert.Equal(before.Headcount.Tally, after.Headcount.Tally);
        Assert.NotEqual(before.Fingerprint, after.Fingerprint);
    }

    private static (int Possible, int Missed) Of(Tally tally) => (tally.Possible, tally.Absent);

    private static async Task<SchoolNight> RowAsync(TestTrust trust, string night) =>
        (await trust.Get<SchoolNightTable>().FindAsync(SampleSchool.Date(night), TestTrust.School, Token))!;

    private async Task<TestTrust> StartAsync(string settings)
    {
        var trust = await TestTrust.CreateAsync(azurite, settings);
        await trust.PutRosterAsync(["A1", "A2"]);
        return trust;
    }
}
