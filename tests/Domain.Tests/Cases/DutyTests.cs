using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>What a stage asks of people, and of a pupil whose rate goes to and fro at its threshold.</summary>
public sealed class DutyTests
{
    private const string Meet = "Meet the parents and set a target";

    private static readonly Policy Odbst = A.Policy("odbst");

    /// <summary>At 92% on school day 50 (stage 2), above it on day 51 and at it again on day 52.</summary>
    private static Story Flapping() => new Story(Odbst).Misses(Story.Day(1), 8).Misses(Story.Day(52), 1).Night(Story.Day(50));

    [Fact]
    public void A_stage_calls_for_its_letters_and_duties_when_it_begins()
    {
        var story = Flapping();

        Assert.Equal([LetterKind.MeetingInvitation, LetterKind.MeetingRecord], story.LastEvent(CaseEventKind.Entered).Letters);
        Assert.Equal((DutySource.Stage, 2, Story.Day(60)), (story.Duty(Meet).Source, story.Duty(Meet).Stage, story.Duty(Meet).Due));
    }

    [Fact]
    public void Each_letter_is_called_for_once_in_a_half_term_and_again_in_the_next()
    {
        // Day 52 lies in the second half term, as day 50 does; day 74 begins the third.
        var story = Flapping().Until(Story.Day(73)).Misses(Story.Day(74), 8).Until(Story.Day(78));

        var letters = story.History.SelectMany(happened => happened.Letters.Select(letter => (letter, happened.On)))
            .Where(written => written.letter == LetterKind.MeetingInvitation);
        Assert.Equal([Story.Day(50), Story.Day(75)], letters.Select(written => written.On));
        Assert.Equal(3, story.Happened(CaseEventKind.Entered).Count(entered => entered.To == 2));
    }

    [Fact]
    public void A_duty_that_was_done_does_not_come_up_again_in_the_same_half_term()
    {
        var story = Flapping();
        story.Decides(story.Duty(Meet).Key, DecisionChoice.Done).Next();
        Assert.Equal(1, story.Stage);

        story.Next();
        Assert.Equal(2, story.Stage);
        Assert.Empty(story.Case.Duties);

        story.Until(Story.Day(73)).Misses(Story.Day(74), 8).Until(Story.Day(78));
        Assert.Equal(Story.Day(75), story.Duty(Meet).On);
    }

    [Fact]
    public void A_duty_that_was_not_done_goes_with_its_stage_and_comes_back_with_it()
    {
        var story = Flapping();
        var first = story.Duty(Meet).Key;
        story.Next();
        Assert.DoesNotContain(story.Case.Duties, duty => duty.What == Meet);

        story.Next();
        Assert.NotEqual(first, story.Duty(Meet).Key);
        Assert.Equal(
            "It is no longer open, because the case has moved on: look at the newest worklist.", story.Answer(first, DecisionChoice.Done));
    }

    [Fact]
    public void A_step_that_a_person_confirms_asks_for_everything_whatever_was_done_before()
    {
        // Agreed, ended and agreed anew within the second half term.
        var story = new Story(Odbst).Misses(Story.Day(1), 15).Night(Story.Day(38)).Confirms();
        var what = Assert.Single(Odbst.StageAt(3).Duties).What;
        story.Decides(story.Duty(what).Key, DecisionChoice.Done).Until(Story.Day(59));
        story.Decides(DecisionChoice.Close).Next().Misses(Story.Day(61), 20).Until(Story.Day(70)).Confirms();

        Assert.Equal((3, Story.Day(71)), (story.Stage, story.Step.On));
        Assert.Equal(Story.Day(71), story.Duty(what).On);
    }

    [Fact]
    public void A_duty_done_with_the_decision_that_ends_its_stage_was_done()
    {
        var story = new Story(Odbst).Misses(Story.Day(1), 15).Night(Story.Day(49));
        var duty = story.Duty(Meet);

        story.Decides(DecisionChoice.Confirm).Decides(duty.Key, DecisionChoice.Done).Next();

        Assert.Equal((3, duty.Key), (story.Stage, story.LastEvent(CaseEventKind.Done).Key));
        Assert.Empty(story.Happened(CaseEventKind.Withdrawn));
    }
}
