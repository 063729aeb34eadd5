using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Tests.Functions.Support;
using static AttendanceFunctions.Tests.Functions.Summaries.Tables.SamplePages;

namespace AttendanceFunctions.Tests.Functions.Summaries.Tables;

/// <summary>What a school's summary says of its attendance baseline improvement expectation, for governors above all.</summary>
public sealed class ExpectationTableTests
{
    [Theory]
    [InlineData("on-course", "2025-12-19", 95, 5, 950)]
    [InlineData("not-on-course", "2025-12-19", 94, 6, 950)]
    [InlineData("one-week-left", "2026-07-17", 94, 6, 941)]
    [InlineData("out-of-reach", "2026-07-17", 80, 20, 950)]
    [InlineData("year-over-met", "2026-07-21", 95, 5, 950)]
    [InlineData("year-over-missed", "2026-07-21", 94, 6, 950)]
    public void The_paragraph_and_its_table_are_as_governors_read_them(string name, string night, int present, int absent, int tenths)
    {
        var page = PageOf(School(night, 10, present, absent, tenths), PeriodKind.Year);
        var (table, figure) = (page.Table("expectation"), page.Figure("Expected by"));

        AssertSound(table);
        Golden.AssertSame($"expectation/{name}.txt", string.Join('\n', table.Rows
            .Select(row => string.Join(" | ", row.Cells.Select(cell => cell.Content)))
            .Prepend(table.About).Prepend($"{figure.ShownName}: {figure.Value.Content}, {figure.Beside}")) + "\n");
    }

    [Fact]
    public void Every_pack_of_the_school_says_the_same_of_the_year()
    {
        var school = School("2025-12-19", 10, 94, 6, 950);

        Assert.All(Enum.GetValues<PeriodKind>(), kind => Assert.Equal(
            TextOf(PageOf(school, PeriodKind.Year).Table("expectation")), TextOf(PageOf(school, kind).Table("expectation"))));
    }

    [Fact]
    public void Without_the_setting_nothing_is_shown() => Assert.All(
        [PageOf(Pupils(10, 95, 5), PeriodKind.Year), PageOf(School("2025-12-19", 10, 95, 5, 950, schoolYear: "2026/27"), PeriodKind.Year)],
        page =>
        {
            Assert.DoesNotContain(page.Tables, table => table.Name == "expectation");
            Assert.DoesNotContain(page.Glance, figure => figure.Name.StartsWith("Expected", StringComparison.Ordinal));
        });

    [Fact]
    public void Of_fewer_than_five_pupils_nothing_is_shown() =>
        Assert.DoesNotContain(PageOf(School("2025-12-19", 4, 95, 5, 950), PeriodKind.Year).Tables, table => table.Name == "expectation");

    [Fact]
    public async Task The_trusts_page_has_a_row_for_each_school_of_which_something_is_expected()
    {
        var trust = TwoSchools(expected: true);
        SampleSchool[] schools = [.. new[] { (Id: "141234", Present: 94), (Id: "149999", Present: 96), (Id: "149998", Present: 80) }
            .Select(school => Attending(SampleSchool.Draw(trust, school.Id, 10, "2025-12-19"), school.Present, 100 - school.Present))];
        var page = await PageAsync(trust, PeriodKind.Year, schools);
        var table = page.Table("expectations");

        AssertSound(table);
        Golden.AssertSame("expectation/trust.txt", string.Join('\n', table.Rows
            .Select(row => string.Join(" | ", row.Cells.Select(cell => cell.Content))).Prepend(table.About)) + "\n");
        // The figures are those of the schools' own pages.
        foreach (var school in schools.Take(2))
        {
            var row = table.Rows.Single(row => row.Cells[1].Content == school.School.Id.ToString());
            Assert.Equal(PageOf(school, PeriodKind.Year).Figure("Expected by").Beside, row.Cells[^1].Content);
        }
    }

    [Fact]
    public async Task A_school_whose_night_is_not_done_stands_in_the_trusts_table_without_figures()
    {
        var trust = TwoSchools(expected: true);
        var page = await PageAsync(
            trust, PeriodKind.Year, Attending(SampleSchool.Draw(trust, "141234", 10, "2025-12-19"), 94, 6),
            Attending(SampleSchool.Draw(trust, "149998", 10, "2025-12-19"), 80, 20));

        Assert.Equal(
            ["Riverside Primary School", "Hilltop School"], page.Table("expectations").Rows.Select(row => row.Cells[0].Content));
        Assert.Equal("Not worked out on this night", page.Table("expectations").Rows[1].Cells[^1].Content);
    }

    [Fact]
    public async Task Without_any_setting_the_trusts_page_has_no_such_table()
    {
        var trust = TwoSchools(expected: false);
        var page = await PageAsync(
            trust, PeriodKind.Year, Attending(SampleSchool.Draw(trust, "141234", 10, "2025-12-19"), 94, 6));

        Assert.DoesNotContain(page.Tables, table => table.Name.StartsWith("expectation", StringComparison.Ordinal));
        Assert.DoesNotContain(page.Sections, section => section.Title == "What is expected of the year");
    }

    /// <summary>A trust with two schools of which something is expected, if so asked, and a third without.</summary>
    private static Trust TwoSchools(bool expected)
    {
        const string extra =
            ", \"expectations\": [ { \"schoolYear\": \"2025/26\", \"attendance\": 95, \"source\": \"the school's report\" } ]";
        var plain = Sample.School("141234", "Riverside Primary School");
        var others = $", {Sample.School("149999", "Hilltop School", expected ? extra : "")}, {Sample.School("149998", "Meadow School")}";
        return SampleSchool.TrustOf(Sample.Settings(schools: others).Replace(
            plain, Sample.School("141234", "Riverside Primary School", expected ? extra : ""), StringComparison.Ordinal));
    }

    private static SampleSchool Attending(SampleSchool school, int present, int absent) => school.Changed((raw, _) => raw with
    {
        Marks = Marks(present, absent),
        // No group of a few, for whose sake the school would not be shown.
        Pupil = raw.Pupil with { YearGroup = "1", Class = "4A", Characteristics = new(Sen.None, false, false, false, false) },
    });

    private static SampleSchool School(
        string night, int pupils, int present, int absent, int tenths, string schoolYear = "2025/26")
    {
        var extra = $$"""
            , "expectations": [ { "schoolYear": "{{schoolYear}}", "attendance": {{tenths / 10}}.{{tenths % 10}},
              "source": "similar schools report of November 2025" } ]
            """;
        var plain = Sample.School("141234", "Riverside Primary School");
        Trust trust = SampleSchool.TrustOf(Sample.Settings().Replace(
            plain, Sample.School("141234", "Riverside Primary School", extra), StringComparison.Ordinal));
        return Attending(SampleSchool.Draw(trust, "141234", pupils, night), present, absent);
    }
}
