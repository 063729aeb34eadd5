using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries.Pages;
using AttendanceFunctions.Functions.Summaries.Tables;
using AttendanceFunctions.Tests.Functions.Support;
using static AttendanceFunctions.Tests.Functions.Summaries.Tables.SamplePages;

namespace AttendanceFunctions.Tests.Functions.Summaries.Tables;

/// <summary>Trusts and schools of which there is little or nothing to say.</summary>
public sealed class NoDataTests
{
    public static TheoryData<PeriodKind> Kinds => [.. Enum.GetValues<PeriodKind>()];

    [Fact]
    public async Task A_trust_with_one_school_is_read_without_a_sum_over_one()
    {
        var page = await PageAsync(One, PeriodKind.Year, School);

        var row = Assert.Single(page.Table("by-school").Rows);
        Assert.Equal("Riverside Primary School", row.Cells[0].Content);
        Assert.Null(page.Table("by-school").Chart);
        Assert.Equal(page.Table("year-groups").At("All pupils", "percent"), page.Table("by-school").At(row, "percent"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_school_with_no_data_yet_says_so(PeriodKind kind)
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
    public async Task A_school_with_a_roster_and_no_register_says_so(PeriodKind kind)
    {
        var silent = School.Changed((raw, _) => raw with { Marks = [] });
        foreach (var page in new[] { await PageAsync(One, kind, silent), PageOf(silent, kind) })
        {
            Assert.Contains("There was no possible session from", page.Figure("Attendance, ").Beside, StringComparison.Ordinal);
            AssertNothingToDraw(page);
        }
    }

    [Fact]
    public async Task A_school_without_a_school_day_in_the_week_has_a_year_and_no_week()
    {
        var school = School.Changed((raw, _) => raw with { Marks = [.. raw.Marks.Where(mark => mark.Date < new DateOnly(2025, 12, 15))] });

        var page = await PageAsync(One, PeriodKind.Week, school);

        Assert.Equal(
            "There was no possible session from 15 to 19 December 2025, or no register of one has come in.",
            page.Figure("Attendance, ").Beside);
        Assert.NotEqual("", (await PageAsync(One, PeriodKind.Year, school)).Figure("Attendance, ").Value.Content);
    }

    [Fact]
    public async Task A_school_that_has_not_worked_out_the_night_is_named()
    {
        var page = await PageAsync(Two, PeriodKind.Year, SampleSchool.Draw(Two, "141234", 10, Night));

        Assert.Equal("Not worked out on this night", page.Table("by-school").At("Hilltop School", "in_words"));
        Assert.Equal(Tone.Concern, page.Table("data-quality-by-school").Row("Hilltop School").Tone);
    }

    [Fact]
    public async Task A_trust_without_a_night_of_any_school_is_no_fault()
    {
        var sums = await TrustSums.OfAsync(Two, AsyncEnumerable.Empty<SchoolNight>(), TestContext.Current.CancellationToken);

        AssertNothingToDraw(TrustPage.Of(Two, School.Period(PeriodKind.Year), sums, []));
    }

    [Fact]
    public async Task Of_each_school_no_more_stays_in_memory_than_its_line()
    {
        var read = new List<WeakReference>();
        var alive = 0;
        var trust = SampleSchool.TrustOf(Sample.Settings(
            schools: string.Concat(Enumerable.Range(1, 100).Select(number => "," + Sample.School($"9{number:000}", $"School {number}")))));
        var sample = School.Row();
        var text = FiguresColumns.TextsOf(sample.Figures);

        var sums = await TrustSums.OfAsync(trust, Rows(), TestContext.Current.CancellationToken);

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
        var sums = await TrustSums.OfAsync(
            One, new[] { School.Row() with { Figures = SchoolFigures.None } }.ToAsyncEnumerable(),
            TestContext.Current.CancellationToken);
        var page = TrustPage.Of(One, School.Period(PeriodKind.HalfTerm), sums, []);

        Assert.Equal("40", page.Table("by-school").At("Riverside Primary School", "pupils"));
        Assert.Equal(CellKind.Empty, page.Figure("Attendance, ").Value.Kind);
    }
}
