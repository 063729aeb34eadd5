using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>Millbrook's ladder, week by week (domain 0.4, D2 §11 and Appendix 4).</summary>
public sealed class MillbrookLadderTests
{
    private static readonly Policy Millbrook = A.Policy("millbrook");

    /// <summary>
    /// At the offer of support on Friday 26 September 2025 (day 18): on the ladder since day 10 at 85%, and lower by the Friday of the week
    /// after.
    /// </summary>
    internal static Story AtOfferOfSupport()
    {
        // 17 of 20 is 85%; on day 18 it is 30 of 36, 83.3%.
        var story = new Story(Millbrook).Misses(Story.Day(1), 3).Misses(Story.Day(17), 3).Until(Story.Day(18));
        Assert.Equal((2, Story.Day(18)), (story.Stage, story.Step.On));
        return story;
    }

    [Theory]
    [InlineData(25, 4, 0)]
    [InlineData(24, 4, 1)]
    [InlineData(12, 1, 0)]
    [InlineData(12, 2, 1)]
    public void A_pupil_is_put_on_the_ladder_below_92_and_not_at_exactly_92(int day, int missed, int stage) =>
        Assert.Equal(stage, new Story(Millbrook).Misses(Story.Day(1), missed).Night(Story.Day(day)).Stage);

    [Fact]
    public void Any_night_may_put_a_pupil_on_it()
    {
        // Tuesday 16 September.
        var story = new Story(Millbrook).Misses(Story.Day(1), 2).Until(Story.Day(10));

        Assert.Equal((1, Story.Day(10)), (story.Stage, story.Step.On));
        Assert.Equal(
            "To Informal chat. Attendance in the year to 16 September 2025 is 90.0% (18 of 20 sessions), below 92%.",
            story.LastEvent(CaseEventKind.Entered).What);
    }

    [Fact]
    public void Exactly_92_takes_nobody_off_and_above_92_does_by_itself()
    {
        // 2 of 25 sessions missed is 92%; there is an afternoon without a mark on day 13.
        var story = new Story(Millbrook).Misses(Story.Day(1), 2).Marked(Story.Day(13), "/-").Until(Story.Day(12));
        Assert.Equal(1, story.Stage);

        story.Next();
        Assert.Equal(new(23, 0, 2), new CaseNight(story.School, A.Floor, story.Pupil, story.Marks, story.Last).On(story.Last).ToDate);
        Assert.Equal(1, story.Stage);

        story.Next();
        Assert.Equal(0, story.Stage);
        Assert.Equal(
            "Back to No stage. Attendance in the year to 22 September 2025 is 92.6% (25 of 27 sessions), above 92%: no further action.",
            story.LastEvent(CaseEventKind.Improved).What);
    }

    [Fact]
    public void It_moves_only_on_the_last_school_day_of_a_later_week()
    {
        // On the ladder on Tuesday of week 3; missing more on each day after.
        var story = new Story(Millbrook).Misses(Story.Day(1), 3).Misses(Story.Day(11), 16).Until(Story.Day(13));
        Assert.Equal((Story.Day(10), 1), (story.Step.On, story.Stage));

        Assert.Equal(1, story.Until(Story.Day(17)).Stage);
        Assert.Equal((2, Story.Day(18)), (story.Until(Story.Day(18)).Stage, story.Step.On));
    }

    [Fact]
    public void A_closed_Friday_makes_Thursday_the_last_school_day_of_its_week()
    {
        var school = A.School(Millbrook);
        var story = new Story(school with { Calendar = new(A.HalfTerms, [new(2025, 9, 10), new(2025, 9, 26)]) });

        story.Misses(Story.Day(1), 3).Misses(Story.Day(11), 10).Until(new(2025, 9, 25));
        Assert.Equal((2, new DateOnly(2025, 9, 25)), (story.Stage, story.Step.On));
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(2, 1)]
    public void Only_a_lower_rate_moves_it_and_a_flat_line_does_not(int missedSince, int stage)
    {
        // 85% on day 10; on day 18 it is 83.3%, or 86.1% with one session less.
        var story = new Story(Millbrook).Misses(Story.Day(1), 3).Misses(Story.Day(17), missedSince).Until(Story.Day(18));

        Assert.Equal(stage, story.Stage);
    }

