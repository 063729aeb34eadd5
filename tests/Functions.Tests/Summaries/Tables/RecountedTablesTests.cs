using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Summaries.Pages;
using AttendanceFunctions.Functions.Summaries.Tables;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Summaries.Tables;

/// <summary>Every figure of a trust's and a school's tables against a slow recount of the raw marks.</summary>
public sealed class RecountedTablesTests
{
    private const string Night = "2025-12-19";

    private static readonly string Settings = Sample.Settings(
        schools: "," + Sample.School("999999", "Hilltop School").Replace("\"primary\"", "\"secondary\"", StringComparison.Ordinal));

    private static readonly Trust Trust = SampleSchool.TrustOf(Settings);

    private static readonly SampleSchool[] Schools =
        [SampleSchool.Draw(Trust, "141234", 40, Night), SampleSchool.Draw(Trust, "999999", 25, Night, seed: 2)];

    /// <summary>The group of a pupil, for each kind of groups: year groups first, classes last.</summary>
    private static readonly Func<RawPupil, string>[] KindsOfGroups =
    [
        raw => raw.Pupil.YearGroup == "R" ? "R" : $"Year {raw.Pupil.YearGroup}",
        raw => raw.Pupil.Characteristics.PupilPremium ? "Pupil premium" : "No pupil premium",
        raw => raw.Pupil.Characteristics.FreeSchoolMeals ? "Free school meals" : "No free school meals",
        raw => raw.Pupil.Characteristics.LookedAfter ? "Looked after" : "Not looked after",
        raw => raw.Pupil.Characteristics.SocialWorker ? "With a social worker" : "Without a social worker",
        raw => raw.Pupil.Characteristics.Sen switch
        {
            Sen.Support => "SEN support",
            Sen.Plan => "Education, health and care plan",
            _ => "No SEN",
        },
        raw => raw.Pupil.Class,
    ];

