using System.Text.RegularExpressions;
using AttendanceFunctions.Domain.Nudges;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Sheets;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries.Pages;
using AttendanceFunctions.Functions.Summaries.Tables;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Summaries.Tables;

public sealed partial class SummaryPageTests
{
    private const string Night = "2025-12-19";

    private static readonly Trust One = SampleSchool.TrustOf(Sample.Settings());

    private static readonly Trust Two = SampleSchool.TrustOf(Sample.Settings(schools: "," + Sample.School("999999", "Hilltop School")));

    private static readonly SampleSchool School = SampleSchool.Draw(One, "141234", 40, Night);

    public static TheoryData<SpanKind> Kinds => [.. Enum.GetValues<SpanKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Names_headings_and_cells_fit_together_in_every_table(SpanKind kind)
    {
        foreach (var page in new[] { await PageAsync(One, kind, School), PageOf(School, kind) })
        {
            Assert.NotEmpty(page.Glance);
            Assert.All(page.Sections, section => Assert.NotEmpty(section.Tables));
            Assert.All([page.Tables.Select(table => table.Name), page.Tables.Select(table => table.Sheet)], names => Assert.Equal(names.Distinct(StringComparer.OrdinalIgnoreCase), names));
            Assert.All(page.Tables, AssertSound);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task No_table_has_the_name_of_another_file_of_the_summary_and_the_trust_has_no_table_of_pupils(SpanKind kind)
    {
        var page = await PageAsync(One, kind, School);

        Assert.DoesNotContain(page.Tables, table => table.Name is "pupils" or "schools" or "trust" or "nudges");
        Assert.DoesNotContain(page.Tables, table => table.IsOfPupils);
        var text = TextOf(page);
        Assert.All(School.Raw, raw => Assert.DoesNotContain(raw.Pupil.Upn.ToString(), text, StringComparison.Ordinal));
        Assert.All(School.Raw, raw => Assert.DoesNotContain(raw.Pupil.Surname, text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_table_says_of_which_days_it_is(SpanKind kind)
    {
        foreach (var page in new[] { await PageAsync(One, kind, School), PageOf(School, kind) })
        {
            Assert.All(page.Tables, table => Assert.Contains("2025", table.About, StringComparison.Ordinal));
            Assert.Contains("19 December 2025", page.Period, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("2025-11-03", "2025-12-19", "The half term from 3 November to 19 December 2025")]
    [InlineData("2025-12-15", "2025-12-19", "The half term from 15 to 19 December 2025")]
    [InlineData("2025-12-15", "2026-01-09", "The half term from 15 December 2025 to 9 January 2026")]
    [InlineData("2025-12-19", "2025-12-19", "The half term from 19 December 2025")]
    public void A_period_says_each_part_of_its_days_once(string from, string to, string words)
    {
        var span = new FigureSpan(SpanKind.HalfTerm, SampleSchool.Date(from), SampleSchool.Date(to));

        Assert.Equal(words, SchoolPage.Of(School.School, span, School.Row(), School.Pupils, []).Period);
    }

    [Fact]
    public void The_period_and_the_glance_are_words_that_a_governor_reads()
    {
        var pupils = Pupils(10, present: 95, absent: 5);
        var page = PageOf(pupils, SpanKind.Year);

        Assert.Equal("Riverside Primary School: attendance", page.Title);
        Assert.Equal("The school year from 1 September to 19 December 2025", page.Period);
        var attendance = page.Figure("Attendance, the year so far");
        Assert.Equal(("95.0", "2.0 points below the target of 97%; 1,000 possible sessions", Tone.Watch), (attendance.Value.Content, attendance.Beside, attendance.Tone));
        var england = page.Figure("Points to schools in England");
        Assert.Equal(("0.3", "0.3 points above primary schools in England (94.7%), 8 September 2025 to 10 July 2026", Tone.Good), (england.Value.Content, england.Beside, england.Tone));
        Assert.Equal("0 of 10 pupils in the year so far; 13.8 points below primary schools in England (13.8%)", page.Figure("Persistently absent").Beside);
    }

    [Theory]
    [InlineData(97, 3, "level with the target of 97%", Tone.Good)]
    [InlineData(98, 2, "1.0 points above the target of 97%", Tone.Good)]
    [InlineData(91, 9, "6.0 points below the target of 97%", Tone.Watch)]
    [InlineData(90, 10, "7.0 points below the target of 97%, and at or below 90%", Tone.Concern)]
    public void A_tone_is_said_in_words_too(int present, int absent, string words, Tone tone)
    {
        var figure = PageOf(Pupils(10, present, absent), SpanKind.Year).Figure("Attendance, the year so far");

        Assert.StartsWith(words + ";", figure.Beside, StringComparison.Ordinal);
        Assert.Equal(tone, figure.Tone);
    }

    [Fact]
    public void A_year_group_of_three_shows_its_number_and_nothing_else_and_neither_does_the_group_that_would_give_it_away()
    {
        var school = Pupils(20, 95, 5, (raw, number) => raw with { Pupil = raw.Pupil with { YearGroup = number < 3 ? "1" : number < 10 ? "2" : "3" } });
        var table = PageOf(school, SpanKind.Year).Table("year-groups");

        AssertHidden(table, "Year 1", "3", "Fewer than 5 pupils: not shown");
        AssertHidden(table, "Year 2", "7", "Not shown, for it would give away a smaller group");
        Assert.Equal("95.0", table.At("Year 3", "percent"));
    }

    [Fact]
    public void A_year_group_of_five_is_shown()
    {
        var school = Pupils(20, 95, 5, (raw, number) => raw with { Pupil = raw.Pupil with { YearGroup = number < 5 ? "1" : "2" } });

        Assert.Equal("95.0", PageOf(school, SpanKind.Year).Table("year-groups").At("Year 1", "percent"));
    }

    [Fact]
    public void Pupils_with_a_characteristic_are_held_against_those_without_it()
    {
        var school = Pupils(10, 100, 0, (raw, number) => number < 5
            ? raw with { Pupil = raw.Pupil with { Characteristics = raw.Pupil.Characteristics with { PupilPremium = true } }, Marks = Marks(90, 10) }
            : raw);

        var table = PageOf(school, SpanKind.Year).Table("groups");

        Assert.Equal(("90.0", "-10", "-5"), (table.At("Pupil premium", "percent"), table.At("Pupil premium", "points_to_others"), table.At("Pupil premium", "points_to_all")));
        Assert.Equal("", table.At("No pupil premium", "points_to_others"));
    }

    [Fact]
    public void A_reason_that_fewer_than_five_pupils_had_is_named_and_not_counted()
    {
        // Four were in detention for a day, five at an interview, and one was late once.
        var school = Pupils(20, 95, 5, (raw, number) => raw with
        {
            Marks = [.. raw.Marks.Select((mark, place) => place switch
            {
                0 when number < 4 => mark with { Code = "Y5" },
                1 when number < 5 => mark with { Code = "J1" },
                2 when number == 0 => mark with { Code = "L" },
                _ => mark,
            })],
        });
        var table = PageOf(school, SpanKind.Year).Table("codes");

        Assert.Equal(("", "", "Fewer than 5 pupils: not shown"), (table.At("Y5", "sessions"), table.At("Y5", "percent"), table.At("Y5", "in_words")));
        Assert.Equal("Not shown, for it would give away a smaller group", table.At("J1", "in_words"));
        Assert.Equal(("1", "0.1"), (table.At("L", "sessions"), table.At("L", "percent")));
        Assert.Equal("90", table.At("I", "sessions"));
    }

    [Fact]
    public void A_school_of_four_pupils_shows_no_rate_of_them_together()
    {
        var page = PageOf(Pupils(4, 95, 5), SpanKind.Year);

        var attendance = page.Figure("Attendance, ");
        Assert.Equal(("", "Fewer than 5 pupils had a session, so no rate is shown."), (attendance.Value.Content, attendance.Beside));
        Assert.Equal(4, page.Table("pupil-attendance").Rows.Count);
        Assert.All(page.Tables.Where(table => table is { IsOfPupils: false, Rows.Count: 0 } && table.Name != "messages"), table => Assert.Equal("Fewer than 5 pupils had a session, so no rate is shown.", table.WhenEmpty));
        Assert.DoesNotContain(page.Tables.Where(table => !table.IsOfPupils), table => TextOf(table).Contains("95.0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_a_trust_of_two_a_school_of_four_pupils_is_hidden_and_so_is_the_other_that_would_give_it_away()
    {
        var (small, large) = (Pupils(4, 50, 50, trust: Two), Pupils(30, 95, 5, trust: Two, id: "999999"));
        var table = (await PageAsync(Two, SpanKind.Year, small, large)).Table("by-school");

        Assert.Equal(("4", "", "", "Fewer than 5 pupils: not shown"), Of(table, small.School.Name));
        Assert.Equal(("30", "", "", "Not shown, for it would give away a smaller group"), Of(table, large.School.Name));
        Assert.NotEqual("", table.At("All schools", "percent"));

        static (string, string, string, string) Of(SummaryTable table, string school) =>
            (table.At(school, "pupils"), table.At(school, "percent"), table.At(school, "persistent_absence"), table.At(school, "in_words"));
    }

    [Fact]
    public async Task A_small_school_is_not_given_away_by_the_sum_of_its_phase_either()
    {
        var secondary = Sample.School("888888", "Secondary School").Replace("\"primary\"", "\"secondary\"", StringComparison.Ordinal);
        var trust = SampleSchool.TrustOf(Sample.Settings(schools: $", {Sample.School("999999", "Hilltop School")}, {secondary}"));
        // The smallest school beside it is of the other phase, whose sum would not help.
        var page = await PageAsync(
            trust, SpanKind.Year, Pupils(4, 50, 50, trust: trust), Pupils(10, 95, 5, trust: trust, id: "888888"), Pupils(30, 95, 5, trust: trust, id: "999999"));

        var table = page.Table("by-school");
        Assert.Equal(("", "", "95.0"), (table.At("Riverside Primary School", "percent"), table.At("Hilltop School", "percent"), table.At("Secondary School", "percent")));
        Assert.NotEqual("", page.Table("against-england").At("Primary", "percent"));
    }

    [Fact]
    public async Task A_small_phase_hides_another_phase_and_its_schools()
    {
        var special = Sample.School("888888", "Special School").Replace("\"primary\"", "\"special\"", StringComparison.Ordinal);
        var trust = SampleSchool.TrustOf(Sample.Settings(schools: $", {Sample.School("999999", "Hilltop School")}, {special}"));
        var page = await PageAsync(
            trust, SpanKind.Year, Pupils(20, 95, 5, trust: trust), Pupils(3, 50, 50, trust: trust, id: "888888"), Pupils(30, 95, 5, trust: trust, id: "999999"));

        Assert.Equal(("", ""), (page.Table("against-england").At("Primary", "percent"), page.Table("against-england").At("Special", "percent")));
        var table = page.Table("by-school");
        Assert.Equal(("", "", "95.0"), (table.At("Special School", "percent"), table.At("Riverside Primary School", "percent"), table.At("Hilltop School", "percent")));
        Assert.DoesNotContain(page.Glance, figure => figure.Name.StartsWith("Attendance, special", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_trust_with_one_school_is_read_without_a_sum_over_one()
    {
        var page = await PageAsync(One, SpanKind.Year, School);

        var row = Assert.Single(page.Table("by-school").Rows);
        Assert.Equal("Riverside Primary School", row.Cells[0].Content);
        Assert.Equal(SummaryChart.None, page.Table("by-school").Chart);
        Assert.Equal(page.Table("year-groups").At("All pupils", "percent"), page.Table("by-school").At(row, "percent"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_school_with_no_data_yet_says_so(SpanKind kind)
    {
        var nobody = SampleSchool.With(One, "141234", Night, []);
        foreach (var page in new[] { await PageAsync(One, kind, nobody), PageOf(nobody, kind) })
        {
            Assert.Equal("Nobody is on roll yet: no roster has come in.", page.Figure("Attendance, ").Beside);
            AssertNothingToDraw(page);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_school_with_a_roster_and_no_register_says_so(SpanKind kind)
    {
        var silent = School.Changed((raw, _) => raw with { Marks = [] });
        foreach (var page in new[] { await PageAsync(One, kind, silent), PageOf(silent, kind) })
        {
            Assert.Contains("There was no possible session from", page.Figure("Attendance, ").Beside, StringComparison.Ordinal);
            AssertNothingToDraw(page);
        }
    }

    [Fact]
    public async Task A_trust_of_two_phases_has_a_figure_for_each()
    {
        var secondary = Sample.School("999999", "Hilltop School").Replace("\"primary\"", "\"secondary\"", StringComparison.Ordinal);
        var trust = SampleSchool.TrustOf(Sample.Settings(schools: $", {secondary}"));
        var page = await PageAsync(trust, SpanKind.Year, Pupils(20, 95, 5, trust: trust), Pupils(20, 91, 9, trust: trust, id: "999999"));

        Assert.Equal(("95.0", Tone.Good), (page.Figure("Attendance, primary pupils").Value.Content, page.Figure("Attendance, primary pupils").Tone));
        Assert.Equal(
            ("91.0", "0.5 points below secondary schools in England (91.5%), 8 September 2025 to 10 July 2026", Tone.Watch),
            (page.Figure("Attendance, secondary pupils").Value.Content, page.Figure("Attendance, secondary pupils").Beside, page.Figure("Attendance, secondary pupils").Tone));
    }

    [Fact]
    public async Task A_school_without_a_school_day_in_the_week_has_a_year_and_no_week()
    {
        var school = School.Changed((raw, _) => raw with { Marks = [.. raw.Marks.Where(mark => mark.Date < new DateOnly(2025, 12, 15))] });

        var page = await PageAsync(One, SpanKind.Week, school);

        Assert.Equal("There was no possible session from 15 to 19 December 2025, or no register of one has come in.", page.Figure("Attendance, ").Beside);
        Assert.NotEqual("", (await PageAsync(One, SpanKind.Year, school)).Figure("Attendance, ").Value.Content);
    }

    [Fact]
    public async Task A_school_that_has_not_worked_out_the_night_is_named()
    {
        var page = await PageAsync(Two, SpanKind.Year, SampleSchool.Draw(Two, "141234", 10, Night));

        Assert.Equal("Not worked out on this night", page.Table("by-school").At("Hilltop School", "in_words"));
        Assert.Equal(Tone.Concern, page.Table("data-quality-by-school").Row("Hilltop School").Tone);
    }

    [Fact]
    public async Task A_trust_without_a_night_of_any_school_is_no_fault()
    {
        var sums = await TrustSums.OfAsync(Two, School.Night, AsyncEnumerable.Empty<SchoolNight>(), TestContext.Current.CancellationToken);

        AssertNothingToDraw(TrustPage.Of(Two, School.Span(SpanKind.Year), sums, []));
    }

    [Fact]
    public async Task Of_each_school_no_more_stays_in_memory_than_its_line()
    {
        var read = new List<WeakReference>();
        var alive = 0;
        var trust = SampleSchool.TrustOf(Sample.Settings(schools: string.Concat(Enumerable.Range(1, 100).Select(number => "," + Sample.School($"9{number:000}", $"School {number}")))));
        var sample = School.Row();
        var text = FiguresColumns.TextsOf(sample.Figures);

        var sums = await TrustSums.OfAsync(trust, School.Night, Rows(), TestContext.Current.CancellationToken);

        Assert.Equal((101, 4040), (sums.Lines.Count, sums.Headcount.Pupils));
        Assert.InRange(alive, 0, 10);

        async IAsyncEnumerable<SchoolNight> Rows()
        {
            foreach (var school in trust.Schools)
            {
                var entity = new Azure.Data.Tables.TableEntity("", "");
                foreach (var (name, value) in text)
                {
                    entity[name] = value;
                }

                var row = sample with { School = school.Id, Figures = entity.Figures() };
                read.Add(new WeakReference(row.Figures));
                yield return row;
                await Task.Yield();
            }

            GC.Collect();
            alive = read.Count(figures => figures.IsAlive);
        }
    }

    [Fact]
    public async Task A_row_from_before_figures_were_kept_counts_its_pupils_and_shows_no_rate()
    {
        var sums = await TrustSums.OfAsync(One, School.Night, new[] { School.Row() with { Figures = SchoolFigures.None } }.ToAsyncEnumerable(), TestContext.Current.CancellationToken);
        var page = TrustPage.Of(One, School.Span(SpanKind.HalfTerm), sums, []);

        Assert.Equal("40", page.Table("by-school").At("Riverside Primary School", "pupils"));
        Assert.Equal(CellKind.Empty, page.Figure("Attendance, ").Value.Kind);
    }

    [Fact]
    public void A_pupil_a_class_and_a_school_with_hostile_names_are_text()
    {
        const string Name = "=HYPERLINK(\"http://x\",\"y\")";
        var settings = Sample.Settings().Replace("Riverside Primary School", "<script>alert(1)</script>", StringComparison.Ordinal);
        var school = Pupils(10, 95, 5, (raw, _) => raw with { Pupil = raw.Pupil with { Surname = Name, PreferredName = "@a", Class = "+1", YearGroup = "-2+3" } }, SampleSchool.TrustOf(settings));

        var page = PageOf(school, SpanKind.Year);

        Assert.StartsWith("<script>", page.Title, StringComparison.Ordinal);
        var row = page.Table("pupil-attendance").Rows[0];
        Assert.All(new[] { (0, Name), (1, "@a"), (3, "-2+3"), (4, "+1") }, of =>
            Assert.Equal((CellKind.Text, of.Item2, "'" + of.Item2), (row.Cells[of.Item1].Kind, row.Cells[of.Item1].Content, row.Cells[of.Item1].Written)));
        Assert.Equal("'+1", page.Table("classes").Rows[1].Cells[0].Written);
        Assert.Equal("'-2+3", page.Table("year-groups").Rows[1].Cells[0].Written);
    }

    [Fact]
    public void A_weeks_pack_has_the_classes_to_celebrate_where_the_policy_compares_classes()
    {
        var trust = SampleSchool.TrustOf(Sample.Settings(policy: "school-approach"));
        var school = Pupils(12, 0, 0, (raw, number) => raw with { Pupil = raw.Pupil with { Class = number < 6 ? "4A" : "4B" }, Marks = Week(number < 6 ? "/" : "I") }, trust);

        var table = PageOf(school, SpanKind.Week).Table("class-celebration");

        Assert.Equal(("100.0", "yes"), (table.At("4A", "percent"), table.At("4A", "best")));
        Assert.Equal(("0.0", "no"), (table.At("4B", "percent"), table.At("4B", "best")));
        Assert.Contains("15 to 19 December 2025", table.About, StringComparison.Ordinal);
        Assert.DoesNotContain(PageOf(school, SpanKind.Year).Tables, other => other.Name == "class-celebration");
    }

    [Fact]
    public void A_policy_that_compares_no_classes_has_none_to_celebrate()
    {
        var school = One.Schools[0];
        var without = One with { Schools = [school with { Policy = school.Policy with { Celebration = school.Policy.Celebration with { Classes = false } } }] };
        var with = One with { Schools = [school with { Policy = school.Policy with { Celebration = school.Policy.Celebration with { Classes = true } } }] };

        Assert.DoesNotContain(PageOf(Pupils(12, 95, 5, trust: without), SpanKind.Week).Tables, table => table.Name == "class-celebration");
        Assert.Contains(PageOf(Pupils(12, 95, 5, trust: with), SpanKind.Week).Tables, table => table.Name == "class-celebration");
    }

    [Fact]
    public void A_school_that_closed_before_the_trusts_last_day_of_the_week_celebrates_its_own_week()
    {
        var trust = SampleSchool.TrustOf(Sample.Settings(policy: "school-approach").Replace("\"phase\"", "\"closures\": [\"2025-12-19\"], \"phase\"", StringComparison.Ordinal));
        var school = Pupils(12, 0, 0, (raw, _) => raw with { Marks = Week("/") }, trust);
        var span = new FigureSpan(SpanKind.Week, new(2025, 12, 15), new(2025, 12, 19));

        var table = SchoolPage.Of(school.School, span, school.Row(), school.Pupils, []).Table("class-celebration");

        Assert.Contains("15 to 18 December 2025", table.About, StringComparison.Ordinal);
        Assert.Equal("100.0", table.At("4A", "percent"));
    }

    [Fact]
    public async Task A_pack_is_compared_with_the_half_term_before_and_the_same_one_last_year()
    {
        var trust = SampleSchool.TrustOf(Sample.Settings().Replace(
            "\"terms\": [", "\"terms\": [ { \"from\": \"2024-09-02\", \"to\": \"2024-10-25\" }, { \"from\": \"2024-11-04\", \"to\": \"2024-12-20\" },", StringComparison.Ordinal));
        var now = SampleSchool.Draw(trust, "141234", 20, Night);
        var before = SampleSchool.With(trust, "141234", "2025-10-24", now.Raw);
        var span = now.Span(SpanKind.HalfTerm);
        var nights = EarlierSpans.Of(TrustCalendar.Of(trust), span);

        Assert.Equal(
            [("before", "The half term before", new DateOnly(2025, 10, 24)), ("year_before", "The same half term last year", new DateOnly(2024, 12, 20))],
            nights.Select(night => (night.Name, night.Heading, night.Span.To)));
        var lastYear = nights[1] with { };
        var sums = await SumsAsync(trust, now);
        var figures = before.Row().Figures;
        var page = TrustPage.Of(trust, span, sums, [.. nights[0].In(figures), .. lastYear.In(figures)]);

        var table = page.Table("comparison");
        Assert.Equal(["This half term", "The half term before"], table.Rows.Select(row => row.Cells[0].Content));
        var marks = now.Raw.SelectMany(raw => raw.Marks).Where(mark => mark.Date <= new DateOnly(2025, 10, 24)).ToList();
        Assert.Equal(Text(marks.Count(mark => mark.Code is not ("-" or "X" or "Y1"))), table.At("The half term before", "possible"));
        Assert.Equal(("2025-09-01", "2025-10-24"), (table.At("The half term before", "from"), table.At("The half term before", "to")));
        Assert.StartsWith("Attendance is now", table.At("The half term before", "in_words"), StringComparison.Ordinal);
        Assert.Contains("The half term before: 1 September to 24 October 2025", table.About, StringComparison.Ordinal);
    }

    [Fact]
    public void Messages_are_counted_by_kind_and_fate()
    {
        var row = School.Row(new(
        [
            new(NudgeRule.Stage, NudgeFate.Delivered, 7, 6), new(NudgeRule.Stage, NudgeFate.Failed, 1, 1), new(NudgeRule.Stage, NudgeFate.Undeliverable, 2, 2),
            new(NudgeRule.HalfTerm, NudgeFate.Waiting, 3, 3),
        ]));
        var table = SchoolPage.Of(School.School, School.Span(SpanKind.Year), row, School.Pupils, []).Table("messages");

        Assert.Equal(("7", "3", "0", "8"), (table.At("Stage", "delivered"), table.At("Stage", "failed"), table.At("Stage", "waiting"), table.At("Stage", "messages")));
        Assert.Equal(("3", "0"), (table.At("Days missed, half term", "waiting"), table.At("Days missed, half term", "messages")));
        Assert.Equal(("7", "3", "3"), (table.At("All kinds", "delivered"), table.At("All kinds", "failed"), table.At("All kinds", "waiting")));
        Assert.Equal("No message to parents has been planned in this school year.", PageOf(School, SpanKind.Year).Table("messages").WhenEmpty);
    }

    [Fact]
    public async Task Stages_of_two_policies_are_never_added()
    {
        var trust = SampleSchool.TrustOf(Sample.Settings(schools: "," + Sample.School("999999", "Hilltop School", ", \"policy\": \"het\"")));
        var page = await PageAsync(trust, SpanKind.Year, SampleSchool.Draw(trust, "141234", 20, Night), SampleSchool.Draw(trust, "999999", 10, Night));

        var table = page.Table("stages");
        Assert.Equal(["10", "20"], table.Rows.Where(row => row.IsTotal).Select(row => table.At(row, "pupils")).Order());
        Assert.Equal("The schools' targets are from 95% to 97%", page.Figure("Attendance, ").Beside.Split(';')[0]);
        Assert.Equal(Tone.Plain, page.Figure("Attendance, ").Tone);
    }

    private static void AssertSound(SummaryTable table)
    {
        Assert.Matches(TableName(), table.Name);
        Assert.InRange(table.Sheet.Length, 1, 31);
        Assert.All([table.Title, table.About], text => Assert.NotEqual("", text));
        Assert.All(table.Columns, column => Assert.Matches(ColumnName(), column.Name));
        Assert.All(table.Columns, column => Assert.InRange(column.Width, 6, 60));
        Assert.Equal(table.Columns.Select(column => column.Name).Distinct(), table.Columns.Select(column => column.Name));
        // A workbook's table has no two headings alike.
        Assert.Equal(table.Columns.Select(column => column.Heading).Distinct(StringComparer.OrdinalIgnoreCase), table.Columns.Select(column => column.Heading));
        Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Cells.Count));
        Assert.All(table.Rows, row => Assert.NotEqual(CellKind.Empty, row.Cells[0].Kind));
        Assert.True(table.Rows.Count > 0 || table.WhenEmpty.Length > 0, table.Name);
        var charted = table.Chart switch { SummaryChart.Line line => line.Value, SummaryChart.Bars bars => bars.Value, _ => "" };
        if (charted.Length > 0)
        {
            Assert.True(table.Rows.Count(row => !row.IsTotal && table.At(row, charted).Length > 0) > 1, table.Name);
        }
    }

    private static void AssertNothingToDraw(SummaryPage page)
    {
        Assert.All(page.Tables, AssertSound);
        Assert.All(page.Tables, table => Assert.Equal(SummaryChart.None, table.Chart));
        Assert.All(page.Glance, figure => Assert.NotEqual("", figure.Beside));
    }

    private static void AssertHidden(SummaryTable table, string group, string pupils, string why)
    {
        var row = table.Row(group);
        Assert.Equal([group, pupils, why], row.Cells.Select(cell => cell.Content).Where(text => text.Length > 0));
    }

    private static string TextOf(SummaryPage page) => string.Join('\n', page.Tables.Select(TextOf).Concat(page.Glance.Select(figure => $"{figure.Name} {figure.Value.Content} {figure.Beside}")));

    private static string TextOf(SummaryTable table) => string.Join('\n', table.Rows.SelectMany(row => row.Cells).Select(cell => cell.Content).Append(table.About));

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>So many pupils with so many sessions each, from 1 September on.</summary>
    private static SampleSchool Pupils(int count, int present, int absent, Func<RawPupil, int, RawPupil>? change = null, Trust? trust = null, string id = "141234") =>
        SampleSchool.Draw(trust ?? One, id, count, Night).Changed((raw, number) => (change ?? ((same, _) => same))(
            raw with { Marks = Marks(present, absent), Pupil = raw.Pupil with { YearGroup = "1", Class = "4A", Characteristics = new(Sen.None, false, false, false, false) } }, number));

    private static IReadOnlyList<RawMark> Marks(int present, int absent) =>
    [
        .. One.Schools[0].Calendar.SchoolDaysFrom(new(2025, 9, 1)).SelectMany(day => new[] { (day, Domain.Registers.HalfDay.AM), (day, Domain.Registers.HalfDay.PM) })
            .Take(present + absent).Select((session, place) => new RawMark(session.Item1, session.Item2, place < absent ? "I" : "/", 0)),
    ];

    private static IReadOnlyList<RawMark> Week(string code) =>
        [.. One.Schools[0].Calendar.SchoolDaysOfWeek(new(2025, 12, 19)).Select(day => new RawMark(day, Domain.Registers.HalfDay.AM, code, 0))];

    private static Task<TrustSums> SumsAsync(Trust trust, params SampleSchool[] schools) => TrustSums.OfAsync(
        trust, schools[0].Night, schools.Select(school => school.Row()).ToAsyncEnumerable(), TestContext.Current.CancellationToken);

    private static async Task<SummaryPage> PageAsync(Trust trust, SpanKind kind, params SampleSchool[] schools) =>
        TrustPage.Of(trust, schools[0].Span(kind), await SumsAsync(trust, schools), []);

    private static SummaryPage PageOf(SampleSchool school, SpanKind kind) => SchoolPage.Of(school.School, school.Span(kind), school.Row(), school.Pupils, []);

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex TableName();

    [GeneratedRegex("^[a-z]+(_[a-z]+)*$")]
    private static partial Regex ColumnName();
}