    [Fact]
    public void Exactly_the_same_rate_is_a_flat_line()
    {
        // 3 of 20 sessions missed on day 10, 6 of 40 on day 20, after which the school is closed for the rest of the week.
        var school = A.School(Millbrook) with
        {
            Calendar = new(A.HalfTerms, [new(2025, 9, 10), .. Enumerable.Range(1, 3).Select(day => new DateOnly(2025, 10, day))])
        };
        var story = new Story(school).Misses(Story.Day(1), 3).Misses(Story.Day(19), 3).Until(Story.Day(20));

        Assert.True(school.Calendar.IsLastOfWeek(Story.Day(20)));
        Assert.Equal(new(34, 0, 6), new CaseNight(story.School, A.Floor, story.Pupil, story.Marks, story.Last).On(story.Last).ToDate);
        Assert.Equal(1, story.Stage);
    }

    [Theory]
    [InlineData("O/////", "not higher")]
    [InlineData("OO////", "lower")]
    [InlineData("//////", null)]
    [InlineData("######", null)]
    public void The_formal_letter_follows_an_offer_of_support_where_attendance_is_not_higher(string week, string? compared)
    {
        // 30 of 36 on 26 September is 83.3%, and so is 35 of 42. The school is closed on the Thursday and Friday of the week after.
        var school = A.School(Millbrook);
        var story = AtOfferOfSupport();
        story.School = school with { Calendar = new(A.HalfTerms, [Story.Day(22), Story.Day(23)]) };

        story.Marked(Story.Day(19), week).Until(Story.Day(21));

        Assert.Equal(compared is null ? null : 3, story.Case.Proposal?.Stage);
        Assert.Contains(compared is null ? "" : $"sessions), {compared} than at Offer of support", story.Case.Proposal?.Why ?? "");
    }

