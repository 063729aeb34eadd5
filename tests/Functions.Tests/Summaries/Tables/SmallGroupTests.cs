using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Summaries.Pages;
using AttendanceFunctions.Tests.Functions.Support;
using static AttendanceFunctions.Tests.Functions.Summaries.Tables.SamplePages;

namespace AttendanceFunctions.Tests.Functions.Summaries.Tables;

/// <summary>Fewer than five pupils show no rate, nor does what would give theirs away (domain 0.12).</summary>
public sealed class SmallGroupTests
{
    [Fact]
    public void A_year_group_of_three_shows_its_number_and_nothing_else_and_neither_does_the_group_that_would_give_it_away()
    {
        var school = Pupils(
            20, 95, 5, (raw, number) => raw with { Pupil = raw.Pupil with { YearGroup = number < 3 ? "1" : number < 10 ? "2" : "3" } });
        var table = PageOf(school, PeriodKind.Year).Table("year-groups");

        AssertHidden(table, "Year 1", "3", "Not shown: fewer than 5 pupils");
        AssertHidden(table, "Year 2", "7", "Not shown, so that a smaller group cannot be worked out");
        Assert.Equal("95.0", table.At("Year 3", "percent"));
    }

    [Fact]
    public void A_year_group_of_five_is_shown()
    {
        var school = Pupils(20, 95, 5, (raw, number) => raw with { Pupil = raw.Pupil with { YearGroup = number < 5 ? "1" : "2" } });

        Assert.Equal("95.0", PageOf(school, PeriodKind.Year).Table("year-groups").At("Year 1", "percent"));
    }

    [Fact]
    public void A_reason_that_fewer_than_five_pupils_had_is_named_and_not_counted()
    {
        // Four were at the dentist, five had leave, five were on a visit, and one was late once.
        var school = Pupils(20, 95, 5, (raw, number) => raw with
        {
            Marks = [.. raw.Marks.Select((mark, place) => place switch
            {
                0 when number < 4 => mark with { Code = "M" },
                1 when number < 5 => mark with { Code = "C" },
                2 when number == 0 => mark with { Code = "L" },
                3 when number < 5 => mark with { Code = "V" },
                _ => mark,
            })],
        });
        var table = PageOf(school, PeriodKind.Year).Table("codes");

        Assert.Equal(
            ("", "", "Not shown: fewer than 5 pupils"), (table.At("M", "sessions"), table.At("M", "percent"), table.At("M", "in_words")));
        // What authorised absence comes to in all stands elsewhere: without the smallest of its other codes, that would tell of the
        // dentist.
        Assert.Equal("Not shown, so that a smaller group cannot be worked out", table.At("C", "in_words"));
        Assert.Equal("5", table.At("V", "sessions"));
        Assert.Equal(("1", "0.1"), (table.At("L", "sessions"), table.At("L", "percent")));
        Assert.Equal("85", table.At("I", "sessions"));
    }

    [Fact]
    public void A_reason_is_not_given_away_by_what_its_class_comes_to()
    {
        // Four were taught elsewhere, twenty on a visit, and five at an interview: the smallest beside the four is of another class.
        var school = Pupils(20, 95, 5, (raw, number) => raw with
        {
            Marks = [.. raw.Marks.Select((mark, place) => place switch
            {
                5 when number < 4 => mark with { Code = "K" },
                6 => mark with { Code = "V" },
                1 when number < 5 => mark with { Code = "J1" },
                _ => mark,
            })],
        });
        var table = PageOf(school, PeriodKind.Year).Table("codes");

        Assert.Equal(("", "", "5"), (table.At("K", "sessions"), table.At("V", "sessions"), table.At("J1", "sessions")));
    }

    [Fact]
    public void Persistent_absence_of_a_group_of_newcomers_is_not_given_away_by_the_others()
    {
        // Of Year 1 it can be said of two alone; Year 3 could tell which, and Year 2 alone could not.
        var school = Pupils(30, 80, 20, (raw, number) => raw with
        {
            Pupil = raw.Pupil with { YearGroup = number < 6 ? "1" : number < 14 ? "2" : "3" },
            Marks = number < 4 ? Marks(10, 2) : number % 2 == 0 ? Marks(98, 2) : raw.Marks,
        });
        var table = PageOf(school, PeriodKind.Year).Table("year-groups");

        Assert.All(
            new[] { "Year 1", Hidden(table) },
            year => Assert.Equal(("", ""), (table.At(year, "persistent_absence"), table.At(year, "persistent_percent"))));
        Assert.Equal("", table.At("Year 1", "severe_absence"));
        Assert.NotEqual("", table.At("Year 1", "percent"));
        Assert.NotEqual("Year 1", Hidden(table));
        Assert.Equal("13", table.At("All pupils", "persistent_absence"));

        static string Hidden(SummaryTable table) =>
            new[] { "Year 2", "Year 3" }.Single(year => table.At(year, "persistent_absence").Length == 0);
    }

    [Fact]
    public void The_line_is_not_drawn_through_a_handful_of_whom_it_can_be_said()
    {
        var four = Pupils(10, 80, 20, (raw, number) => number < 6 ? raw with { Marks = Marks(10, 2) } : raw);
        var table = PageOf(four, PeriodKind.Year).Table("days-from-the-threshold");

        Assert.Empty(table.Rows);
        Assert.Equal("It can be said of fewer than 5 pupils, so nothing is shown.", table.WhenEmpty);
        var enough = Pupils(10, 80, 20, (raw, number) => number < 5 ? raw with { Marks = Marks(10, 2) } : raw);
        Assert.NotEmpty(PageOf(enough, PeriodKind.Year).Table("days-from-the-threshold").Rows);
    }

