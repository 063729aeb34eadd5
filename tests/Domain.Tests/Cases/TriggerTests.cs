using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>What asks for something whatever the stage (domain 0.4, D1 and D2).</summary>
public sealed class TriggerTests
{
    private static readonly Policy Odst = A.Policy("odst");

    private static readonly Policy Millbrook = A.Policy("millbrook");

    private static Story WithSocialWorker()
    {
        var story = new Story(Odst);
        story.Pupil = story.Pupil with { Characteristics = new(Sen.None, false, false, false, SocialWorker: true) };
        return story;
    }

    private static IEnumerable<Duty> ToTell(Story story) => story.Case.Duties.Where(duty => duty.Source == DutySource.Trigger);

    [Theory]
    [InlineData("N/", true)]
    [InlineData("/N", true)]
    [InlineData("O/", true)]
    [InlineData("I/", false)]
    [InlineData("U/", false)]
    [InlineData("--", false)]
    public void An_absence_without_a_reason_is_told_to_the_social_worker_the_same_day(string marks, bool told)
    {
        var story = WithSocialWorker().Marked(Story.Day(15), marks).Until(Story.Day(15));

        Assert.Equal(told, ToTell(story).Any(duty => duty.On == Story.Day(15) && duty.Due == Story.Day(15)));
    }

    [Fact]
    public void It_is_told_from_the_first_day_of_the_year_however_early_to_say_anything_else() =>
        Assert.Single(ToTell(WithSocialWorker().Marked(Story.Day(1), "N/").Until(Story.Day(1))));

    [Fact]
    public void A_pupil_without_a_social_worker_has_nobody_to_tell() =>
        Assert.Empty(ToTell(new Story(Odst).Marked(Story.Day(15), "NN").Until(Story.Day(15))));

    [Fact]
    public void Each_such_day_is_told_by_itself_though_yesterdays_is_not_done_yet()
    {
        var story = WithSocialWorker().Marked(Story.Day(15), "NNNN").Until(Story.Day(16));

        Assert.Equal([Story.Day(15), Story.Day(16)], ToTell(story).Select(duty => duty.Due));
        Assert.EndsWith(
            "Absent without a reason on 23 September 2025.",
            story.Happened(CaseEventKind.Triggered).First().What,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_register_that_comes_a_day_late_is_told_on_the_day_it_comes()
    {
        var story = WithSocialWorker().Marked(Story.Day(15), "--").Until(Story.Day(15));
        Assert.Empty(ToTell(story));

        story.Marked(Story.Day(15), "N/").Next();
        Assert.Equal(Story.Day(16), Assert.Single(ToTell(story)).Due);
        Assert.EndsWith(
            "Absent without a reason on 23 September 2025.", story.LastEvent(CaseEventKind.Triggered).What, StringComparison.Ordinal);
        Assert.Single(ToTell(story.Next()));
    }

    [Fact]
    public void What_was_before_the_pupil_came_on_roll_is_not_told()
    {
        var story = WithSocialWorker().Marked(Story.Day(13), "NNNN");
        story.Pupil = story.Pupil with { OnRoll = new(Story.Day(15), DateOnly.MaxValue) };

        Assert.Empty(story.Until(Story.Day(20)).History);
    }

    [Fact]
    public void A_reason_that_is_settled_later_tells_nothing_new()
    {
        var story = WithSocialWorker().Marked(Story.Day(15), "NN").Until(Story.Day(15)).Marked(Story.Day(15), "OO").Until(Story.Day(20));

        Assert.Single(story.Happened(CaseEventKind.Triggered));
    }

    [Theory]
    [InlineData(9, 0)]
    [InlineData(10, 1)]
    [InlineData(49, 1)]
    [InlineData(50, 2)]
    public void Persistent_absence_is_a_tenth_missed_and_severe_absence_half(int missed, int triggers) =>
        Assert.Equal(
            triggers, new Story(Millbrook).Misses(Story.Day(1), missed).Night(Story.Day(50)).Happened(CaseEventKind.Triggered).Count());

    [Fact]
    public void Each_comes_up_once_in_a_year_however_often_the_line_is_crossed()
    {
        var story = new Story(Millbrook).Misses(Story.Day(1), 2).Misses(Story.Day(20), 6).Misses(Story.Day(60), 12).Until(new(2026, 7, 21));

        Assert.Equal(Story.Day(10), Assert.Single(story.Happened(CaseEventKind.Triggered)).On);
    }

    [Fact]
    public void It_calls_for_its_letters_and_its_duty()
    {
        var story = new Story(Millbrook).Misses(Story.Day(1), 10).Night(Story.Day(50));
        var trigger = Millbrook.Triggers.Single(trigger => trigger.Fact == TriggerFact.PersistentAbsence);

        Assert.Equal(trigger.Letters, story.LastEvent(CaseEventKind.Triggered).Letters);
        Assert.Equal(
            (trigger.Duty.What, Story.Day(50 + trigger.Duty.WithinSchoolDays)),
            Assert.Single(ToTell(story).Select(duty => (duty.What, duty.Due))));
    }

    [Fact]
    public void A_triggers_duty_outlives_the_stages_until_it_is_done()
    {
        // Off the ladder on day 54, back on it on day 61.
        var story = new Story(Millbrook).Misses(Story.Day(1), 10).Misses(Story.Day(65), 4).Night(Story.Day(50));
        var duty = Assert.Single(ToTell(story));
        story.Until(Story.Day(80));
        Assert.True(story.Happened(CaseEventKind.Improved).Any());
        Assert.Equal(duty, Assert.Single(ToTell(story)));

        story.Decides(duty.Key, DecisionChoice.Done).Next();
        Assert.Empty(ToTell(story));
    }
}
