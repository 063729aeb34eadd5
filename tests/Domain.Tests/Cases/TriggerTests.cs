using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>What asks for something whatever the stage (domain 0.4, D1 and D2).</summary>
public sealed class TriggerTests
{
    private static readonly Policy Millbrook = A.Policy("millbrook");

    private static IEnumerable<Duty> ToTell(Story story) => story.Case.Duties.Where(duty => duty.Source == DutySource.Trigger);

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
