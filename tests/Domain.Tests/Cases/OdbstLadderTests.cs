using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>ODBST: stages 1 and 2 follow the band, contracts need a person (domain 0.4, D0).</summary>
public sealed class OdbstLadderTests
{
    private static readonly Policy Odbst = A.Policy("odbst");

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    public void The_informal_stages_follow_the_band_by_themselves(int missed, int stage) =>
        Assert.Equal(stage, new Story(Odbst).Misses(Story.Day(1), missed).Until(Story.Day(10)).Stage);

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    [InlineData(20, true)]
    public void Who_falls_straight_into_a_formal_band_is_proposed_contract_1_and_is_urgent_beyond_it(int missed, bool urgent)
    {
        var story = new Story(Odbst).Misses(Story.Day(1), missed).Until(Story.Day(10));

        Assert.Equal((ProposalKind.Step, 3, urgent), (story.Open.Kind, story.Open.Stage, story.Open.IsUrgent));
        Assert.Equal(2, story.Stage);
        Assert.Equal("Proposed: Attendance Contract 1. " + story.Open.Why, story.LastEvent(CaseEventKind.Proposed).What);
    }

    [Fact]
    public void On_nine_days_it_is_too_early_to_say_anything()
    {
        var story = new Story(Odbst).Misses(Story.Day(1), 18).Until(Story.Day(9));

        Assert.Equal((0, false), (story.Stage, story.HasProposal));
        Assert.All(story.Case.Duties, duty => Assert.Equal(DutySource.Statute, duty.Source));
        Assert.Equal(2, story.Next().Stage);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(24, false)]
    public void A_letter_of_thanks_needs_five_school_days_at_the_stage_that_was_left(int absentFrom, bool thanked)
    {
        var story = new Story(Odbst).Misses(Story.Day(absentFrom), 4).Until(Story.Day(26));

        Assert.Equal((2, 1), story.LastEvent(CaseEventKind.Improved) is var left ? (left.From, left.To) : default);
        Assert.Equal(thanked ? [LetterKind.ImprovementLetter] : [], story.LastEvent(CaseEventKind.Improved).Letters);
    }

    [Fact]
    public void Nobody_but_a_person_moves_a_case_to_a_formal_stage()
    {
        var story = new Story(Odbst).Misses(Story.Day(1), 380).Until(new(2026, 7, 21));

        Assert.Equal(2, story.Stage);
        Assert.Equal(story.Open.Key, Assert.Single(story.Happened(CaseEventKind.Proposed)).Key);
        Assert.True(story.HasProposal);
    }

    [Fact]
    public void A_person_confirms_with_name_and_note_and_the_history_keeps_what_was_known()
    {
        var story = new Story(Odbst).Misses(Story.Day(1), 4).Until(Story.Day(10));
        var key = story.Open.Key;
        story.Decides(DecisionChoice.Confirm, by: "Mr Office", note: "Met the family.").Next();

        var confirmed = story.LastEvent(CaseEventKind.Confirmed);
        Assert.Equal(
            (2, 3, "Mr Office", "Met the family.", key), (confirmed.From, confirmed.To, confirmed.By?.Name, confirmed.Note, confirmed.Key));
        Assert.Equal(
            (Story.Day(
                11), "81.8% (18 of 22 sessions) in the year to 17 September 2025; absent in 0 sessions with authorisation and 4 without."),
            (confirmed.On, confirmed.Known));
        Assert.Equal([LetterKind.AttendanceContract1], confirmed.Letters);
        Assert.Equal((3, Story.Day(11), new(18, 0, 4)), (story.Stage, story.Step.On, story.Step.Then));
        Assert.Equal(DutySource.Stage, Assert.Single(story.Case.Duties).Source);
        Assert.False(story.HasProposal);
    }

    [Fact]
    public void A_note_stands_in_its_event_and_nowhere_else()
    {
        var story = new Story(Odbst)
            .Misses(Story.Day(1), 4)
            .Until(Story.Day(10))
            .Decides(DecisionChoice.Confirm, note: "Grandmother is ill")
            .Next()
            .Until(Story.Day(60));

        Assert.Equal("Grandmother is ill", Assert.Single(story.History, happened => happened.Note.Length > 0).Note);
        Assert.DoesNotContain(
            story.History, happened => (happened.What + happened.Known).Contains("Grandmother", StringComparison.Ordinal));
        Assert.DoesNotContain("Grandmother", Told.Of(story.Case), StringComparison.Ordinal);
    }

    [Fact]
    public void An_open_proposal_becomes_urgent_when_attendance_falls_further_and_stays_one_proposal()
    {
        // 90% on day 10, 86.4% on day 11, 83.3% on day 12.
        var story = new Story(Odbst).Misses(Story.Day(1), 2).Misses(Story.Day(11), 1).Misses(Story.Day(12), 1).Until(Story.Day(11));
        var key = story.Open.Key;
        Assert.False(story.Open.IsUrgent);

        story.Until(Story.Day(12));
        Assert.Equal((key, true), (story.Open.Key, story.Open.IsUrgent));
        Assert.Single(story.Happened(CaseEventKind.Proposed));
    }

    [Fact]
    public void An_open_proposal_is_withdrawn_when_attendance_is_better_than_its_line_and_says_so()
    {
        // 2 of 20 sessions missed is 90%, 2 of 22 is 90.9%.
        var story = new Story(Odbst).Misses(Story.Day(1), 2).Until(Story.Day(10));
        var key = story.Open.Key;
        story.Next();

        Assert.False(story.HasProposal);
        var withdrawn = story.LastEvent(CaseEventKind.Withdrawn);
        Assert.Equal(key, withdrawn.Key);
        Assert.Equal(
            "Proposed: Attendance Contract 1. Withdrawn: Attendance in the year to 17 September 2025 is 90.9% (20 of 22 sessions).",
            withdrawn.What);
    }

    [Fact]
    public void A_contract_is_not_overtaken_by_the_band_before_its_review()
    {
        var story = new Story(Odbst)
            .Misses(Story.Day(1), 4)
            .Until(Story.Day(10))
            .Confirms()
            .Misses(Story.Day(12), 20)
            .Until(new(2025, 10, 14));

        Assert.Equal(3, story.Stage);
        Assert.False(story.HasProposal);
    }

    [Fact]
    public void Every_event_of_a_night_has_the_next_number_and_the_key_of_what_it_is_about()
    {
        var story = new Story(Odbst).Misses(Story.Day(1), 4).Until(Story.Day(10));

        Assert.Equal([CaseEventKind.Entered, CaseEventKind.Due, CaseEventKind.Proposed], story.History.Select(happened => happened.Kind));
        Assert.Equal([1, 2, 3], story.History.Select(happened => happened.Number));
        Assert.Null(story.History[0].Key);
        Assert.Equal(Assert.Single(story.Case.Duties).Key, story.History[1].Key);
        Assert.Equal(CaseKey.Of(story.School.Id, story.Pupil.Upn, 3), story.Open.Key);
    }
}
