using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>Corrections reach cases and never delete history (issue 3: "It is done when").</summary>
public sealed class CorrectionTests
{
    private static readonly Policy Odbst = A.Policy("odbst");

    /// <summary>
    /// Contract 2 proposed on day 70: four of the 40 sessions since Contract 1 were missed without a reason, three weeks before.
    /// </summary>
    private static Story Contract2Proposed() => OdbstReviewTests.Contract1(missed: 10).Misses(Story.Day(55), 4).Until(Story.Day(70));

    [Fact]
    public void A_mark_changed_from_O_to_I_three_weeks_back_withdraws_an_unconfirmed_contract_2()
    {
        var story = Contract2Proposed();
        var (before, key) = (story.History.ToList(), story.Open.Key);
        Assert.Equal(4, story.Open.Stage);

        story.Misses(Story.Day(55), 2, 'I').Next();

        Assert.Equal(
            "Proposed: Attendance Contract 2. Withdrawn: marks or circumstances have changed since 16 December 2025. Attendance since "
            + "Attendance Contract 1 was agreed on 18 November 2025 is 90.0% (36 of 40 sessions). On that day it stood at 90.0% (90 of "
            + "100 sessions); the policy looks for 3 percentage points more. That is little or no improvement, but without the 2 sessions "
            + "that the school authorised it would be 94.7% (36 of 38 sessions).",
            story.LastEvent(CaseEventKind.Withdrawn).What);
        Assert.Equal(key, story.LastEvent(CaseEventKind.Withdrawn).Key);
        Assert.Equal((3, ProposalKind.Extend), (story.Stage, story.Open.Kind));
        Assert.Equal(before, story.History.Take(before.Count));
    }

    [Fact]
    public void The_same_change_on_a_confirmed_contract_2_shows_and_leaves_it_to_people()
    {
        var story = Contract2Proposed().Confirms();
        var before = story.History.ToList();

        story.Misses(Story.Day(55), 2, 'I').Next();

        var corrected = Assert.Single(story.History.Skip(before.Count));
        Assert.Equal((CaseEventKind.Corrected, 4, 4), (corrected.Kind, corrected.From, corrected.To));
        Assert.Equal(
            "Marks up to 17 December 2025 were corrected. Attendance Contract 2 was agreed on 90.1% (128 of 142 sessions), 0 absences "
            + "authorised and 14 not; as the marks are now, it was 90.1% (128 of 142 sessions), 2 absences authorised and 12 not.",
            corrected.What);
        Assert.Equal(4, story.Stage);
        Assert.Equal(before, story.History.Take(before.Count));
        Assert.Equal(before.Count + 1, story.Until(Story.Day(80)).History.Count);
    }

    [Fact]
    public void A_correction_above_the_line_of_a_confirmed_contract_asks_people_to_look()
    {
        var story = OdbstReviewTests.Contract1(missed: 10).Marked(Story.Day(1), "////").Next();

        Assert.EndsWith(
            "as the marks are now, it was 94.0% (94 of 100 sessions), 0 absences authorised and 6 not, which is above the threshold: "
            + "please look at it.",
            story.LastEvent(CaseEventKind.Corrected).What, StringComparison.Ordinal);
        Assert.Equal(3, story.Stage);
    }

    [Fact]
    public void A_correction_counts_at_the_review()
    {
        // Agreed at 82% it takes 85% to improve; as the marks are now it was 84%, which takes 87%: 35 of 40 sessions.
        var story = OdbstReviewTests.Contract1(missed: 18).Marked(Story.Day(1), "//").Misses(Story.Day(51), 6).Until(Story.Day(70));

        Assert.Equal(ProposalKind.Step, story.Open.Kind);
        Assert.Contains("On that day it stood at 84.0% (84 of 100 sessions)", story.Open.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_changed_to_present_that_lift_the_year_above_the_line_withdraw_an_unconfirmed_contract_1()
    {
        // 88 of 98 sessions is 89.8%, 90 of 98 is 91.8%.
        var story = new Story(Odbst).Misses(Story.Day(1), 10).Night(Story.Day(49));
        var before = story.History.ToList();
        Assert.Equal(3, story.Open.Stage);

        story.Marked(Story.Day(35), "//").Marked(Story.Day(1), "//").Night(Story.Day(49));

        Assert.False(story.HasProposal);
        Assert.Equal(2, story.Stage);
        // The ten sessions had raised a penalty matter too, which the correction takes away as well.
        Assert.Contains(
            "Withdrawn: marks were corrected since 17 November 2025. Attendance in the year to 17 November 2025 is 91.8% (90 of 98 "
            + "sessions).",
            story.Happened(CaseEventKind.Withdrawn).First().What, StringComparison.Ordinal);
        Assert.Null(story.Case.Penalty.Matter);
        Assert.Equal(before, story.History.Take(before.Count));
    }

    [Fact]
    public void O_to_I_alone_changes_no_rate_and_leaves_an_unconfirmed_contract_1_where_it_is()
    {
        var story = new Story(Odbst).Misses(Story.Day(1), 10).Night(Story.Day(49));
        var (open, events) = (story.Open, story.History.Count);

        story.Misses(Story.Day(1), 10, 'I').Night(Story.Day(49));
        Assert.Equal((open, 2), (story.Open, story.Stage));
        // Only the penalty matter goes, which counted the sessions as unauthorised.
        Assert.Equal(CaseEventKind.Withdrawn, Assert.Single(story.History.Skip(events)).Kind);
        Assert.Null(story.Case.Penalty.Matter);
    }

    [Fact]
    public void A_stage_that_the_policy_set_is_corrected_by_its_next_look_and_without_a_word()
    {
        var story = new Story(Odbst).Misses(Story.Day(1), 8).Night(Story.Day(49));
        Assert.Equal(2, story.Stage);

        story.Misses(Story.Day(1), 8, 'I').Next();
        Assert.Empty(story.Happened(CaseEventKind.Corrected));
        Assert.Equal(new(90, 8, 0), story.Step.Corrected);
    }

    [Fact]
    public void Each_change_shows_once_and_a_change_back_shows_too()
    {
        var story = OdbstReviewTests.Contract1(missed: 10);
        story.Misses(Story.Day(1), 2, 'I').Next().Next();
        Assert.Single(story.Happened(CaseEventKind.Corrected));

        story.Misses(Story.Day(1), 2).Next().Next();
        Assert.Equal(2, story.Happened(CaseEventKind.Corrected).Count());
    }

    [Fact]
    public void Marks_after_the_step_are_no_correction_of_it()
    {
        var story = OdbstReviewTests.Contract1(missed: 10)
            .Misses(Story.Day(51), 4)
            .Until(Story.Day(55))
            .Misses(Story.Day(51), 4, 'I')
            .Next();

        Assert.Empty(story.Happened(CaseEventKind.Corrected));
    }
}
