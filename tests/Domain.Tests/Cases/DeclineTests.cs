using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>What a person declined is not asked again for the policy's days, unless attendance is worse than it was then.</summary>
public sealed class DeclineTests
{
    private static readonly Policy Odbst = A.Policy("odbst");

    private static readonly Policy Het = A.Policy("het");

    /// <summary>Declined on school day 50, 18 November 2025, with so many of the first 100 sessions missed.</summary>
    private static Story Declined(Policy policy, int missed)
    {
        var story = new Story(policy)
            .Misses(Story.Day(1), missed)
            .Night(Story.Day(49))
            .Decides(DecisionChoice.Decline, note: "The family moved house.")
            .Next();
        Assert.Equal((Story.Day(50), "The family moved house."), (story.Case.Declined?.On, story.LastEvent(CaseEventKind.Declined).Note));
        Assert.False(story.HasProposal);
        return story;
    }

    [Fact]
    public void It_is_not_asked_again_for_28_days_and_then_it_is()
    {
        var story = Declined(Odbst, missed: 14);

        Assert.False(story.Until(new(2025, 12, 15)).HasProposal);
        Assert.Equal((3, new DateOnly(2025, 12, 16)), (story.Next().Open.Stage, story.Open.On));
    }

    [Fact]
    public void A_deeper_band_is_asked_about_at_once()
    {
        // 88% when declined; 85.3% on day 51 is the same band, 82.7% on day 52 the next one.
        var story = Declined(Odbst, missed: 12).Misses(Story.Day(51), 6);

        Assert.False(story.Until(Story.Day(51)).HasProposal);
        Assert.True(story.Until(Story.Day(53)).Open is { Stage: 3, IsUrgent: true });
    }

    [Fact]
    public void A_step_declined_beyond_its_band_is_not_asked_about_again_in_the_lesser_one()
    {
        // Band 4 when declined, band 3 a week later and band 4 again.
        var story = Declined(Odbst, missed: 15).Until(Story.Day(55)).Misses(Story.Day(56), 3).Until(Story.Day(60));

        Assert.Single(story.Happened(CaseEventKind.Proposed));
    }

    [Fact]
    public void Where_bands_drive_a_decline_of_the_deeper_stage_holds_for_the_one_before_it()
    {
        // HET at 79% is proposed stage 4; above 80% stage 3 is not asked about in its place, and below it stage 4 not again.
        var story = Declined(Het, missed: 21).Until(Story.Day(60));
        Assert.Equal(3, Het.BandOf(Rate.Of(99, 120)).Stage);
        Assert.Equal(4, Assert.Single(story.Happened(CaseEventKind.Proposed)).To);

        story.Misses(Story.Day(61), 12).Until(Story.Day(64));
        Assert.Single(story.Happened(CaseEventKind.Proposed));
    }

    [Fact]
    public void A_decline_outlives_the_informal_stages_between()
    {
        // 90% when declined; above 92% on day 63; 90% again on day 67, still within the 28 days.
        var story = Declined(Odbst, missed: 10).Until(Story.Day(63));
        Assert.Equal(1, story.Stage);

        story.Misses(Story.Day(64), 4).Until(Story.Day(67));
        Assert.Equal(2, story.Stage);
        Assert.Single(story.Happened(CaseEventKind.Proposed));
    }

    [Fact]
    public void A_step_back_that_was_declined_is_asked_about_again_only_further_up()
    {
        // HET stage 3; 91.8% at the end of the second half term is band 2, 94.2% at the end of the third band 1.
        var story = new Story(Het with { AskAgainAfterDays = 300 })
            .Misses(Story.Day(1), 12)
            .Night(Story.Day(49))
            .Confirms()
            .Until(Story.Day(73));
        Assert.Equal((ProposalKind.StepBack, 2), (story.Open.Kind, story.Open.Stage));
        story.Decides(DecisionChoice.Decline).Next();
        Assert.False(story.Until(Story.Day(102)).HasProposal);

        Assert.Equal((ProposalKind.StepBack, 1), (story.Next().Open.Kind, story.Open.Stage));
        story.Decides(DecisionChoice.Decline).Next();

        // Band 2 at the end of the fourth.
        story.Misses(Story.Day(110), 8).Until(new(2026, 3, 27));
        Assert.Equal(2, Assert.IsType<Ladder.ByBand>(Het.Ladder).StageOf(Rate.Of(236, 256)));
        Assert.False(story.HasProposal);
    }

    [Fact]
    public void To_leave_a_ladder_is_not_asked_again_for_28_days_either()
    {
        var story = MillbrookLadderTests.AtOfferOfSupport().Misses(Story.Day(19), 2).Until(Story.Day(23)).Confirms().Until(Story.Day(51));
        Assert.Equal(ProposalKind.Close, story.Open.Kind);
        story.Decides(DecisionChoice.Decline).Next();

        Assert.False(story.Until(new(2025, 12, 17)).HasProposal);
        Assert.Equal((ProposalKind.Close, new DateOnly(2025, 12, 18)), (story.Next().Open.Kind, story.Open.On));
    }

    [Fact]
    public void A_process_asks_again_at_a_later_weeks_look_when_attendance_is_lower_still()
    {
        var story = MillbrookLadderTests.AtOfferOfSupport().Misses(Story.Day(19), 2).Until(Story.Day(23));
        Assert.Equal(3, story.Open.Stage);
        story.Decides(DecisionChoice.Decline).Next();

        // Friday of the same week as the decline: higher; the Friday after: lower than when it was declined.
        Assert.False(story.Until(Story.Day(28)).HasProposal);
        story.Misses(Story.Day(29), 5).Until(Story.Day(32));
        Assert.False(story.HasProposal);
        Assert.Equal((3, Story.Day(33)), (story.Next().Open.Stage, story.Open.On));
    }

    [Fact]
    public void A_process_that_was_left_and_entered_again_begins_anew()
    {
        var story = MillbrookLadderTests.AtOfferOfSupport()
            .Misses(Story.Day(19), 2)
            .Until(Story.Day(23))
            .Decides(DecisionChoice.Decline)
            .Next();
        Assert.Equal(3, story.Case.Declined?.Stage);

        Assert.Equal(0, story.Until(Story.Day(60)).Stage);
        Assert.Null(story.Case.Declined);
    }
}