    [Fact]
    public void Lower_is_measured_from_the_last_step_as_its_marks_are_now()
    {
        // 85% on day 10 becomes 95% by correction; 88.9% on day 18 is higher than the one and lower than the other.
        var story = new Story(Millbrook).Misses(Story.Day(1), 3).Until(Story.Day(15));
        story.Marked(Story.Day(1), "//").Misses(Story.Day(16), 3).Until(Story.Day(18));

        Assert.Equal(2, story.Stage);
        Assert.EndsWith(
            "lower than at Informal chat on 16 September 2025, when it was 95.0% (19 of 20 sessions).",
            story.LastEvent(CaseEventKind.Entered).What,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_third_step_needs_a_person_and_the_formal_letter_goes_with_the_certificate()
    {
        var story = AtOfferOfSupport().Misses(Story.Day(19), 2).Until(Story.Day(22));
        Assert.False(story.HasProposal);

        story.Next();
        Assert.Equal((2, ProposalKind.Step, 3), (story.Stage, story.Open.Kind, story.Open.Stage));
        Assert.Equal(
            "Attendance in the year to 3 October 2025 is 82.6% (38 of 46 sessions), lower than at Offer of support on 26 September 2025, "
            + "when it was 83.3% (30 of 36 sessions).",
            story.Open.Why);

        story.Confirms();
        Assert.Equal(3, story.Stage);
        Assert.Equal([LetterKind.FormalLetter, LetterKind.AttendanceCertificate], story.LastEvent(CaseEventKind.Confirmed).Letters);
    }

    [Fact]
    public void An_unanswered_step_rests_on_its_Friday_and_is_looked_at_anew_on_the_next()
    {
        var story = AtOfferOfSupport().Misses(Story.Day(19), 2).Until(Story.Day(23));
        var key = story.Open.Key;

        // Above 83.3% from Wednesday on, but it is the look of Friday that counts.
        Assert.Equal(key, story.Until(Story.Day(27)).Open.Key);
        story.Next();
        Assert.False(story.HasProposal);
        Assert.EndsWith(
            "Withdrawn: Attendance in the year to 10 October 2025 is 85.7% (48 of 56 sessions).",
            story.LastEvent(CaseEventKind.Withdrawn).What,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_first_step_needs_a_person_its_proposal_follows_every_night()
    {
        var policy = Millbrook with { Stages = [.. Millbrook.Stages.Select(stage => stage with { NeedsPerson = true })] };
        var story = new Story(policy).Misses(Story.Day(1), 2).Marked(Story.Day(12), "--").Until(Story.Day(13));
        Assert.Equal((ProposalKind.Step, 1, Story.Day(10)), (story.Open.Kind, story.Open.Stage, story.Open.On));

        // 2 of 26 sessions missed is 92.3%, on a Monday.
        Assert.False(story.Next().HasProposal);
    }

    [Fact]
    public void A_correction_between_two_looks_withdraws_what_rested_on_it()
    {
        var story = AtOfferOfSupport().Misses(Story.Day(19), 2).Until(Story.Day(24)).Marked(Story.Day(19), "//").Next();

        Assert.False(story.HasProposal);
        Assert.Contains(
            "marks were corrected since 3 October 2025", story.LastEvent(CaseEventKind.Withdrawn).What, StringComparison.Ordinal);
    }

    [Fact]
    public void Above_92_the_formal_letter_is_left_by_a_proposal_only()
    {
        var story = AtOfferOfSupport().Misses(Story.Day(19), 2).Until(Story.Day(23)).Confirms();

        // 8 of 100 sessions missed is exactly 92%, on day 50.
        Assert.False(story.Until(Story.Day(50)).HasProposal);
        story.Next();
        Assert.Equal((3, ProposalKind.Close, false), (story.Stage, story.Open.Kind, story.Open.IsReview));
        Assert.Equal([DecisionChoice.Confirm, DecisionChoice.Decline], CaseDecisions.Allowed(Millbrook, story.Case, story.Open.Key));

        story.Confirms();
        Assert.Equal((0, Story.Day(52)), (story.Stage, story.Case.ClosedOn));
    }

    [Fact]
    public void A_proposal_to_leave_goes_when_attendance_is_back_at_92()
    {
        var story = AtOfferOfSupport()
            .Misses(Story.Day(19), 2)
            .Until(Story.Day(23))
            .Confirms()
            .Misses(Story.Day(52), 1)
            .Until(Story.Day(51));
        Assert.Equal(ProposalKind.Close, story.Open.Kind);

        story.Next();
        Assert.False(story.HasProposal);
        Assert.EndsWith(
            "Withdrawn: Attendance in the year to 20 November 2025 is 91.3% (95 of 104 sessions).",
            story.LastEvent(CaseEventKind.Withdrawn).What,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_circumstance_pauses_the_ladder_and_shows()
    {
        var story = AtOfferOfSupport().Circumstance("long-term illness").Misses(Story.Day(19), 10).Until(Story.Day(23));
        Assert.Equal((2, true), (story.Stage, story.Case.IsPaused));
        Assert.Equal(Story.Day(23), Assert.Single(story.Happened(CaseEventKind.Paused)).On);

        story.Until(Story.Day(33));
        Assert.Single(story.Happened(CaseEventKind.Paused));

        story.Circumstance("").Next();
        Assert.Equal((2, false, false), (story.Stage, story.Case.IsPaused, story.HasProposal));
        Assert.Equal(3, story.Misses(Story.Day(34), 10).Until(Story.Day(38)).Open.Stage);
    }
}
