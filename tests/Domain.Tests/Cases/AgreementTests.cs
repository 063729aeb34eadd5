using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>
/// ODBST: "Contract 2 and an attendance target set". What was agreed at a contract is data, and its review measures by it.
/// </summary>
public sealed class AgreementTests
{
    /// <summary>Contract 1, agreed on day 50 at 82%, with 85% by the policy's three points; its review is on day 70.</summary>
    private static Story Contract1() => OdbstReviewTests.Contract1(missed: 18);

    private static Agreement Of(decimal? target, DateOnly? review = null) => new(
        Story.Day(50), target is { } percent ? Percentage.Of(percent) : null,
        [new("Come to breakfast club", "Ella", null), new("Call each morning", "Ms Bell", Story.Day(60))], review, "Ms Moss and Ms Head",
        Someone.SignedIn("Ms Head"));

    [Fact]
    public void What_was_agreed_stands_on_the_case_and_in_the_history_with_who_recorded_it()
    {
        var story = Contract1();
        Assert.Empty(story.Agrees(Of(95, Story.Day(65))));

        Assert.Equal(Percentage.Of(95), story.Case.Agreement!.Target);
        var told = story.LastEvent(CaseEventKind.Agreed);
        Assert.Equal("Ms Head", told.By!.Name);
        Assert.Equal(
            $"Agreed on {English.Day(Story.Day(50))} by Ms Moss and Ms Head: attendance of 95% or more since the step; Come to breakfast "
            + $"club (Ella); Call each morning (Ms Bell, by {English.Day(Story.Day(60))}). Review on {English.Day(Story.Day(65))}.",
            told.What);
    }