    [Fact]
    public async Task Stages_of_four_pupils_under_a_policy_of_their_own_are_not_shown()
    {
        var trust = SampleSchool.TrustOf(
            Sample.Settings(schools: "," + Sample.School("999999", "Hilltop School", ", \"policy\": \"het\"")));
        async Task<SummaryPage> With(int pupils) => await PageAsync(
            trust, PeriodKind.Year, SampleSchool.Draw(trust, "141234", 20, Night), SampleSchool.Draw(trust, "999999", pupils, Night));

        var (four, five) = (await With(4), await With(5));

        var policy = trust.Schools.Single(school => school.Id.ToString() == "999999").Policy.Name;
        var table = four.Table("stages");
        Assert.DoesNotContain(table.Rows, row => table.At(row, "policy") == policy);
        Assert.DoesNotContain(four.Table("movements").Rows, row => four.Table("movements").At(row, "policy") == policy);
        Assert.True(five.Table("stages").Rows.Count(row => five.Table("stages").At(row, "policy") == policy) > 5);
    }

    [Fact]
    public void A_school_of_four_pupils_shows_no_rate_of_them_together()
    {
        var page = PageOf(Pupils(4, 95, 5), PeriodKind.Year);

        var attendance = page.Figure("Attendance, ");
        Assert.Equal(("", "Fewer than 5 pupils had a session, so no rate is shown."), (attendance.Value.Content, attendance.Beside));
        Assert.Equal(4, page.Table("pupil-attendance").Rows.Count);
        Assert.All(
            page.Tables.Where(table => table is { IsOfPupils: false, Rows.Count: 0 } && table.Name != "messages"),
            table => Assert.Equal("Fewer than 5 pupils had a session, so no rate is shown.", table.WhenEmpty));
        Assert.DoesNotContain(
            page.Tables.Where(table => !table.IsOfPupils), table => TextOf(table).Contains("95.0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_school_of_four_pupils_is_hidden_and_left_out_of_the_trust_so_that_the_other_schools_can_be_shown()
    {
        var (small, large) = (Pupils(4, 50, 50, trust: Two), Pupils(30, 95, 5, trust: Two, id: "999999"));
        var table = (await PageAsync(Two, PeriodKind.Year, small, large)).Table("by-school");

        Assert.Equal(("4", "", "", "Not shown: fewer than 5 pupils"), Of(table, small.School.Name));
        Assert.Equal(("30", "95.0", "0", "2.0 points below the target of 97%"), Of(table, large.School.Name));
        Assert.Equal(("30", "95.0"), (table.At("All schools", "pupils"), table.At("All schools", "percent")));
        Assert.Contains("4 pupils of 1 school that is not shown are not counted.", table.About, StringComparison.Ordinal);

        static (string, string, string, string) Of(SummaryTable table, string school) =>
            (table.At(school, "pupils"), table.At(school, "percent"), table.At(school, "persistent_absence"), table.At(school, "in_words"));
    }

    [Fact]
    public async Task A_small_school_is_left_out_of_the_sum_of_its_phase_too()
    {
        var secondary = Sample.School("888888", "Secondary School").Replace("\"primary\"", "\"secondary\"", StringComparison.Ordinal);
        var trust = SampleSchool.TrustOf(Sample.Settings(schools: $", {Sample.School("999999", "Hilltop School")}, {secondary}"));
        var page = await PageAsync(
            trust, PeriodKind.Year, Pupils(4, 50, 50, trust: trust), Pupils(10, 95, 5, trust: trust, id: "888888"),
            Pupils(30, 95, 5, trust: trust, id: "999999"));

        var table = page.Table("by-school");
        Assert.Equal(
            ("", "95.0", "95.0"),
            (
                table.At("Riverside Primary School", "percent"), table.At("Hilltop School", "percent"),
                table.At("Secondary School", "percent")));
        Assert.Equal(
            ("30", "100.0"),
            (page.Table("against-england").At("Primary", "pupils"), page.Table("against-england").At("Primary", "percent")));
    }

    [Fact]
    public async Task A_small_phase_is_hidden_and_no_other()
    {
        var special = Sample.School("888888", "Special School").Replace("\"primary\"", "\"special\"", StringComparison.Ordinal);
        var trust = SampleSchool.TrustOf(Sample.Settings(schools: $", {Sample.School("999999", "Hilltop School")}, {special}"));
        var page = await PageAsync(
            trust, PeriodKind.Year, Pupils(20, 95, 5, trust: trust), Pupils(3, 50, 50, trust: trust, id: "888888"),
            Pupils(30, 95, 5, trust: trust, id: "999999"));

        Assert.Equal(
            ("100.0", ""),
            (page.Table("against-england").At("Primary", "percent"), page.Table("against-england").At("Special", "percent")));
        var table = page.Table("by-school");
        Assert.Equal(
            ("", "95.0", "95.0"),
            (
                table.At("Special School", "percent"), table.At("Riverside Primary School", "percent"),
                table.At("Hilltop School", "percent")));
        Assert.DoesNotContain(page.Glance, figure => figure.Name.StartsWith("Attendance, special", StringComparison.Ordinal));
    }

    private static void AssertHidden(SummaryTable table, string group, string pupils, string why)
    {
        var row = table.Row(group);
        Assert.Equal([group, pupils, why], row.Cells.Select(cell => cell.Content).Where(text => text.Length > 0));
    }
}
