using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>HET: bands drive the stage, up and down, and from stage 3 on both need a person (domain 0.4, D3).</summary>
public sealed class HetCaseTests
{
    private static readonly Policy Het = A.Policy("het");

    [Theory]
    [InlineData(10, 3)]
    [InlineData(20, 3)]
    [InlineData(21, 4)]
    [InlineData(50, 4)]
    [InlineData(51, 5)]
    public void The_bands_own_stage_is_proposed_and_none_before_it(int missed, int stage)
    {
        var story = new Story(Het).Misses(Story.Day(1), missed).Night(Story.Day(50));

        Assert.Equal((2, ProposalKind.Step, stage, false), (story.Stage, story.Open.Kind, story.Open.Stage, story.Open.IsUrgent));
    }

    [Fact]
    public void A_deeper_band_replaces_the_open_proposal()
    {
        // 80% on day 50, 78.4% on day 51.
        var story = new Story(Het).Misses(Story.Day(1), 20).Misses(Story.Day(51), 2).Night(Story.Day(50)).Next();

        Assert.Equal((4, Story.Day(51)), (story.Open.Stage, story.Open.On));
        Assert.EndsWith(
            "Withdrawn: Attendance in the year to 19 November 2025 is 78.4% (80 of 102 sessions), below 80%.",
            story.LastEvent(CaseEventKind.Withdrawn).What,
            StringComparison.Ordinal);
    }

    [Fact]
    public void From_a_formal_stage_the_band_proposes_the_next_one_and_a_person_confirms_it()
    {
        var story = new Story(Het).Misses(Story.Day(1), 20).Misses(Story.Day(52), 2).Night(Story.Day(50)).Confirms();
        Assert.Equal((3, false), (story.Stage, story.HasProposal));

        story.Next();
        Assert.Equal((3, ProposalKind.Step, 4), (story.Stage, story.Open.Kind, story.Open.Stage));
        Assert.Equal(4, story.Confirms().Stage);
    }

    [Fact]
    public void Back_up_from_a_formal_stage_needs_a_person_too_and_is_proposed_at_the_end_of_a_half_term()
    {
        // 20 of 100 sessions missed, and none after: above 90% from day 101 on; the third half term ends on day 103.
        var story = new Story(Het).Misses(Story.Day(1), 20).Night(Story.Day(50)).Confirms().Until(Story.Day(102));
        Assert.Equal((3, false), (story.Stage, story.HasProposal));

        story.Next();
        Assert.Equal((3, ProposalKind.StepBack, 2), (story.Stage, story.Open.Kind, story.Open.Stage));
        Assert.Equal(
            "Attendance in the year to 13 February 2026 is 90.3% (186 of 206 sessions), no longer at or below 90%.", story.Open.Why);

        story.Confirms();
        Assert.Equal((2, 3, 2), (story.Stage, story.LastEvent(CaseEventKind.Confirmed).From, story.LastEvent(CaseEventKind.Confirmed).To));
        Assert.Null(story.Case.ClosedOn);
    }

    [Fact]
    public void A_step_back_waits_for_an_answer_as_long_as_attendance_is_better_and_goes_when_it_is_not()
    {
        var story = new Story(Het).Misses(Story.Day(1), 20).Night(Story.Day(50)).Confirms().Until(Story.Day(103));
        var key = story.Open.Key;

        // 90.4% on day 104; 89.6% on day 105.
        Assert.Equal(key, story.Misses(Story.Day(105), 2).Until(Story.Day(104)).Open.Key);
        story.Next();
        Assert.False(story.HasProposal);
        Assert.Equal(
            "Proposed: back to Targeted, additional support. Withdrawn: Attendance in the year to 24 February 2026 is 89.5% (188 of 210 "
            + "sessions).",
            story.LastEvent(CaseEventKind.Withdrawn).What);

        // Above the threshold again a day later, and asked about at the end of the half term.
        Assert.False(story.Until(new(2026, 3, 26)).HasProposal);
        Assert.True(story.Until(new(2026, 3, 27)).HasProposal);
    }