    public static TheoryData<PeriodKind> Kinds => [.. Enum.GetValues<PeriodKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_tables_of_the_trust_are_recounted(PeriodKind kind) => AssertTables(await TrustPageAsync(kind), Schools, kind);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_tables_of_a_school_are_recounted(PeriodKind kind) =>
        Assert.All(Schools, school => AssertTables(PageOf(school, kind), [school], kind));

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Each_school_of_the_trust_is_recounted(PeriodKind kind)
    {
        var table = (await TrustPageAsync(kind)).Table("by-school");
        foreach (var school in Schools)
        {
            var (row, period) = (table.Row(school.School.Name), school.Period(kind));
            var twenty = school.School.Calendar.SchoolDaysBackFrom(school.Night).Take(20).Last();
            var (persistent, severe, early) = Absences(school.Raw, school.Night);
            Assert.Equal(Percent(In(school, school.Night, school.Night)), table.At(row, "last_day_percent"));
            Assert.Equal(Percent(In(school, twenty, school.Night)), table.At(row, "four_weeks_percent"));
            Assert.Equal(Percent(In(school, period.From, period.To)), table.At(row, "percent"));
            Assert.Equal(
                (
                    Text(school.Raw.Count), Text(persistent), Pages.Percent(persistent, school.Raw.Count - early), Text(severe),
                    Text(early), "97"),
                (
                    table.At(row, "pupils"), table.At(row, "persistent_absence"), table.At(row, "persistent_percent"),
                    table.At(row, "severe_absence"), table.At(row, "too_early"), table.At(row, "target_percent")));
        }

        var all = table.Row("All schools");
        Assert.True(all.IsTotal);
        Assert.Equal(Percent(Schools.SelectMany(school => In(school, school.Period(kind).From, school.Night))), table.At(all, "percent"));
    }

    [Fact]
    public async Task Phases_are_held_against_schools_of_the_same_phase_in_England()
    {
        var page = await TrustPageAsync(PeriodKind.Year);
        var table = page.Table("against-england");

        // England's persistent absence of an autumn is published in January.
        Assert.Equal(("94.8", ""), (table.At("Primary", "england_percent"), table.At("Primary", "england_persistent_percent")));
        Assert.Equal(("92.0", ""), (table.At("Secondary", "england_percent"), table.At("Secondary", "england_persistent_percent")));
        Assert.Equal("Published from January on", table.At("Primary", "persistent_in_words"));
        // None of these pupils has a date of birth: Reception is not counted, nor is the week before 8 September.
        Assert.Equal(Percent(OfEngland(Schools[0])), table.At("Primary", "percent"));
        Assert.Equal(Percent(OfEngland(Schools[1])), table.At("Secondary", "percent"));
        Assert.Equal(Text(Schools[0].Raw.Count(raw => raw.Pupil.YearGroup != "R")), table.At("Primary", "pupils"));
        Assert.Contains("5 to 15 years old on 31 August before the school year", table.About, StringComparison.Ordinal);
        Assert.Contains(
            "Sessions: 8 September to 19 December 2025, the newest days of which England's figures are published.", table.About,
            StringComparison.Ordinal);
        Assert.Contains("in England, the same days.", table.About, StringComparison.Ordinal);
        Assert.Contains(
            $"{Schools.Sum(school => school.Raw.Count(raw => raw.Pupil.YearGroup != "R"))} pupils without a date of birth are counted by "
                + "year group: Year 1 to Year 11.",
            table.About, StringComparison.Ordinal);

        static IEnumerable<RawMark> OfEngland(SampleSchool school) => school.Raw.Where(raw => raw.Pupil.YearGroup != "R")
            .SelectMany(raw => raw.Marks).Where(mark => mark.Date >= new DateOnly(2025, 9, 8));
    }

    [Fact]
    public async Task Stages_and_movements_are_counted_from_what_was_read_of_each_pupil()
    {
        var page = await TrustPageAsync(PeriodKind.Year);
        var pupils = Schools.SelectMany(school => school.Pupils).ToList();
        var stages = page.Table("stages");
        for (var stage = 0; stage <= 5; stage++)
        {
            Assert.Equal(Text(pupils.Count(pupil => pupil.Record.Stage == stage)), stages.At(stages.Rows[stage], "pupils"));
        }

        // Everybody's stages of 12 December and of 24 October against those of the night.
        foreach (var (since, day) in new[] { ("Last week", new DateOnly(2025, 12, 12)), ("Last half term", new DateOnly(2025, 10, 24)) })
        {
            var movements = page.Table("movements");
            var rows = movements.Rows.Where(row => movements.At(row, "since") == since).ToDictionary(
                row => movements.At(row, "movement") + movements.At(row, "from_stage") + movements.At(row, "to_stage"));
            Assert.Equal(
                Text(pupils.Count(pupil => pupil.Record.Stage > pupil.Record.Stages.At(day))), movements.At(rows["went up"], "pupils"));
            Assert.Equal(
                Text(pupils.Count(pupil => pupil.Record.Stage < pupil.Record.Stages.At(day))), movements.At(rows["came down"], "pupils"));
            Assert.Equal(
                Text(pupils.Count(pupil => pupil.Record.Stage == pupil.Record.Stages.At(day))), movements.At(rows["stayed"], "pupils"));
            Assert.All(rows.Values, row => Assert.Equal(Sample.Date(day), movements.At(row, "since_date")));
        }
    }

    [Fact]
    public void Every_pupil_of_a_school_is_listed_with_the_figures_of_the_raw_marks()
    {
        var school = Schools[0];
        var table = PageOf(school, PeriodKind.Year).Table("pupil-attendance");
        Assert.True(table.IsOfPupils);
        Assert.Equal(school.Raw.Count, table.Rows.Count);
        foreach (var raw in school.Raw)
        {
            var row = table.Rows.Single(row => table.At(row, "upn") == raw.Pupil.Upn.ToString());
            var (possible, missed) = Count(raw.Marks);
            Assert.Equal(
                (
                    Text(possible), Text(possible - missed), Pages.Percent(possible - missed, possible),
                    (missed / 2m).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture)),
                (table.At(row, "possible"), table.At(row, "attended"), table.At(row, "percent"), table.At(row, "days_missed")));
            var (more, weeks) = (0, 0);
            while (10 * (missed + more) < possible + more)
            {
                more++;
            }

            while (10 * missed >= possible + (10 * weeks))
            {
                weeks++;
            }

            Assert.Equal(
                (more > 0 ? Text(more) : "", weeks > 0 ? Text(weeks) : ""),
                (table.At(row, "absences_until_persistent"), table.At(row, "full_weeks_until_clear")));
            Assert.Equal(
                (10 * missed >= possible ? "yes" : "no", 2 * missed >= possible ? "yes" : "no"),
                (table.At(row, "persistent_absence"), table.At(row, "severe_absence")));
        }
    }

    [Fact]
    public void Who_moved_is_named_with_the_stages()
    {
        var school = Schools[0];
        var table = PageOf(school, PeriodKind.Year).Table("pupils-moved");

        var moved = school.Pupils.Where(pupil => pupil.Record.Stages.At(new(2025, 10, 24)) != pupil.Record.Stage).ToList();

        Assert.NotEmpty(moved);
        Assert.Equal(
            moved.Select(pupil => (
                pupil.Pupil.Upn.ToString(), pupil.Record.Stage > pupil.Record.Stages.At(new(2025, 10, 24)) ? "up" : "down")).Order(),
            table.Rows.Where(row => table.At(row, "since") == "Last half term")
                .Select(row => (table.At(row, "upn"), table.At(row, "movement"))).Order());
    }

