using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>ODBST: the end of the formal steps, and what is looked at after it.</summary>
public sealed class OdbstClosingTests
{
    private static readonly Policy Odbst = A.Policy("odbst");

    [Fact]
    public void After_an_improvement_people_may_end_the_steps_and_are_not_asked_anew_the_next_night()
    {
        var story = new Story(Odbst).Misses(Story.Day(1), 18).Night(Story.Day(39)).Confirms().Until(Story.Day(60)).Confirms();
        var events = story.History.Count;
        Assert.Equal((0, Story.Day(61)), (story.Stage, story.Case.ClosedOn));

        // 85.2% in the year; nothing is asked for until ten days since say something, and then only by what was missed since.
        Assert.Equal(events, story.Until(Story.Day(120)).History.Count);
    }

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(2, 2, true)]
    public void A_relapse_is_measured_since_the_steps_were_ended(int missed, int stage, bool proposed)
    {
        var story = new Story(Odbst).Misses(Story.Day(1), 18).Night(Story.Day(39)).Confirms().Until(Story.Day(60)).Confirms();
        story.Misses(Story.Day(62), missed).Until(Story.Day(70));
        Assert.Equal((0, false), (story.Stage, story.HasProposal));

        story.Until(Story.Day(71));
        Assert.Equal((stage, proposed), (story.Stage, story.HasProposal));
        Assert.StartsWith(
            $"To {Odbst.NameOf(stage)}. Attendance since the steps were ended on 3 December 2025 is {100 - 5 * missed}.0% ({20 - missed} "
            + $"of 20 sessions)",
            story.LastEvent(CaseEventKind.Entered).What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6, true)]
    [InlineData(40, false)]
    public void The_letter_for_an_improvement_is_written_where_there_was_one(int missedSince, bool improved)
    {
        var policy = Odbst with
        {
            Stages = [.. Odbst.Stages.Select(stage => stage with { LettersOnImprovement = [LetterKind.ImprovementLetter] })]
        };
        var story = new Story(policy)
            .Misses(Story.Day(1), 18)
            .Night(Story.Day(49))
            .Confirms()
            .Misses(Story.Day(51), missedSince)
            .Until(Story.Day(70));

        story.Decides(DecisionChoice.Close).Next();

        Assert.Equal(0, story.Stage);
        Assert.Equal(improved ? [LetterKind.ImprovementLetter] : [], story.LastEvent(CaseEventKind.Closed).Letters);
    }

    [Fact]
    public void The_letter_rests_on_the_four_weeks_and_not_on_the_day_of_the_answer()
    {
        var policy = Odbst with
        {
            Stages = [.. Odbst.Stages.Select(stage => stage with { LettersOnImprovement = [LetterKind.ImprovementLetter] })]
        };
        var story = new Story(policy)
            .Misses(Story.Day(1), 18)
            .Night(Story.Day(49))
            .Confirms()
            .Misses(Story.Day(71), 20)
            .Until(Story.Day(82));
        Assert.Equal((ProposalKind.Close, Story.Day(70)), (story.Open.Kind, story.Open.On));

        story.Confirms();
        Assert.Equal([LetterKind.ImprovementLetter], story.LastEvent(CaseEventKind.Closed).Letters);
    }

    [Fact]
    public void A_time_that_cannot_be_extended_again_ends_without_a_letter_of_improvement_where_there_was_none()
    {
        var stages = Odbst.Stages.Select(stage => stage.Monitoring is { } timed
            ? stage with { Monitoring = timed with { MostExtensions = 0 }, LettersOnImprovement = [LetterKind.ImprovementLetter] }
            : stage);
        var story = new Story(Odbst with { Stages = [.. stages] }).Misses(Story.Day(1), 18).Night(Story.Day(49)).Confirms();

        story.Circumstance("illness").Misses(Story.Day(51), 40).Until(Story.Day(70));
        Assert.Equal(ProposalKind.Close, story.Open.Kind);
        Assert.EndsWith("there is a circumstance on file. The time cannot be extended again.", story.Open.Why, StringComparison.Ordinal);

        story.Confirms();
        Assert.Empty(story.LastEvent(CaseEventKind.Closed).Letters);
    }
}
