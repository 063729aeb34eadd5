using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Registers;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Registers;

public sealed class YearOfMarksTests
{
    private static readonly Session MondayMorning = new(Marks.Monday, HalfDay.AM);
    private static readonly Mark Ill = Mark.Of(Marks.Code("I"));
    private static readonly Mark Present = Mark.Of(Marks.Code("/"));

    [Fact]
    public void A_year_begins_without_marks()
    {
        var empty = YearOfMarks.Empty(Marks.Year);

        Assert.Equal(new string('-', AcademicYear.Slots), empty.Text);
        Assert.True(empty.At(MondayMorning).IsMissing);
        Assert.Empty(empty.Stated(DateOnly.MinValue, DateOnly.MaxValue));
    }

    [Fact]
    public void A_later_statement_about_the_same_session_wins()
    {
        var year = YearOfMarks.Empty(Marks.Year).With([(MondayMorning, Ill), (MondayMorning, Present)]);

        Assert.Equal(Present, year.At(MondayMorning));
    }

    [Fact]
    public void A_missing_mark_clears_what_was_there() =>
        Assert.Equal(YearOfMarks.Empty(Marks.Year), Marks.Of("I").With([(MondayMorning, Mark.Missing)]));

    [Fact]
    public void A_mark_that_is_not_stated_again_stays() =>
        Assert.Equal(Ill, Marks.Of("I").With([(MondayMorning with { Half = HalfDay.PM }, Present)]).At(MondayMorning));

    [Fact]
    public void The_order_of_statements_about_different_sessions_never_matters() =>
        Some.Statements.Select(OnePerSession).SelectMany(rows => Gen.Shuffle(rows), (rows, shuffled) => (rows, shuffled)).Always(sample =>
            YearOfMarks.Empty(Marks.Year).With(sample.rows).Equals(YearOfMarks.Empty(Marks.Year).With(sample.shuffled)));

    [Fact]
    public void The_same_statements_twice_change_nothing() =>
        Some.Year.Zip(Some.Statements).Always(sample =>
        {
            var (year, statements) = sample;
            var once = year.With(statements);
            var twice = once.With(statements);
            return twice.Equals(once) && !twice.Corrects(once);
        });

    [Fact]
    public void The_stored_form_leads_back_to_the_marks() =>
        Some.Year.Always(year => YearOfMarks.Parse(year.Year, year.Text).Equals(year));

    [Fact]
    public void What_is_stated_again_makes_the_same_year() =>
        Some.Year.Always(year =>
            YearOfMarks.Empty(year.Year).With(year.Stated(year.Year.FirstDay, year.Year.LastDay)).Equals(year));

    [Theory]
    [InlineData("")]
    [InlineData("//")]
    public void A_stored_form_of_another_length_is_refused(string text) =>
        Assert.Throws<FormatException>(() => YearOfMarks.Parse(Marks.Year, text));

    [Fact]
    public void A_stored_form_with_a_letter_that_stands_for_no_mark_is_refused() =>
        Assert.Throws<FormatException>(() => YearOfMarks.Parse(Marks.Year, new string('-', AcademicYear.Slots - 1) + "?"));

    [Fact]
    public void Marks_are_stated_in_order_for_the_days_asked_for()
    {
        var stated = Marks.Of(@"/\I-/\").Stated(Marks.Monday.AddDays(1), Marks.Monday.AddDays(2));

        Assert.Equal(["2025-09-09 AM I", "2025-09-10 AM /", "2025-09-10 PM \\"], stated.Select(row => $"{row.Session} {row.Mark}"));
    }

    [Theory]
    [InlineData("//", "///", false)]
    [InlineData("//", "//", false)]
    [InlineData("/-/", "///", false)]
    [InlineData("/N", "/I", true)]
    [InlineData("/N", "/-", true)]
    [InlineData("", "/", false)]
    public void A_changed_mark_corrects_and_a_new_one_does_not(string before, string after, bool corrects) =>
        Assert.Equal(corrects, Marks.Of(after).Corrects(Marks.Of(before)));

    [Fact]
    public void A_leap_year_holds_29_February_and_31_August()
    {
        var leap = new AcademicYear(2023);
        (Session, Mark)[] statements = [(new(new(2024, 2, 29), HalfDay.AM), Ill), (new(new(2024, 8, 31), HalfDay.PM), Present)];

        var year = YearOfMarks.Empty(leap).With(statements);

        Assert.Equal(statements, year.Stated(leap.FirstDay, leap.LastDay));
        Assert.Equal('/', year.Text[AcademicYear.Slots - 1]);
    }

    [Fact]
    public void A_session_of_another_year_is_refused()
    {
        var session = new Session(new(2026, 9, 1), HalfDay.AM);

        Assert.Throws<ArgumentOutOfRangeException>(() => Marks.Of("/").At(session));
        Assert.Throws<ArgumentOutOfRangeException>(() => Marks.Of("/").With([(session, Ill)]));
    }

    private static (Session Session, Mark Mark)[] OnePerSession((Session Session, Mark Mark)[] statements) =>
        [.. statements.DistinctBy(statement => statement.Session)];
}