    [Fact]
    public async Task Pupils_are_counted_by_their_distance_from_the_line()
    {
        var table = (await TrustPageAsync(PeriodKind.Term)).Table("days-from-the-threshold");
        var tables = Schools.Select(school => PageOf(school, PeriodKind.Year).Table("pupil-attendance"));
        var school = tables.SelectMany(table => table.Rows.Select(row => (Table: table, Row: row))).ToList();
        int Counted(string column, int from, int to) =>
            school.Count(of => int.TryParse(of.Table.At(of.Row, column), out var number) && from <= number && number <= to);

        Assert.Equal(
            [
                Counted("absences_until_persistent", 11, 999), Counted("absences_until_persistent", 5, 10),
                Counted("absences_until_persistent", 1, 4),
            ],
            table.Rows.Take(3).Select(row => int.Parse(table.At(row, "value"), System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(
            [Counted("full_weeks_until_clear", 1, 2), Counted("full_weeks_until_clear", 3, 6), Counted("full_weeks_until_clear", 7, 999)],
            table.Rows.Skip(3).Take(3).Select(row => int.Parse(table.At(row, "value"), System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static void AssertTables(SummaryPage page, SampleSchool[] schools, PeriodKind kind)
    {
        var period = schools[0].Period(kind);
        var (marks, pupils) = (
            schools.SelectMany(school => In(school, period.From, period.To)).ToList(), schools.SelectMany(school => school.Raw).ToList());
        Assert.Equal(Percent(marks), page.Figure("Attendance, ").Value.Content);

        // A week's own page shows it among the weeks of the year.
        var (weeks, ofWeeks) = (
            page.Table("weeks"),
            kind == PeriodKind.Week ? schools.SelectMany(school => school.Raw.SelectMany(raw => raw.Marks)).ToList() : marks);
        Assert.All(
            weeks.Rows,
            row => AssertSessions(
                weeks, row,
                ofWeeks.Where(mark => Sample.Date(mark.Date.AddDays(-(((int)mark.Date.DayOfWeek + 6) % 7))) == row.Cells[0].Content)));
        Assert.Equal(Count(ofWeeks).Possible, weeks.Rows.Sum(row => Number(weeks.At(row, "possible"))));

        var weekdays = page.Table("weekdays");
        Assert.All(weekdays.Rows, row => AssertSessions(
            weekdays, row,
            marks.Where(mark => $"{mark.Date.DayOfWeek} {(mark.Half == HalfDay.AM ? "morning" : "afternoon")}" == row.Cells[0].Content)));
        Assert.Equal(Count(marks).Possible, weekdays.Rows.Sum(row => Number(weekdays.At(row, "possible"))));

        DateOnly[] beside = [new(2025, 9, 1), new(2025, 10, 24), new(2025, 11, 3), new(2025, 12, 19)];
        var holidays = page.Table("holidays");
        AssertSessions(holidays, holidays.Row("Beside a holiday"), marks.Where(mark => beside.Contains(mark.Date)));
        AssertSessions(holidays, holidays.Row("All other days"), marks.Where(mark => !beside.Contains(mark.Date)));

        var lateness = page.Table("lateness");
        Assert.Equal(
            [
                marks.Count(mark => mark.Code == "L"), marks.Count(mark => mark.Code == "U"),
                pupils.Count(raw => raw.Marks.Any(mark => mark.Code is "L" or "U" && period.From <= mark.Date && mark.Date <= period.To)),
                marks.Count(mark => mark.Minutes > 0), marks.Sum(mark => mark.Minutes),
            ],
            lateness.Rows.Select(row => Number(lateness.At(row, "value"))));

        var codes = page.Table("codes");
        Assert.Equal(
            marks.Where(mark => mark.Code != "-").Select(mark => mark.Code).Distinct().Order(),
            codes.Rows.Select(row => row.Cells[0].Content).Order());
        Assert.All(codes.Rows.Where(row => codes.At(row, "sessions").Length > 0 && !codes.At(row, "in_words").Contains("schools")), row =>
            Assert.Equal(marks.Count(mark => mark.Code == row.Cells[0].Content), Number(codes.At(row, "sessions"))));

        var unsettled = page.Table("no-reason-yet");
        var fiveBack = schools[0].School.Calendar.SchoolDaysBackFrom(period.To).Take(5).Last();
        Assert.Equal(
            [marks.Count(mark => mark.Code == "N"), marks.Count(mark => mark.Code == "N" && mark.Date < fiveBack)],
            unsettled.Rows.Select(row => Number(unsettled.At(row, "value"))));

        AssertGroups(page, "year-groups", pupils, period, KindsOfGroups[0]);
        Assert.All(KindsOfGroups[1..^1], kind => AssertGroups(page, "groups", pupils, period, kind));
        if (schools.Length == 1)
        {
            AssertGroups(page, "classes", pupils, period, KindsOfGroups[^1]);
        }
    }

    private static void AssertGroups(
        SummaryPage page, string name, IReadOnlyList<RawPupil> pupils, FigurePeriod period, Func<RawPupil, string> groupOf)
    {
        var table = page.Table(name);
        foreach (var group in pupils.GroupBy(groupOf))
        {
            var row = table.Row(group.Key);
            var (possible, missed) = Count(
                group.SelectMany(raw => raw.Marks.Where(mark => period.From <= mark.Date && mark.Date <= period.To)));
            if (table.At(row, "in_words").Split("; without ") is [_, var without])
            {
                // The groups of some schools are left out of the trust's.
                Assert.Equal(group.Count(), Number(table.At(row, "pupils")) + Number(without.Split(' ')[0]));
                continue;
            }

            Assert.Equal(Text(group.Count()), table.At(row, "pupils"));
            if (row.Cells[4].Kind == CellKind.Empty)
            {
                // A group may be hidden only for the sake of a small one, of any kind: groups of several kinds together tell it too.
                Assert.Contains(
                    KindsOfGroups.SelectMany(kind => Schools.SelectMany(school => school.Raw.GroupBy(kind))), other => other.Count() < 5);
                continue;
            }

            Assert.True(group.Count() >= 5);
            var (persistent, severe, early) = Absences([.. group], period.To);
            Assert.Equal(
                (Text(possible), Text(possible - missed), Pages.Percent(possible - missed, possible)),
                (table.At(row, "possible"), table.At(row, "attended"), table.At(row, "percent")));
            AssertCount(("persistent_absence", Text(persistent)), ("persistent_percent", Pages.Percent(persistent, group.Count() - early)));
            AssertCount(("severe_absence", Text(severe)));

            // A count may be hidden only where a group is too small to be shown: of the school, or of a school of the trust.
            void AssertCount(params (string Column, string Text)[] cells)
            {
                if (cells.All(cell => table.At(row, cell.Column).Length == 0))
                {
                    Assert.Contains(Schools.SelectMany(school => PageOf(school, period.Kind).Tables), other =>
                        other.Name is "year-groups" or "classes" or "groups"
                            && other.Rows.Any(group => group.Cells[4].Kind == CellKind.Empty));
                    return;
                }

                Assert.All(cells, cell => Assert.Equal(cell.Text, table.At(row, cell.Column)));
            }
        }
    }

    private static void AssertSessions(SummaryTable table, SummaryRow row, IEnumerable<RawMark> marks)
    {
        var (possible, missed) = Count(marks);
        Assert.Equal(
            (Text(possible), Text(possible - missed), Text(missed), Pages.Percent(possible - missed, possible)),
            (table.At(row, "possible"), table.At(row, "attended"), table.At(row, "missed"), table.At(row, "percent")));
    }

    private static (int Persistent, int Severe, int Early) Absences(IReadOnlyCollection<RawPupil> pupils, DateOnly night)
    {
        var counts = pupils.Select(raw => Count(raw.Marks.Where(mark => mark.Date <= night))).ToList();
        return (
            counts.Count(count => count.Possible >= 20 && 10 * count.Missed >= count.Possible),
            counts.Count(count => count.Possible >= 20 && 2 * count.Missed >= count.Possible),
            counts.Count(count => count.Possible < 20));
    }

    private static IEnumerable<RawMark> In(SampleSchool school, DateOnly from, DateOnly to) =>
        school.Raw.SelectMany(raw => raw.Marks).Where(mark => from <= mark.Date && mark.Date <= to);

    private static string Percent(IEnumerable<RawMark> marks) =>
        Count(marks) is var (possible, missed) ? Pages.Percent(possible - missed, possible) : "";

    private static (int Possible, int Missed) Count(IEnumerable<RawMark> marks)
    {
        var counted = marks.Where(mark => mark.Code is not ("-" or "X" or "Y1")).ToList();
        return (counted.Count, counted.Count(mark => mark.Code is "I" or "M" or "C2" or "G" or "N" or "O" or "U"));
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<SummaryPage> TrustPageAsync(PeriodKind kind)
    {
        var sums = await TrustSums.OfAsync(
            Trust, Schools.Select(school => school.Row()).ToAsyncEnumerable(), TestContext.Current.CancellationToken);
        return TrustPage.Of(Trust, Schools[0].Period(kind), sums, []);
    }

    private static SummaryPage PageOf(SampleSchool school, PeriodKind kind) =>
        SchoolPage.Of(school.School, school.Period(kind), school.Row(), school.Pupils, []);
}
