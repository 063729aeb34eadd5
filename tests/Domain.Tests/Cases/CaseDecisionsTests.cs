using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>What may be decided, and why something cannot be.</summary>
public sealed class CaseDecisionsTests
{
    private static readonly Policy Odbst = A.Policy("odbst");

    private static readonly CaseKey NoSuchKey = CaseKey.Of(A.School().Id, A.Pupil().Upn, 999);

    private static Story Proposed() => new Story(Odbst).Misses(Story.Day(1), 10).Until(Story.Day(10));

    private static Story Reviewed(ProposalKind kind)
    {
        var story = OdbstReviewTests.Contract1(missed: 10).Misses(Story.Day(51), 4, kind == ProposalKind.Extend ? 'I' : 'O');
        story = kind == ProposalKind.Close ? story.Marked(Story.Day(51), "////") : story;
        Assert.Equal(kind, story.Until(Story.Day(70)).Open.Kind);
        return story;
    }

    [Fact]
    public void The_words_are_twenty_three_and_are_read_in_any_case()
    {
        Assert.Equal(
            [
                "close", "confirm", "decline", "done", "earlier notice", "escalate", "extend", "failed",
                "grant for performance", "grant leave", "grant part time", "met", "not appropriate", "notice issued", "notice requested",
                "notice to improve", "paid", "penalty notice", "refuse leave", "support first", "taken to court", "unpaid", "withdrawn",
            ],
            CaseDecisions.ByWord.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(DecisionChoice.Confirm, CaseDecisions.ByWord["Confirm"]);
        Assert.All(CaseDecisions.ByWord, word => Assert.Equal(word.Key, word.Value.InWords()));
    }

    [Fact]
    public void The_docs_explain_each_word_and_no_other()
    {
        var table = Embedded.Text("docs/cases.md")
            .ReplaceLineEndings("\n")
            .Split("| word | where | what it does |\n|---|---|---|\n")[1]
            .Split("\n\n")[0];

        Assert.Equal(
            CaseDecisions.ByWord.Keys.Union(Checklist.ByWord.Keys).Order(), table.Split('\n').Select(row => row.Split('`')[1]).Order());
    }

    public static TheoryData<ProposalKind, DecisionChoice, int, CaseEventKind> Reviews => new()
    {
        { ProposalKind.Step, DecisionChoice.Confirm, 4, CaseEventKind.Confirmed },
        { ProposalKind.Step, DecisionChoice.Escalate, 4, CaseEventKind.Confirmed },
        { ProposalKind.Step, DecisionChoice.Extend, 3, CaseEventKind.Extended },
        { ProposalKind.Step, DecisionChoice.Close, 0, CaseEventKind.Closed },
        { ProposalKind.Extend, DecisionChoice.Confirm, 3, CaseEventKind.Extended },
        { ProposalKind.Extend, DecisionChoice.Escalate, 4, CaseEventKind.Confirmed },
        { ProposalKind.Extend, DecisionChoice.Extend, 3, CaseEventKind.Extended },
        { ProposalKind.Extend, DecisionChoice.Close, 0, CaseEventKind.Closed },
        { ProposalKind.Close, DecisionChoice.Confirm, 0, CaseEventKind.Closed },
        { ProposalKind.Close, DecisionChoice.Escalate, 4, CaseEventKind.Confirmed },
        { ProposalKind.Close, DecisionChoice.Extend, 3, CaseEventKind.Extended },
        { ProposalKind.Close, DecisionChoice.Close, 0, CaseEventKind.Closed },
    };

    [Theory]
    [MemberData(nameof(Reviews))]
    public void At_a_review_to_confirm_is_what_is_proposed_and_each_outcome_may_be_named(
        ProposalKind proposed, DecisionChoice word, int stage, CaseEventKind happened)
    {
        var story = Reviewed(proposed).Decides(word).Next();

        Assert.Equal(stage, story.Stage);
        Assert.Equal((happened, "Ms Head"), (story.LastEvent(happened).Kind, story.LastEvent(happened).By?.Name));
    }

    [Theory]
    [InlineData(DecisionChoice.Decline)]
    [InlineData(DecisionChoice.Done)]
    public void A_review_is_not_declined_since_something_must_become_of_the_step(DecisionChoice word)
    {
        var story = Reviewed(ProposalKind.Step);

        Assert.Equal($"\"{word.InWords()}\" cannot be decided here; allowed: confirm, extend, close.", story.Answer(story.Open.Key, word));
        Assert.Empty(story.Case.PendingDecisions);
    }

    [Theory]
    [InlineData(DecisionChoice.Extend)]
    [InlineData(DecisionChoice.Close)]
    [InlineData(DecisionChoice.Done)]
    public void A_first_step_is_confirmed_or_declined_and_nothing_else(DecisionChoice word)
    {
        var story = Proposed();

        Assert.Equal($"\"{word.InWords()}\" cannot be decided here; allowed: confirm, decline.", story.Answer(story.Open.Key, word));
    }

    [Fact]
    public void To_escalate_is_to_confirm_where_a_step_is_proposed() =>
        Assert.Equal(3, Proposed().Decides(DecisionChoice.Escalate).Next().Stage);

    [Fact]
    public void A_duty_is_done_and_nothing_else()
    {
        var story = Proposed();
        var duty = Assert.Single(story.Case.Duties, duty => duty.Source == DutySource.Stage);

        Assert.Equal("\"confirm\" cannot be decided here; allowed: done.", story.Answer(duty.Key, DecisionChoice.Confirm));
        story.Decides(duty.Key, DecisionChoice.Done, by: "Mr Office", note: "Met on Monday.").Next();
        Assert.DoesNotContain(duty, story.Case.Duties);
        Assert.Equal(
            ("Meet the parents and set a target. Done.", "Mr Office", "Met on Monday."),
            (story.History[^1].What, story.History[^1].By?.Name, story.History[^1].Note));
    }

    [Fact]
    public void A_key_that_no_case_has_is_refused() =>
        Assert.Equal(
            "The key is in no case; copy the row from the worklist as it stands.", Proposed().Answer(NoSuchKey, DecisionChoice.Confirm));

    [Fact]
    public void No_key_decides_nothing() =>
        Assert.Equal(
            "The key is in no case; copy the row from the worklist as it stands.",
            new Story(Odbst).Answer(default, DecisionChoice.Confirm));

    [Fact]
    public void The_same_decision_twice_is_one()
    {
        var story = Proposed().Decides(DecisionChoice.Confirm).Decides(DecisionChoice.Confirm).Decides(DecisionChoice.Escalate);
        Assert.Single(story.Case.PendingDecisions);

        var key = story.Open.Key;
        story.Next().Decides(key, DecisionChoice.Confirm).Decides(key, DecisionChoice.Escalate).Next();
        Assert.Single(story.Happened(CaseEventKind.Confirmed));
    }

    [Fact]
    public void What_somebody_else_decided_before_the_night_stands()
    {
        var story = Proposed().Decides(DecisionChoice.Confirm, by: "Ms Head");

        Assert.Equal(
            "It was decided already, by Ms Head: confirm. The next night carries that out.",
            story.Answer(story.Open.Key, DecisionChoice.Decline, by: "Mr Office"));
        Assert.Equal(
            "It was decided already, by Ms Head: confirm. The next night carries that out.",
            story.Answer(story.Open.Key, DecisionChoice.Decline, by: "Ms Head"));
        Assert.Equal("Ms Head", Assert.Single(story.Case.PendingDecisions).By.Name);
    }

    [Fact]
    public void What_was_carried_out_is_not_decided_again()
    {
        var story = Proposed();
        var key = story.Open.Key;
        story.Decides(DecisionChoice.Confirm).Next();

        Assert.Equal("It was decided already on 17 September 2025, by Ms Head.", story.Answer(key, DecisionChoice.Decline));
        Assert.Equal(
            "It was decided already on 17 September 2025, by Ms Head.", story.Answer(key, DecisionChoice.Confirm, by: "Mr Office"));
    }

    public static TheoryData<ProposalKind, DecisionChoice, DecisionChoice[]> Repetitions => new()
    {
        { ProposalKind.Step, DecisionChoice.Confirm, [DecisionChoice.Confirm, DecisionChoice.Escalate] },
        { ProposalKind.Step, DecisionChoice.Extend, [DecisionChoice.Extend] },
        { ProposalKind.Step, DecisionChoice.Close, [DecisionChoice.Close] },
        { ProposalKind.Extend, DecisionChoice.Confirm, [DecisionChoice.Confirm, DecisionChoice.Extend] },
        { ProposalKind.Extend, DecisionChoice.Escalate, [DecisionChoice.Escalate] },
        { ProposalKind.Close, DecisionChoice.Close, [DecisionChoice.Close, DecisionChoice.Confirm] },
    };

    [Theory]
    [MemberData(nameof(Repetitions))]
    public void The_worklist_that_comes_back_once_more_says_the_same_in_the_same_words_only(
        ProposalKind proposed, DecisionChoice decided, DecisionChoice[] same)
    {
        var story = Reviewed(proposed);
        var key = story.Open.Key;
        story.Decides(decided).Next();

        foreach (var word in CaseDecisions.ByWord.Values)
        {
            Assert.Equal(same.Contains(word), story.Answer(key, word).Length == 0);
        }
    }

    [Fact]
    public void To_escalate_is_no_repetition_of_a_step_back()
    {
        var story = new Story(A.Policy("het")).Misses(Story.Day(1), 12).Night(Story.Day(49)).Confirms().Until(Story.Day(73));
        var key = story.Open.Key;
        Assert.Equal(ProposalKind.StepBack, story.Open.Kind);
        story.Confirms();

        Assert.Equal("It was decided already on 5 January 2026, by Ms Head.", story.Answer(key, DecisionChoice.Escalate));
        Assert.Equal("", story.Answer(key, DecisionChoice.Confirm));
    }

    [Fact]
    public void What_was_withdrawn_meanwhile_is_refused_with_its_day()
    {
        var story = new Story(Odbst).Misses(Story.Day(1), 2).Until(Story.Day(10));
        var key = story.Open.Key;
        story.Next();

        Assert.Equal("It was withdrawn on 17 September 2025: look at the newest worklist.", story.Answer(key, DecisionChoice.Confirm));
    }

    [Fact]
    public void What_was_taken_down_before_the_marks_changed_is_carried_out_since_a_person_decided_it()
    {
        var story = new Story(Odbst).Misses(Story.Day(1), 2).Until(Story.Day(10)).Decides(DecisionChoice.Confirm).Next();

        Assert.Equal(3, story.Stage);
        Assert.Empty(story.Happened(CaseEventKind.Withdrawn));
    }

    [Fact]
    public void A_decision_waits_for_its_day_and_what_it_is_about_stays_open_until_then()
    {
        var story = new Story(Odbst).Misses(Story.Day(1), 2).Until(Story.Day(10));
        var waits = new Decision(story.Open.Key, DecisionChoice.Confirm, Story.Day(13), Someone.SignedIn("Ms Head"), "");
        story.Case = story.Case with { PendingDecisions = [waits] };

        story.Until(Story.Day(12));
        Assert.Equal((2, true, 1), (story.Stage, story.HasProposal, story.Case.PendingDecisions.Count));
        story.Next();
        Assert.Equal((3, Story.Day(13), 0), (story.Stage, story.Step.On, story.Case.PendingDecisions.Count));
    }

    [Theory]
    [InlineData(DecisionChoice.Confirm)]
    [InlineData(DecisionChoice.Escalate)]
    [InlineData(DecisionChoice.Decline)]
    public void A_formal_step_is_decided_by_a_signed_in_person_and_by_no_file(DecisionChoice word)
    {
        var story = Proposed();

        Assert.StartsWith("Only a signed-in person may decide this", story.AnswerInFile(story.Open.Key, word), StringComparison.Ordinal);
        Assert.Empty(story.Case.PendingDecisions);
        Assert.Equal("", story.Answer(story.Open.Key, word));
    }

    [Theory]
    [InlineData(ProposalKind.Step, DecisionChoice.Close)]
    [InlineData(ProposalKind.Extend, DecisionChoice.Extend)]
    [InlineData(ProposalKind.Close, DecisionChoice.Confirm)]
    public void The_review_of_a_formal_step_is_decided_by_a_signed_in_person_and_by_no_file(ProposalKind proposed, DecisionChoice word)
    {
        var story = Reviewed(proposed);

        Assert.StartsWith("Only a signed-in person may decide this", story.AnswerInFile(story.Open.Key, word), StringComparison.Ordinal);
        Assert.Empty(story.Case.PendingDecisions);
    }

    [Fact]
    public void A_duty_of_a_stage_may_be_ticked_off_in_a_file_and_the_history_says_that_it_was_a_file()
    {
        var story = Proposed();
        var duty = Assert.Single(story.Case.Duties, duty => duty.Source == DutySource.Stage);

        Assert.Equal("", story.AnswerInFile(duty.Key, DecisionChoice.Done));
        story.Next();
        Assert.Equal("Ms Head, as the file monday.csv says", story.LastEvent(CaseEventKind.Done).By?.InWords());
    }

    [Fact]
    public void The_name_of_whoever_put_a_file_there_stands_beside_the_name_in_it() =>
        Assert.Equal(
            "Ms Head, as the file monday.csv says (put there by 7f9c)", (Someone.Stated("Ms Head") with { Uploader = "7f9c" }).InWords());

    [Fact]
    public void A_key_is_opaque_and_reads_back()
    {
        var key = Proposed().Open.Key;

        Assert.True(CaseKey.TryParse(key.ToString(), out var read));
        Assert.Equal(key, read);
        Assert.DoesNotContain("A100000000001", key.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.All(["", "x", key.ToString().ToUpperInvariant(), key + "0"], text => Assert.False(CaseKey.TryParse(text, out _)));
    }
}
