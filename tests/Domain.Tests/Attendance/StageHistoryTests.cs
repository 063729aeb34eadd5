using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Tests.Domain.Attendance;

public sealed class StageHistoryTests
{
    private static readonly DateOnly Monday = Marks.Monday;

    [Fact]
    public void The_stage_of_a_day_is_that_of_the_last_night_up_to_it()
    {
        var history = StageHistory.None.After(Monday, 0).After(Monday.AddDays(1), 2).After(Monday.AddDays(4), 1);

        Assert.Equal([-1, 0, 2, 2, 2, 1, 1], Enumerable.Range(-1, 7).Select(days => history.At(Monday.AddDays(days))));
    }

    [Fact]
    public void A_night_that_reads_the_same_stage_writes_nothing_down() =>
        Assert.Equal([(Monday, 1)], StageHistory.None.After(Monday, 1).After(Monday.AddDays(1), 1).Changes);

    [Fact]
    public void A_night_that_is_repeated_takes_the_place_of_what_it_read()
    {
        var once = StageHistory.None.After(Monday, 1).After(Monday.AddDays(1), 3);

        Assert.Equal(once, once.After(Monday.AddDays(1), 3));
        Assert.Equal([(Monday, 1)], once.After(Monday.AddDays(1), 1).Changes);
    }

    [Fact]
    public void What_is_stored_reads_back()
    {
        var history = StageHistory.None.After(Monday, AttendanceRecord.NoStage).After(Monday.AddDays(1), 0).After(Monday.AddDays(2), 5);

        Assert.Equal("20250909:0 20250910:5", history.Text);
        Assert.Equal(history, StageHistory.Parse(history.Text));
        Assert.Equal(StageHistory.None, StageHistory.Parse(""));
    }

    [Theory]
    [InlineData("20250909")]
    [InlineData("2025-09-09:1")]
    [InlineData("20250909:x")]
    public void What_is_no_stored_form_is_refused(string text) => Assert.Throws<FormatException>(() => StageHistory.Parse(text));

    [Fact]
    public void A_record_from_before_there_was_a_history_begins_with_its_last_stage()
    {
        var record = A.Record() with { Night = Monday, Stage = 2 };

        Assert.Equal([(Monday, 2), (Monday.AddDays(1), 1)], record.After(Monday.AddDays(1), Marks.Of("//"), A.Reading(94, 100)).Stages.Changes);
    }
}
