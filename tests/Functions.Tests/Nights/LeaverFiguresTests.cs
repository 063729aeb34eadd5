using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Nights;

/// <summary>A school's rates count everybody who was on roll in the period, leavers to their leaving date (domain 0.18).</summary>
public sealed class LeaverFiguresTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_school_of_10_145_of_11_416_sessions_has_10_393_of_11_664_with_the_one_leaver()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Registers.AnyCoverage);
        // 46 pupils with 248 sessions each, of which they missed 1,271 together; one who has just come; one who left on 19 March.
        var stayed = Enumerable.Range(0, 46).Select(number => $"S{number:00}").ToList();
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Children(
            [.. stayed.Append("NEW").Select(upn => Sample.Child(upn)), Sample.Child("LEFT", leaving: "2026-03-19")]));
        await trust.PutRegisterAsync("a.csv", Sample.MarksFile(
        [
            .. stayed.Select((upn, number) => number < 29
                ? Sample.Marks(upn, "2025-09-01", 28, 220)
                : Sample.Marks(upn, "2025-09-01", 27, 221)),
            Sample.Marks("NEW", "2025-09-01", 0, 8), Sample.Marks("LEFT", "2025-09-01", 0, 248),
        ]));

        await trust.NightAsync("2026-03-27");
        await trust.ExportAsync("2026-03-28 06:30");

        foreach (var file in new[] { SummaryExport.SchoolsFile, SummaryExport.TrustFile })
        {
            var row = Assert.Single(Sheet.Read(await trust.GetAsync(Containers.Summaries, $"2026-03-27/{file}")));
            // Sessions are everybody's; pupils, stages and persistent absence are of the pupils on roll.
            Assert.Equal((10_393, 11_664, 47), (row.Number("attended"), row.Number("possible"), row.Number("pupils")));
            Assert.Equal("89.1", row["percent"]);
            Assert.Equal(
                47,
                row.Number("too_early") + Enumerable.Range(0, 6).Sum(stage => row.Number($"stage_{stage}")));
        }

        Assert.DoesNotContain("LEFT", (await trust.PupilsAsync("2026-03-27")).Keys);
        var page = await trust.GetAsync(Containers.Summaries, "2026-03-27/summary.html");
        Assert.Contains("of the 47 pupils on roll on 27 March 2026 and, to their leaving date, of 1 who left before.", page);
    }

    [Theory]
    [InlineData("2025-09-12", 4)]
    [InlineData("2025-09-11", 2)]
    [InlineData("2025-09-10", 0)]
    public async Task The_leaving_date_is_the_last_day_that_counts(string leaving, int sessions)
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Registers.AnyCoverage);
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Children(
            [.. Registers.Upns(6).Select(upn => Sample.Child(upn)), Sample.Child("LEFT", leaving: leaving)]));
        await trust.PutRegisterAsync("a.csv", Registers.Day(["LEFT"], "2025-09-11"));
        await trust.PutRegisterAsync("b.csv", Registers.Day(["LEFT"], "2025-09-12"));

        await trust.NightAsync("2025-09-15");

        Assert.Equal(sessions, (await RowAsync(trust, "2025-09-15")).Headcount.Tally.Possible);
    }

    [Fact]
    public async Task When_a_pupil_is_off_the_roster_the_difference_of_two_nights_tells_nothing_of_the_pupil()
    {
        const string header = "UPN,Forename,Surname,YearGroup,Class,SEN,PupilPremium";
        static string Row(string upn) => $"{upn},Zoe,Sample,4,4A,K,yes";
        await using var trust = await TestTrust.CreateAsync(azurite, Registers.AnyCoverage);
        var upns = Registers.Upns(12);
        await trust.PutAsync(Containers.Rosters, Registers.Roster, string.Join('\n', upns.Select(Row).Prepend(header)) + "\n");
        await trust.PutRegisterAsync("a.csv", Sample.MarksFile(
            [.. upns.Select((upn, number) => Sample.Marks(upn, "2025-09-01", number == 0 ? 15 : 1, number == 0 ? 3 : 17))]));
        await trust.NightAsync("2025-09-11");
        var before = await RowAsync(trust, "2025-09-11");

        // The next roster has the first pupil no more: a system that exports current pupils alone gives no leaving date.
        await trust.PutAsync(Containers.Rosters, Registers.Roster, string.Join('\n', upns.Skip(1).Select(Row).Prepend(header)) + "\n");
        await trust.PutRegisterAsync("b.csv", Registers.Day(upns.Skip(1), "2025-09-12"));
        await trust.NightAsync("2025-09-12");
        await trust.NightAsync("2025-09-12");
        var after = await RowAsync(trust, "2025-09-12");

        var day = new Tally(22, 0, 0, 0, 0, 0, 0);
        Assert.Equal(before.Headcount.Tally + day, after.Headcount.Tally);
        Assert.Equal((12, 11), (before.Headcount.Pupils, after.Headcount.Pupils));
        foreach (var (by, value) in new[]
        {
            (Grouping.Everyone, ""), (Grouping.YearGroup, "4"), (Grouping.Sen, "Support"), (Grouping.PupilPremium, "yes"),
        })
        {
            var (then, now) = (GroupOf(before, by, value), GroupOf(after, by, value));
            Assert.Equal(then.Tally + day, now.Tally);
            Assert.Equal((12, 0, 12), (then.Pupils, then.Left, then.WithSessions));
            Assert.Equal((11, 1, 12), (now.Pupils, now.Left, now.WithSessions));
        }
    }

    [Fact]
    public async Task Who_left_before_the_school_year_is_in_no_figure()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Registers.AnyCoverage);
        await trust.PutAsync(Containers.Rosters, Registers.Roster, Sample.Children(
            [.. Registers.Upns(6).Select(upn => Sample.Child(upn)), Sample.Child("LEFT", leaving: "2025-08-31")]));
        await trust.PutRegisterAsync("a.csv", Registers.Day(Registers.Upns(6), "2025-09-12"));

        await trust.NightAsync("2025-09-12");

        var everyone = GroupOf(await RowAsync(trust, "2025-09-12"), Grouping.Everyone, "");
        Assert.Equal((6, 0, 12), (everyone.Pupils, everyone.Left, everyone.Tally.Possible));
    }

    private static GroupFigures GroupOf(SchoolNight row, Grouping by, string value) =>
        row.Figures.Periods[0].Groups.Single(group => (group.By, group.Value) == (by, value));

    private static async Task<SchoolNight> RowAsync(TestTrust trust, string night) =>
        (await trust.Get<SchoolNightTable>().FindAsync(SampleSchool.Date(night), TestTrust.School, Token))!;
}
