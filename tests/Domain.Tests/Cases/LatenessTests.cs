using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>Who is often late: L and U in the last school weeks, whether or not a register has minutes (D2 section 8, D4).</summary>
public sealed class LatenessTests
{
    private static readonly Policy Millbrook = A.Policy("millbrook");

    [Theory]
    [InlineData(7, 0)]
    [InlineData(8, 1)]
    public void Eight_times_in_six_school_weeks_ask_for_a_meeting_with_the_leadership(int times, int meetings)
    {
        var story = Late(new Story(Millbrook), from: 1, times).Until(Story.Day(30));

        Assert.Equal(meetings, Meetings(story).Count());
    }

    [Theory]
    [InlineData("school-approach", 4, 0)]
    [InlineData("school-approach", 5, 1)]
    [InlineData("odbst", 30, 0)]
    public void Each_policy_has_its_own_number_or_none(string policy, int times, int meetings) =>
        Assert.Equal(meetings, Meetings(Late(new Story(A.Policy(policy)), from: 1, times).Until(Story.Day(30))).Count());

    [Fact]
    public void Late_before_and_after_the_register_closed_count_alike()
    {
        var story = new Story(Millbrook).Marked(Story.Day(1), "L/U/L/U/L/U/L/U/").Until(Story.Day(8));

        Assert.EndsWith(
            "4 before the register closed and 4 after it.", Assert.Single(story.Happened(CaseEventKind.Triggered)).What,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(25, 1)]
    [InlineData(26, 0)]
    public void What_was_late_before_the_six_weeks_does_not_count(int day, int meetings)
    {
        // The first school week is that of the first four days, the seventh one begins with day 29.
        var story = Late(new Story(Millbrook), from: 1, 4);
        story = Late(story, day, 4).Until(Story.Day(day + 4));

        Assert.Equal(meetings, Meetings(story).Count());
    }

    [Fact]
    public void Each_time_counts_once_so_the_next_row_takes_as_many_again()
    {
        var story = Late(new Story(Millbrook), from: 1, 15).Until(Story.Day(15));
        Assert.Single(story.Happened(CaseEventKind.Triggered));

        Late(story, from: 16, 1).Until(Story.Day(16));
        Assert.Equal([Story.Day(8), Story.Day(16)], story.Happened(CaseEventKind.Triggered).Select(happened => happened.On));
    }

    [Fact]
    public void It_calls_for_the_letter_and_the_duty_that_the_policy_names()
    {
        var story = Late(new Story(Millbrook), from: 1, 8).Until(Story.Day(8));

        Assert.Equal([LetterKind.PunctualityInvitation], story.LastEvent(CaseEventKind.Triggered).Letters);
        Assert.Equal(
            "Meet the parents about coming on time, with a member of the leadership team",
            Assert.Single(story.Case.Duties, duty => duty.Source == DutySource.Trigger).What);
    }

    [Fact]
    public void What_was_late_before_a_school_started_with_the_product_does_not_count()
    {
        var story = new Story(A.School(Millbrook) with { GoingLive = new(Story.Day(10), 5) });
        Late(story, from: 1, 16).Until(Story.Day(16));
        Assert.Empty(Meetings(story));

        Late(story, from: 17, 1).Until(Story.Day(17));
        Assert.Single(Meetings(story));
    }

    [Fact]
    public void A_repeated_night_asks_once()
    {
        var story = Late(new Story(Millbrook), from: 1, 8).Night(Story.Day(8)).Night(Story.Day(8));

        Assert.Single(Meetings(story));
    }

    private static IEnumerable<CaseEvent> Meetings(Story story) =>
        story.Happened(CaseEventKind.Triggered).Where(happened => happened.What.Contains(" late", StringComparison.Ordinal));

    /// <summary>Late on so many mornings in a row.</summary>
    private static Story Late(Story story, int from, int times) =>
        story.Marked(Story.Day(from), string.Concat(Enumerable.Repeat("L/", times)));
}