    [Theory]
    [InlineData(2, ProposalKind.Close)]
    [InlineData(3, ProposalKind.Step)]
    public void Exactly_the_agreed_target_is_enough_and_a_session_less_is_not(int missedSince, ProposalKind proposed)
    {
        // 38 of the 40 sessions since are 95%.
        var story = Contract1();
        story.Agrees(Of(95));
        story.Misses(Story.Day(52), missedSince).Until(Story.Day(70));

        Assert.Equal(proposed, story.Open.Kind);
        Assert.Contains($"on {English.Day(Story.Day(50))} 95% or more was agreed.", story.Open.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_target_the_policys_rule_counts()
    {
        // 37 of 40 sessions are 92.5%, more than three points above 82%.
        var story = Contract1();
        story.Agrees(Of(null));
        story.Misses(Story.Day(52), 3).Until(Story.Day(70));

        Assert.Equal(ProposalKind.Close, story.Open.Kind);
        Assert.Contains("the policy looks for 3 percentage points more", story.Open.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void An_agreement_that_comes_late_changes_what_an_open_review_proposes()
    {
        var story = Contract1().Misses(Story.Day(52), 3).Until(Story.Day(70));
        Assert.Equal(ProposalKind.Close, story.Open.Kind);

        story.Agrees(Of(95));
        story.Next();

        Assert.Equal(ProposalKind.Step, story.Open.Kind);
    }

    [Fact]
    public void The_review_is_on_the_day_that_was_agreed()
    {
        var story = Contract1();
        story.Agrees(Of(95, Story.Day(65)));

        Assert.False(story.Until(Story.Day(64)).HasProposal);
        Assert.True(story.Until(Story.Day(65)).Open.IsReview);
    }

    [Fact]
    public void After_an_extension_the_policys_time_counts_again()
    {
        var story = Contract1();
        story.Agrees(Of(95, Story.Day(65)));
        story.Misses(Story.Day(52), 3, 'I').Until(Story.Day(65)).Decides(DecisionChoice.Extend).Next();

        Assert.Equal(1, story.Step.Extensions);
        Assert.Equal(
            story.Step.PeriodFrom.AddDays(28),
            ReviewDays.ReviewOf(
                story.School.Policy.StageAt(3).Monitoring!, story.Step, story.Case.Agreement,
                new([(new(2025, 9, 1), new(2026, 7, 21))], [])));
    }

    [Fact]
    public void The_next_night_prepares_the_contract_once_with_what_was_agreed()
    {
        var story = Contract1();
        story.Agrees(Of(95));
        story.Next().Next();

        var prepared = Assert.Single(story.Happened(CaseEventKind.Prepared));
        Assert.Equal((Story.Day(51), LetterKind.AttendanceContract1), (prepared.On, Assert.Single(prepared.Letters)));

        story.Agrees(Of(96));
        story.Next();
        Assert.Equal(2, story.Happened(CaseEventKind.Prepared).Count());
        Assert.Equal(2, story.Happened(CaseEventKind.Agreed).Count());
    }

    [Fact]
    public void The_same_agreement_again_changes_nothing()
    {
        var story = Contract1();
        story.Agrees(Of(95));
        var events = story.History.Count;

        Assert.Empty(story.Agrees(Of(95)));
        Assert.Equal(events, story.History.Count);
    }

    [Fact]
    public void An_agreement_ends_with_its_step()
    {
        var story = Contract1();
        story.Agrees(Of(95));
        story.Misses(Story.Day(52), 10).Until(Story.Day(70)).Confirms();

        Assert.Equal(4, story.Stage);
        Assert.Null(story.Case.Agreement);
    }

    [Fact]
    public void A_formal_step_that_goes_on_in_the_new_year_keeps_what_was_agreed()
    {
        var story = Contract1();
        story.Agrees(Of(95));
        var september = new CaseNight(
            story.School, A.Floor, story.Pupil, AttendanceFunctions.Domain.Registers.YearOfMarks.Empty(new(2026)), new(2026, 9, 2));

        Assert.Equal(story.Case.Agreement, CaseTransfer.IntoYear(september, story.Case, default).Agreement);
    }

    [Fact]
    public void There_is_no_agreement_without_a_formal_step_a_meeting_and_something_that_was_agreed()
    {
        var (story, informal) = (Contract1(), new Story(A.Policy("odbst")).Misses(Story.Day(1), 1).Until(Story.Day(10)));

        Assert.Contains("at no formal step", informal.Agrees(Of(95) with { MetOn = Story.Day(10) }), StringComparison.Ordinal);
        Assert.Contains("in the future", story.Agrees(Of(95) with { MetOn = Story.Day(52) }), StringComparison.Ordinal);
        Assert.Contains(
            "more than a month before", story.Agrees(Of(95) with { MetOn = Story.Day(50).AddMonths(-1).AddDays(-1) }),
            StringComparison.Ordinal);
        Assert.Contains("not after the meeting", story.Agrees(Of(95, Story.Day(50))), StringComparison.Ordinal);
        Assert.Contains("Nobody agreed", story.Agrees(Of(95) with { AgreedBy = "" }), StringComparison.Ordinal);
        Assert.Contains("Nothing was agreed", story.Agrees(Of(null) with { Actions = [] }), StringComparison.Ordinal);
        Assert.Contains(
            "lacks what is done or whose it is", story.Agrees(Of(95) with { Actions = [new("Call", "", null)] }), StringComparison.Ordinal);
        Assert.Null(story.Case.Agreement);
    }

    [Fact]
    public void The_contract_prints_what_was_agreed_and_lines_to_fill_in_until_then()
    {
        var story = Contract1();
        var facts = new LetterFacts(A.Trust(), story.School, story.Pupil, story.Last, story.Marks, story.Case.Step, story.History);
        var fields = LetterFields.Of(LetterKind.AttendanceContract1);

        Assert.Equal("____________________", fields.FindField("MetOn")!.TextOf(facts));
        Assert.Equal("at most ________ days missed by then", fields.FindField("Goal")!.TextOf(facts));
        Assert.All(fields.FindList("Agreed")!.Items(facts), row => Assert.StartsWith("__", row[0], StringComparison.Ordinal));

        var agreed = facts with { Agreement = Of(95, Story.Day(65)) };
        Assert.Equal(English.Day(Story.Day(50)), fields.FindField("MetOn")!.TextOf(agreed));
        Assert.Equal("attendance of 95% or more", fields.FindField("Goal")!.TextOf(agreed));
        Assert.Equal("Ms Moss and Ms Head", fields.FindField("AgreedBy")!.TextOf(agreed));
        Assert.Equal(English.Day(Story.Day(65)), fields.FindField("ReviewDate")!.TextOf(agreed));
        Assert.Equal(
            [["Come to breakfast club", "Ella", ""], ["Call each morning", "Ms Bell", English.Day(Story.Day(60))]],
            fields.FindList("Agreed")!.Items(agreed));
    }
}