    [Fact]
    public void A_step_back_that_nobody_answers_gives_way_to_a_worse_band()
    {
        var story = new Story(Het).Misses(Story.Day(1), 20).Night(Story.Day(50)).Confirms().Until(Story.Day(103));

        // 26 sessions more: below 80% on day 116.
        story.Misses(Story.Day(104), 30).Until(Story.Day(118));
        Assert.Equal((3, ProposalKind.Step, 4), (story.Stage, story.Open.Kind, story.Open.Stage));
    }

    [Fact]
    public void A_step_back_to_the_universal_tier_ends_at_no_stage()
    {
        // Corrected marks leave 4 of 146 sessions missed at the end of the second half term.
        var story = new Story(Het)
            .Misses(Story.Day(1), 10)
            .Night(Story.Day(50))
            .Confirms()
            .Marked(Story.Day(1), "//////")
            .Until(Story.Day(73));
        Assert.Equal((ProposalKind.StepBack, 0), (story.Open.Kind, story.Open.Stage));
        Assert.StartsWith("Proposed: back to Universal support.", story.LastEvent(CaseEventKind.Proposed).What, StringComparison.Ordinal);

        story.Confirms();
        Assert.Null(story.Case.Step);
        Assert.False(story.Next().HasProposal);
    }

    [Fact]
    public void A_step_back_between_two_formal_stages_is_no_new_work()
    {
        // 79% on day 50 is stage 4; 85.6% on day 73 is stage 3.
        var story = new Story(Het).Misses(Story.Day(1), 21).Night(Story.Day(50)).Confirms().Until(Story.Day(73));
        Assert.Equal((4, ProposalKind.StepBack, 3), (story.Stage, story.Open.Kind, story.Open.Stage));

        story.Confirms();
        Assert.Equal(3, story.Stage);
        Assert.DoesNotContain(story.Case.Duties, duty => duty.Source == DutySource.Stage);
    }

    [Fact]
    public void Where_a_stage_has_no_review_of_its_own_a_step_back_is_proposed_on_any_night()
    {
        var policy = Het with { Stages = [.. Het.Stages.Select(stage => stage with { Review = null })] };
        var story = new Story(policy).Misses(Story.Day(1), 10).Night(Story.Day(49)).Confirms();

        Assert.Equal((ProposalKind.StepBack, Story.Day(51)), (story.Next().Open.Kind, story.Open.On));
    }

    [Fact]
    public void The_weekly_review_at_stage_2_is_due_once_a_week_and_is_not_doubled_when_undone()
    {
        // 91% on day 50, a Tuesday, and 92.9% on day 63.
        var story = new Story(Het).Misses(Story.Day(1), 9).Night(Story.Day(50)).Until(Story.Day(52));
        Assert.Equal(2, story.Stage);
        Assert.DoesNotContain(story.Case.Duties, duty => duty.Source == DutySource.Review);

        story.Next();
        var duty = story.Duty("Review of attendance at Targeted, additional support");
        Assert.Equal((DutySource.Review, Story.Day(53), Story.Day(58), 2), (duty.Source, duty.On, duty.Due, duty.Stage));

        story.Until(Story.Day(58));
        Assert.Equal(duty, story.Duty(duty.What));

        story.Decides(duty.Key, DecisionChoice.Done).Next();
        Assert.DoesNotContain(story.Case.Duties, left => left.Source == DutySource.Review);
        Assert.Equal(("Ms Head", duty.Key), (story.LastEvent(CaseEventKind.Done).By?.Name, story.LastEvent(CaseEventKind.Done).Key));

        Assert.Equal(Story.Day(63), story.Until(Story.Day(63)).Duty(duty.What).On);
    }

    [Fact]
    public void A_review_that_is_done_on_the_night_of_the_next_one_comes_up_again_once()
    {
        var story = new Story(Het).Misses(Story.Day(1), 9).Night(Story.Day(50)).Until(Story.Day(57));
        var duty = story.Duty("Review of attendance at Targeted, additional support");

        story.Decides(duty.Key, DecisionChoice.Done).Next();
        var next = story.Duty(duty.What);
        Assert.Equal(Story.Day(58), next.On);

        // Done on the evening that raised it, and the night is repeated.
        story.Decides(next.Key, DecisionChoice.Done, days: 0).Night(Story.Day(58)).Night(Story.Day(58));
        Assert.DoesNotContain(story.Case.Duties, left => left.Source == DutySource.Review);
    }
}
