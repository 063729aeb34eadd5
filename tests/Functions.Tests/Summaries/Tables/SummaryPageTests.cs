using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Summaries.Pages;
using AttendanceFunctions.Functions.Summaries.Tables;
using AttendanceFunctions.Tests.Functions.Support;
using static AttendanceFunctions.Tests.Functions.Summaries.Tables.SamplePages;

namespace AttendanceFunctions.Tests.Functions.Summaries.Tables;

public sealed class SummaryPageTests
{
    public static TheoryData<PeriodKind> Kinds => [.. Enum.GetValues<PeriodKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Names_headings_and_cells_fit_together_in_every_table(PeriodKind kind)
    {
        foreach (var page in new[] { await PageAsync(One, kind, School), PageOf(School, kind) })
        {
            Assert.NotEmpty(page.Glance);
            Assert.All(page.Sections, section => Assert.NotEmpty(section.Tables));
            Assert.All(
                [page.Tables.Select(table => table.Name), page.Tables.Select(table => table.Sheet)],
                names => Assert.Equal(names.Distinct(StringComparer.OrdinalIgnoreCase), names));
            Assert.All(page.Tables, AssertSound);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task No_table_has_the_name_of_another_file_of_the_summary_and_the_trust_has_no_table_of_pupils(PeriodKind kind)
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
    public async Task Every_table_says_of_which_days_it_is(PeriodKind kind)
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
        var period = new FigurePeriod(PeriodKind.HalfTerm, SampleSchool.Date(from), SampleSchool.Date(to));

        Assert.Equal(words, SchoolPage.Of(School.School, period, School.Row(), School.Pupils, []).Period);
    }

    [Fact]
    public void The_period_and_the_glance_are_words_that_a_governor_reads()
    {
        var pupils = Pupils(10, present: 95, absent: 5);
        var page = PageOf(pupils, PeriodKind.Year);

        Assert.Equal("Riverside Primary School: attendance", page.Title);
        Assert.Equal("The school year from 1 September to 19 December 2025", page.Period);
        var attendance = page.Figure("Attendance, the year so far");
        Assert.Equal(
            ("95.0", "2.0 points below the target of 97%; 1,000 possible sessions", Tone.Watch),
            (attendance.Value.Content, attendance.Beside, attendance.Tone));
        // The absences are in the first week, which England's figures do not count.
        var england = page.Figure("Attendance at 5 to 15 years");
        Assert.Equal(
            (
                "100.0", "5.2 points above primary schools in England (94.8%); 8 September to 19 December 2025", Tone.Good),
            (england.Value.Content, england.Beside, england.Tone));
        Assert.Equal(
            "0 of 10 pupils in the year so far",
            page.Figure("Persistently absent").Beside);
    }

    [Theory]
    [InlineData(97, 3, "level with the target of 97%", Tone.Good)]
    [InlineData(98, 2, "1.0 points above the target of 97%", Tone.Good)]
    [InlineData(91, 9, "6.0 points below the target of 97%", Tone.Watch)]
    [InlineData(90, 10, "7.0 points below the target of 97%, and at or below 90%", Tone.Concern)]
    public void A_tone_is_said_in_words_too(int present, int absent, string words, Tone tone)
    {
        var figure = PageOf(Pupils(10, present, absent), PeriodKind.Year).Figure("Attendance, the year so far");

        Assert.StartsWith(words + ";", figure.Beside, StringComparison.Ordinal);
        Assert.Equal(tone, figure.Tone);
    }

    [Fact]
    public void Pupils_with_a_characteristic_are_held_against_those_without_it()
    {
        var school = Pupils(10, 100, 0, (raw, number) => number < 5
            ? raw with
            {
                Pupil = raw.Pupil with { Characteristics = raw.Pupil.Characteristics with { PupilPremium = true } },
                Marks = Marks(90, 10),
            }
            : raw);

        var table = PageOf(school, PeriodKind.Year).Table("groups");

        Assert.Equal(
            ("90.0", "-10", "-5"),
            (
                table.At("Pupil premium", "percent"), table.At("Pupil premium", "points_to_others"),
                table.At("Pupil premium", "points_to_all")));
        Assert.Equal("", table.At("No pupil premium", "points_to_others"));
    }

    [Fact]
    public async Task A_trust_of_two_phases_has_a_figure_for_each()
    {
        var secondary = Sample.School("999999", "Hilltop School").Replace("\"primary\"", "\"secondary\"", StringComparison.Ordinal);
        var trust = SampleSchool.TrustOf(Sample.Settings(schools: $", {secondary}"));
        var page = await PageAsync(trust, PeriodKind.Year, Pupils(20, 95, 5, trust: trust), Pupils(20, 91, 9, trust: trust, id: "999999"));

        var (primary, second) = (
            page.Figure("Attendance at 5 to 15 years, primary"), page.Figure("Attendance at 5 to 15 years, secondary"));
        // The absences are in the first week, which England's figures do not count.
        Assert.Equal(("100.0", Tone.Good), (primary.Value.Content, primary.Tone));
        Assert.Equal(("100.0", Tone.Good), (second.Value.Content, second.Tone));
        Assert.Equal(
            "8.0 points above secondary schools in England (92.0%); 8 September to 19 December 2025",
            second.Beside);
    }

    [Fact]
    public void A_pupil_a_class_and_a_school_with_hostile_names_are_text()
    {
        const string Name = "=HYPERLINK(\"http://x\",\"y\")";
        var settings = Sample.Settings().Replace("Riverside Primary School", "<script>alert(1)</script>", StringComparison.Ordinal);
        var school = Pupils(
            10, 95, 5,
            (raw, _) => raw with { Pupil = raw.Pupil with { Surname = Name, PreferredName = "@a", Class = "+1", YearGroup = "-2+3" } },
            SampleSchool.TrustOf(settings));

        var page = PageOf(school, PeriodKind.Year);

        Assert.StartsWith("<script>", page.Title, StringComparison.Ordinal);
        var row = page.Table("pupil-attendance").Rows[0];
        Assert.All(new[] { (0, Name), (1, "@a"), (3, "-2+3"), (4, "+1") }, of =>
            Assert.Equal(
                (CellKind.Text, of.Item2, "'" + of.Item2),
                (row.Cells[of.Item1].Kind, row.Cells[of.Item1].Content, row.Cells[of.Item1].Written)));
        Assert.Equal("'+1", page.Table("classes").Rows[1].Cells[0].Written);
        Assert.Equal("'-2+3", page.Table("year-groups").Rows[1].Cells[0].Written);
    }

    [Fact]
    public void Messages_are_counted_by_kind_and_fate()
    {
        var row = School.Row(new(
        [
            new(MessageKind.Stage, NudgeOutcome.Delivered, 7, 6), new(MessageKind.Stage, NudgeOutcome.Failed, 1, 1),
            new(MessageKind.Stage, NudgeOutcome.Undeliverable, 2, 2),
            new(MessageKind.HalfTerm, NudgeOutcome.Waiting, 3, 3),
        ]));
        var table = SchoolPage.Of(School.School, School.Period(PeriodKind.Year), row, School.Pupils, []).Table("messages");

        Assert.Equal(
            ("7", "3", "0", "8"),
            (table.At("Stage", "delivered"), table.At("Stage", "failed"), table.At("Stage", "waiting"), table.At("Stage", "messages")));
        Assert.Equal(("3", "0"), (table.At("Days missed, half term", "waiting"), table.At("Days missed, half term", "messages")));
        Assert.Equal(
            ("7", "3", "3"), (table.At("All kinds", "delivered"), table.At("All kinds", "failed"), table.At("All kinds", "waiting")));
        Assert.Equal(
            "No message to parents has been planned in this school year.", PageOf(School, PeriodKind.Year).Table("messages").WhenEmpty);
    }

    [Fact]
    public async Task Where_no_stage_was_read_last_week_nobody_is_said_to_have_stayed_where_they_were()
    {
        var began = School.Row();
        var sinceWeek = began.Figures.SinceWeek! with { Compared = 0, Moves = [] };
        began = began with { Figures = began.Figures with { SinceWeek = sinceWeek, SinceHalfTerm = null } };
        var pupils = School.Pupils.Select(pupil => pupil with { Record = pupil.Record with { Stages = StageHistory.None } }).ToList();
        var trust = TrustPage.Of(
            One, School.Period(PeriodKind.Year),
            await TrustSums.OfAsync(One, new[] { began }.ToAsyncEnumerable(), TestContext.Current.CancellationToken), []);

        foreach (var page in new[] { trust, SchoolPage.Of(School.School, School.Period(PeriodKind.Year), began, pupils, []) })
        {
            var figure = page.Figure("Up a stage since last week");
            Assert.Equal(
                (CellKind.Empty, "Nothing to compare with yet: no stage was read last week", Tone.Plain),
                (figure.Value.Kind, figure.Beside, figure.Tone));
        }

        var named = SchoolPage.Of(School.School, School.Period(PeriodKind.Year), began, pupils, []).Table("pupils-moved");
        Assert.Empty(named.Rows);
        Assert.Equal("Nothing to compare with yet: no stage was read last week or at the end of the last half term.", named.WhenEmpty);
    }

    [Theory]
    [InlineData(true, "Nobody moved to another stage since last week or since the last half term.")]
    [InlineData(false, "Nobody moved to another stage since last week. There is no half term to compare with yet.")]
    public void Where_nobody_moved_it_is_said_since_when(bool hasHalfTerm, string words)
    {
        var stayed = School.Row();
        var sinceHalfTerm = hasHalfTerm ? stayed.Figures.SinceHalfTerm : null;
        stayed = stayed with { Figures = stayed.Figures with { SinceHalfTerm = sinceHalfTerm } };
        var pupils = School.Pupils.Select(pupil => pupil with { Record = pupil.Record with { Stages = StageHistory.None } }).ToList();

        Assert.Equal(
            words, SchoolPage.Of(School.School, School.Period(PeriodKind.Year), stayed, pupils, []).Table("pupils-moved").WhenEmpty);
    }

    [Theory]
    [InlineData(60, 40, "Persistently absent; 10% or more missed to the end of the school year, even with full attendance")]
    [InlineData(90, 10, "Persistently absent; 1 week of full attendance until below 10% missed")]
    [InlineData(45, 55, "Severely absent; 10% or more missed to the end of the school year, even with full attendance")]
    public void Weeks_that_the_school_year_does_not_have_are_promised_to_nobody(int present, int absent, string words)
    {
        var table = PageOf(Pupils(5, present, absent), PeriodKind.Year).Table("pupil-attendance");

        Assert.All(table.Rows, row => Assert.Equal(words, table.At(row, "in_words")));
    }

    [Fact]
    public async Task Stages_of_two_policies_are_never_added()
    {
        var trust = SampleSchool.TrustOf(
            Sample.Settings(schools: "," + Sample.School("999999", "Hilltop School", ", \"policy\": \"het\"")));
        var page = await PageAsync(
            trust, PeriodKind.Year, SampleSchool.Draw(trust, "141234", 20, Night), SampleSchool.Draw(trust, "999999", 10, Night));

        var table = page.Table("stages");
        Assert.Equal(["10", "20"], table.Rows.Where(row => row.IsTotal).Select(row => table.At(row, "pupils")).Order());
        Assert.Equal("The schools' targets are from 95% to 97%", page.Figure("Attendance, ").Beside.Split(';')[0]);
        Assert.Equal(Tone.Plain, page.Figure("Attendance, ").Tone);
    }
}
