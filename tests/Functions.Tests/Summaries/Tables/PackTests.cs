using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Summaries.Tables;
using AttendanceFunctions.Tests.Functions.Support;
using static AttendanceFunctions.Tests.Functions.Summaries.Tables.SamplePages;

namespace AttendanceFunctions.Tests.Functions.Summaries.Tables;

/// <summary>What the packs of a week, a half term and a term have beside the night's page.</summary>
public sealed class PackTests
{
    [Fact]
    public void A_weeks_pack_has_the_classes_to_celebrate_where_the_policy_compares_classes()
    {
        var trust = SampleSchool.TrustOf(Sample.Settings(policy: "school-approach"));
        var school = Pupils(
            12, 0, 0,
            (raw, number) => raw with { Pupil = raw.Pupil with { Class = number < 6 ? "4A" : "4B" }, Marks = Week(number < 6 ? "/" : "I") },
            trust);

        var table = PageOf(school, PeriodKind.Week).Table("class-celebration");

        Assert.Equal(("100.0", "yes"), (table.At("4A", "percent"), table.At("4A", "best")));
        Assert.Equal(("0.0", "no"), (table.At("4B", "percent"), table.At("4B", "best")));
        Assert.Contains("15 to 19 December 2025", table.About, StringComparison.Ordinal);
        Assert.DoesNotContain(PageOf(school, PeriodKind.Year).Tables, other => other.Name == "class-celebration");
    }

    [Fact]
    public void A_policy_that_compares_no_classes_has_none_to_celebrate()
    {
        var school = One.Schools[0];
        School Celebrating(bool classes) =>
            school with { Policy = school.Policy with { Celebration = school.Policy.Celebration with { Classes = classes } } };
        var without = One with { Schools = [Celebrating(classes: false)] };
        var with = One with { Schools = [Celebrating(classes: true)] };

        Assert.DoesNotContain(
            PageOf(Pupils(12, 95, 5, trust: without), PeriodKind.Week).Tables, table => table.Name == "class-celebration");
        Assert.Contains(PageOf(Pupils(12, 95, 5, trust: with), PeriodKind.Week).Tables, table => table.Name == "class-celebration");
    }

    [Fact]
    public void A_school_that_closed_before_the_trusts_last_day_of_the_week_celebrates_its_own_week()
    {
        var trust = SampleSchool.TrustOf(Sample.Settings(policy: "school-approach").Replace(
            "\"phase\"", "\"closures\": [\"2025-12-19\"], \"phase\"", StringComparison.Ordinal));
        var school = Pupils(12, 0, 0, (raw, _) => raw with { Marks = Week("/") }, trust);
        var period = new FigurePeriod(PeriodKind.Week, new(2025, 12, 15), new(2025, 12, 19));

        var table = SchoolPage.Of(school.School, period, school.Row(), school.Pupils, []).Table("class-celebration");

        Assert.Contains("15 to 18 December 2025", table.About, StringComparison.Ordinal);
        Assert.Equal("100.0", table.At("4A", "percent"));
    }

    [Fact]
    public async Task A_pack_is_compared_with_the_half_term_before_and_the_same_one_last_year()
    {
        var trust = SampleSchool.TrustOf(Sample.Settings().Replace(
            "\"terms\": [",
            "\"terms\": [ { \"from\": \"2024-09-02\", \"to\": \"2024-10-25\" }, { \"from\": \"2024-11-04\", \"to\": \"2024-12-20\" },",
            StringComparison.Ordinal));
        var now = SampleSchool.Draw(trust, "141234", 20, Night);
        var before = SampleSchool.With(trust, "141234", "2025-10-24", now.Raw);
        var period = now.Period(PeriodKind.HalfTerm);
        var figures = before.Row().Figures;
        var lastYear = figures with
        {
            Periods = [figures.Periods[0] with { Period = new(PeriodKind.HalfTerm, new(2024, 11, 4), new(2024, 12, 20)) }],
        };

        var both = await EarlierAsync(night => night == new DateOnly(2025, 10, 24) ? figures
            : night == new DateOnly(2024, 12, 20) ? lastYear
            : null);
        var one = await EarlierAsync(_ => figures);

        Assert.Equal(
            [("before", "The half term before"), ("year_before", "The same half term last year")],
            both.Select(of => (of.Name, of.Heading)));
        var page = TrustPage.Of(trust, period, await SumsAsync(trust, now), one);
        var table = page.Table("comparison");
        Assert.Equal(["This half term", "The half term before"], table.Rows.Select(row => row.Cells[0].Content));
        var marks = now.Raw.SelectMany(raw => raw.Marks).Where(mark => mark.Date <= new DateOnly(2025, 10, 24)).ToList();
        Assert.Equal(Text(marks.Count(mark => mark.Code is not ("-" or "X" or "Y1"))), table.At("The half term before", "possible"));
        Assert.Equal(("2025-09-01", "2025-10-24"), (table.At("The half term before", "from"), table.At("The half term before", "to")));
        Assert.StartsWith("Attendance is now", table.At("The half term before", "in_words"), StringComparison.Ordinal);
        Assert.Contains("The half term before: 1 September to 24 October 2025", table.About, StringComparison.Ordinal);

        Task<IReadOnlyList<EarlierPeriod>> EarlierAsync(Func<DateOnly, SchoolFigures?> figuresOf) =>
            EarlierPeriod.AllOfAsync(TrustCalendar.Of(trust), period, night => Task.FromResult(figuresOf(night)));
    }
}
