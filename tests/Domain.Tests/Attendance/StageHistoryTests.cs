using AttendanceFunctions.Domain.Attendance;

namespace AttendanceFunctions.Tests.Domain.Attendance;

public sealed class StageHistoryTests
{
    private static readonly DateOnly Monday = Marks.Monday;

    [Fact]
    public void The_stage_of_a_day_is_that_of_the_last_night_up_to_it()
    {
        var history = StageHistory.None.After(Monday, 0).After(Monday.AddDays(1), 2).After(Monday.AddDays(4), 1);

        Assert.Equal([null, 0, 2, 2, 2, 1, 1], Enumerable.Range(-1, 7).Select(days => history.At(Monday.AddDays(days))));
    }

    [Fact]
    public void A_night_with_the_same_stage_as_before_adds_nothing() =>
        Assert.Equal([(Monday, 1)], StageHistory.None.After(Monday, 1).After(Monday.AddDays(1), 1).Changes);

    [Fact]
    public void A_repeated_night_replaces_what_it_had_before()
    {
        var once = StageHistory.None.After(Monday, 1).After(Monday.AddDays(1), 3);

        Assert.Equal(once, once.After(Monday.AddDays(1), 3));
        Assert.Equal([(Monday, 1)], once.After(Monday.AddDays(1), 1).Changes);
    }

    [Fact]
    public void What_is_stored_reads_back()
    {
        var history = StageHistory.None.After(Monday, null)
            .After(Monday.AddDays(1), 0)
            .After(Monday.AddDays(2), null)
            .After(Monday.AddDays(3), 5);

        Assert.Equal("20250909:0 20250910:- 20250911:5", history.Text);
        Assert.Equal(history, StageHistory.Parse(history.Text));
        Assert.Equal(StageHistory.None, StageHistory.Parse(""));
    }

    [Theory]
    [InlineData("20250909")]
    [InlineData("2025-09-09:1")]
    [InlineData("20250909:x")]
    [InlineData("20250909:-1")]
    public void A_text_of_another_form_is_refused(string text) => Assert.Throws<FormatException>(() => StageHistory.Parse(text));
}
