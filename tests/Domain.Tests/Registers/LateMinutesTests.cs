using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Registers;

namespace AttendanceFunctions.Tests.Domain.Registers;

public sealed class LateMinutesTests
{
    private static readonly DateOnly Monday = Marks.Monday;

    [Fact]
    public void A_late_mark_keeps_the_minutes_that_the_register_states()
    {
        var late = Late(Stated("L", 12), Stated("U", 45, HalfDay.PM));

        Assert.Equal(
            [(Monday, 12), (Monday, 45)],
            late.Stated(Marks.Year, Monday, Monday).Select(session => (session.Session.Date, session.Minutes)));
        Assert.Equal(12, late.Of(Marks.Year, new(Monday, HalfDay.AM)));
        Assert.Empty(late.Stated(Marks.Year, Monday.AddDays(1), Monday.AddDays(9)));
    }

    [Fact]
    public void Minutes_go_with_the_late_mark() => Assert.Equal(LateMinutes.None, Late(Stated("L", 12), Stated("/", 0)));

    [Fact]
    public void An_export_without_the_column_leaves_the_minutes_of_a_late_mark() =>
        Assert.Equal(Late(Stated("L", 12)), Late(Stated("L", 12), Stated("L", 0)));

    [Fact]
    public void A_late_mark_that_comes_back_after_another_one_has_no_minutes() =>
        Assert.Equal(LateMinutes.None, Late(Stated("L", 12), Stated("/", 0), Stated("L", 0)));

    [Fact]
    public void The_last_statement_counts() => Assert.Equal(Late(Stated("U", 40)), Late(Stated("L", 12), Stated("U", 40)));

    [Fact]
    public void What_is_stored_reads_back()
    {
        var late = Late(Stated("L", 12), Stated("U", 45, HalfDay.PM));

        Assert.Equal(late, LateMinutes.Parse(late.Text));
        Assert.Equal("14:12 15:45", late.Text);
        Assert.Equal(LateMinutes.None, LateMinutes.Parse(LateMinutes.None.Text));
    }

    [Theory]
    [InlineData("14")]
    [InlineData("732:5")]
    [InlineData("14:-5")]
    [InlineData("14:361")]
    [InlineData("a:b")]
    public void What_is_no_stored_form_is_refused(string text) => Assert.Throws<FormatException>(() => LateMinutes.Parse(text));

    private static LateMinutes Late(params StatedMark[] statements) => LateMinutes.None.With(Marks.Year, statements);

    private static StatedMark Stated(string code, int minutes, HalfDay half = HalfDay.AM) =>
        new(new(Monday, half), Mark.Of(Marks.Code(code))) { MinutesLate = minutes };
}
