using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>A circumstance on file ("genuine reason") pauses escalation and is shown; what gets better is not kept from it.</summary>
public sealed class PauseTests
{
    private static readonly Policy Odbst = A.Policy("odbst");

    private static readonly Policy Het = A.Policy("het");

    [Fact]
    public void Nothing_escalates_while_a_circumstance_is_on_file_and_the_case_says_so_once()
    {
        var story = new Story(Odbst).Circumstance("bereavement").Misses(Story.Day(1), 10).Until(Story.Day(30));

        Assert.Equal((0, true, false), (story.Stage, story.Case.IsPaused, story.HasProposal));
        var paused = Assert.Single(story.History, happened => happened.Kind != CaseEventKind.Due);
        Assert.Equal(
            (CaseEventKind.Paused, Story.Day(10), "A circumstance is on file; the case does not escalate while it stands."),
            (paused.Kind, paused.On, paused.What));
    }

    [Fact]
    public void When_it_is_gone_the_case_goes_on_the_same_night()
    {
        var story = new Story(Odbst).Circumstance("bereavement").Misses(Story.Day(1), 10).Until(Story.Day(30)).Circumstance("").Next();

        Assert.Equal(
            [CaseEventKind.Paused, CaseEventKind.Resumed, CaseEventKind.Entered],
            story.History.SkipWhile(happened => happened.Kind == CaseEventKind.Due).Take(3).Select(happened => happened.Kind));
        Assert.Equal((2, 3, false), (story.Stage, story.Open.Stage, story.Case.IsPaused));
    }

    [Fact]
    public void An_open_proposal_is_withdrawn_when_a_circumstance_comes_on_file()
    {
        var story = new Story(Odbst).Misses(Story.Day(1), 10).Until(Story.Day(10)).Circumstance("bereavement").Next();

        Assert.Equal(
            "Proposed: Attendance Contract 1. Withdrawn: a circumstance is on file.", story.LastEvent(CaseEventKind.Withdrawn).What);
        Assert.Equal((2, true, false), (story.Stage, story.Case.IsPaused, story.HasProposal));
    }

    [Fact]
    public void A_circumstance_that_keeps_nothing_back_is_no_pause()
    {
        var story = new Story(Odbst).Circumstance("bereavement").Until(Story.Day(40));

        Assert.Empty(story.History);
        Assert.False(story.Case.IsPaused);
    }

    [Fact]
    public void What_gets_better_goes_on()
    {
        var story = new Story(Odbst).Misses(Story.Day(1), 8).Night(Story.Day(50)).Circumstance("bereavement").Until(Story.Day(81));

        Assert.Equal(0, story.Stage);
    }

    [Fact]
    public void A_pause_ends_with_the_circumstance_though_something_else_stands_open()
    {
        // HET stage 3 at 80%; 79.8% is kept back, then corrected marks lift it to 95% by the end of the half term.
        var story = new Story(Het)
            .Misses(Story.Day(1), 20)
            .Misses(Story.Day(52), 1)
            .Night(Story.Day(50))
            .Confirms()
            .Circumstance("bereavement")
            .Next();
        Assert.True(story.Case.IsPaused);

        story.Marked(Story.Day(1), new('/', 14)).Until(Story.Day(73));
        Assert.Equal((ProposalKind.StepBack, true), (story.Open.Kind, story.Case.IsPaused));

        story.Circumstance("").Next();
        Assert.Equal((ProposalKind.StepBack, false), (story.Open.Kind, story.Case.IsPaused));
        Assert.Equal(story.Last, story.LastEvent(CaseEventKind.Resumed).On);
    }

    [Fact]
    public void A_decision_that_people_took_is_carried_out_whatever_came_on_file_since() =>
        Assert.Equal(
            3,
            new Story(Odbst)
                .Misses(Story.Day(1), 10)
                .Until(Story.Day(10))
                .Decides(DecisionChoice.Confirm)
                .Circumstance("bereavement")
                .Next().Stage);
}
