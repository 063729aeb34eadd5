using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>On which nights a case is looked at: repeated ones, missed ones, and those that are none.</summary>
public sealed class NightTests
{
    private static readonly Policy Odbst = A.Policy("odbst");

    private static readonly Policy Millbrook = A.Policy("millbrook");

    [Fact]
    public void A_repeated_night_changes_nothing()
    {
        var story = new Story(Odbst).Misses(Story.Day(1), 4).Until(Story.Day(10)).Confirms();
        var before = Told.InFull(story.Case);

        Assert.Equal(before, Told.InFull(story.Night(Story.Day(11)).Night(Story.Day(11)).Case));
    }

    [Fact]
    public void A_night_that_is_past_changes_nothing()
    {
        var story = new Story(Odbst).Misses(Story.Day(1), 4).Until(Story.Day(40));
        var before = Told.InFull(story.Case);

        Assert.Equal(before, Told.InFull(story.Night(Story.Day(10)).Case));
    }

    [Fact]
    public void The_look_of_a_Friday_that_was_missed_is_caught_up_with()
    {
        var story = new Story(Millbrook).Misses(Story.Day(1), 3).Misses(Story.Day(17), 3).Until(Story.Day(17)).Night(Story.Day(20));

        Assert.Equal((2, Story.Day(18)), (story.Stage, story.Step.On));
        Assert.Equal(Story.Day(18), story.LastEvent(CaseEventKind.Entered).On);
    }

    [Fact]
    public void Two_missed_weeks_over_the_end_of_a_half_term_come_out_as_if_they_had_not_been()
    {
        var policy = A.Policy("school-approach");
        Story Told() => new Story(policy).Misses(Story.Day(1), 7).Misses(Story.Day(41), 4).Until(Story.Day(35));
        var (one, other) = (Told().Until(Story.Day(45)), Told().Night(Story.Day(45)));

        Assert.Equal(Cases.Told.Of(one.Case), Cases.Told.Of(other.Case));
        Assert.Equal(one.History.Select(Cases.Told.Of), other.History.Select(Cases.Told.Of));
    }

    [Fact]
    public void A_pupil_who_is_seen_for_the_first_time_is_looked_at_as_of_tonight_only()
    {
        var story = new Story(Odbst).Misses(Story.Day(1), 6).Night(Story.Day(60));

        // 70% after ten days; 95% tonight.
        Assert.Equal((1, Story.Day(60)), (story.Stage, story.Step.On));
        Assert.All(story.History, happened => Assert.Equal(Story.Day(60), happened.On));
    }

    [Fact]
    public void On_a_closed_day_nothing_moves_and_a_decision_waits_for_the_next_school_night()
    {
        var school = A.School(Odbst) with { Calendar = new(A.HalfTerms, [new(2025, 9, 10), new(2025, 9, 17)]) };
        var story = new Story(school).Misses(Story.Day(1), 4).Until(new(2025, 9, 16)).Decides(DecisionChoice.Confirm);
        Assert.True(story.HasProposal);

        Assert.Equal(2, story.Night(new(2025, 9, 17)).Stage);
        Assert.Equal((3, new DateOnly(2025, 9, 18)), (story.Next().Stage, story.Step.On));
    }

    [Fact]
    public void What_is_decided_in_the_holidays_takes_effect_on_the_first_school_night_whether_or_not_nights_ran_between()
    {
        Story Proposed() => new Story(Odbst).Misses(Story.Day(1), 10).Until(Story.Day(38)).Decides(DecisionChoice.Confirm);
        var (one, other) = (Proposed().Night(new(2025, 10, 25)).Night(new(2025, 10, 29)).Next(), Proposed().Next());

        Assert.Equal(Story.Day(39), one.Step.On);
        Assert.Equal(Told.InFull(one.Case), Told.InFull(other.Case));
    }

    [Theory]
    [InlineData(9, 0)]
    [InlineData(10, 2)]
    public void A_pupil_who_joins_late_is_counted_from_the_first_day_on_roll(int days, int stage)
    {
        var story = new Story(Odbst).Misses(Story.Day(1), 40).Misses(Story.Day(21), 2);
        story.Pupil = story.Pupil with { OnRoll = new OnRoll(Story.Day(21), DateOnly.MaxValue) };

        story.Until(Story.Day(20 + days));
        Assert.Equal(stage, story.Stage);
        Assert.All(story.History, happened => Assert.StartsWith("90.0% (18 of 20 sessions)", happened.Known, StringComparison.Ordinal));
    }

    [Fact]
    public void The_case_of_a_pupil_who_left_rests()
    {
        var story = new Story(Odbst).Misses(Story.Day(1), 10).Until(Story.Day(10)).Confirms();
        story.Pupil = story.Pupil with { OnRoll = new OnRoll(DateOnly.MinValue, Story.Day(20)) };
        var events = story.Until(Story.Day(20)).History.Count;

        Assert.Equal(events, story.Until(Story.Day(60)).History.Count);
    }

    [Fact]
    public void Without_a_mark_nothing_is_said()
    {
        var story = new Story(Odbst).Misses(Story.Day(1), 380, '-').Until(new(2026, 7, 21));

        Assert.Empty(story.History);
    }

    [Fact]
    public void Only_sessions_that_count_on_neither_side_are_no_data_either() =>
        Assert.Empty(new Story(Odbst).Misses(Story.Day(1), 380, 'X').Until(new(2026, 7, 21)).History);
}
