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
        return SampleSchool.Draw(trust, "141234", pupils, night).Changed((raw, _) => raw with
        {
            Marks = Marks(present, absent),
            // No group of a few, for whose sake the school would not be shown.
            Pupil = raw.Pupil with { YearGroup = "1", Class = "4A", Characteristics = new(Sen.None, false, false, false, false) },
        });
    }
}
