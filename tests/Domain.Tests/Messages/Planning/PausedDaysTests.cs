using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Messages.Planning;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Messages.Planning;

/// <summary>While all sending is paused, a released message waits as long as what it says stays true.</summary>
public sealed class PausedDaysTests
{
    /// <summary>Monday to Friday of one week, and a half term that ends on the Tuesday after the next.</summary>
    private static readonly SchoolCalendar Calendar =
        new([(new(2025, 9, 1), new(2025, 10, 7)), (new(2025, 10, 20), new(2025, 12, 19))], []);

    private static readonly DateOnly Friday = new(2025, 9, 26);

    [Theory]
    [InlineData(MessageKind.Stage, true)]
    [InlineData(MessageKind.HalfTerm, true)]
    [InlineData(MessageKind.Meeting, true)]
    [InlineData(MessageKind.Improvement, true)]
    [InlineData(MessageKind.TermHolidays, true)]
    [InlineData(MessageKind.ContactDetails, true)]
    [InlineData(MessageKind.ThankYou, false)]
    [InlineData(MessageKind.TermlySummary, false)]
    [InlineData(MessageKind.WeeklySummary, false)]
    [InlineData(MessageKind.FirstDay, false)]
    public void Only_what_is_as_true_some_days_later_gets_five_more_school_days(MessageKind kind, bool waits) => Assert.Equal(
        waits ? new(2025, 10, 3) : Friday, PausedDays.LastDayOf(Message(kind), Calendar, Friday));

    [Fact]
    public void A_message_whose_last_day_is_later_keeps_its_days() =>
        Assert.Equal(Friday, PausedDays.LastDayOf(Message(MessageKind.Stage), Calendar, Friday.AddDays(-1)));

    [Fact]
    public void A_message_that_nobody_released_does_not_wait_for_the_pause() =>
        Assert.Equal(Friday, PausedDays.LastDayOf(Message(MessageKind.Stage, isReleased: false), Calendar, Friday));

    [Fact]
    public void No_message_waits_beyond_its_half_term()
    {
        var late = new DateOnly(2025, 10, 3);

        Assert.Equal(new(2025, 10, 7), PausedDays.LastDayOf(Message(MessageKind.Stage) with { LastDay = late }, Calendar, late));
        Assert.Equal(late, PausedDays.LastDayOf(Message(MessageKind.Stage) with { LastDay = late }, Calendar, new(2025, 10, 7)));
    }

    [Fact]
    public void To_wait_never_shortens_the_days_of_a_message() =>
        Assert.Equal(Friday, Message(MessageKind.Stage).Wait(Friday.AddDays(-1)).LastDay);

    private static Nudge Message(MessageKind kind, bool isReleased = true)
    {
        var upn = Upn.Parse("A1");
        var key = NudgeKey.Parse(new string('a', 32));
        var row = new Nudge(
            new(SchoolId.Parse("141234"), new AcademicYear(2025), key), upn, kind, "2025-1", Channel.Text, 1, Friday.AddDays(-5),
            Friday.AddDays(-4), Friday);
        return isReleased ? row.Release(null) : row;
    }
}
