using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>While a part-time timetable lasts, formal steps wait, and its review is asked for once for each reason (domain 0.14).</summary>
public sealed class TimetableTests
{
    private const string Review = "Review the part-time timetable with the family";

    public static TheoryData<string> Packs => [.. BuiltInPolicies.All.Select(policy => policy.Id)];

    [Theory]
    [MemberData(nameof(Packs))]
    public void C2_every_afternoon_leads_no_case_further_down(string pack)
    {
        var story = Afternoons(A.Policy(pack), 1, 60).Until(Story.Day(60));

        Assert.Equal((0, false), (story.Stage, story.HasProposal));
        Assert.DoesNotContain(story.History.SelectMany(happened => happened.Letters), letter => letter.IsFormal());
    }

    [Fact]
    public void The_case_says_once_why_it_waits()
    {
        var paused = Assert.Single(Afternoons(A.Policy("odbst"), 1, 60).Until(Story.Day(60)).Happened(CaseEventKind.Paused));

        Assert.Equal(
            $"A part-time timetable is agreed (in the register from 2 September 2025 to 16 September 2025); the case does not escalate "
            + "while it stands.",
            paused.What);
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void The_case_goes_on_when_the_last_ten_possible_school_days_are_without_C2(int daysAfter, bool goesOn)
    {
        var story = Afternoons(A.Policy("odbst"), 1, 20).Until(Story.Day(20 + daysAfter));

        Assert.Equal((goesOn, !goesOn), (story.HasProposal, story.Case.IsPaused));
        Assert.Equal(goesOn ? 1 : 0, story.Happened(CaseEventKind.Resumed).Count());
    }

    [Fact]
    public void An_open_proposal_is_withdrawn_when_a_timetable_begins()
    {
        var story = new Story(A.Policy("odbst")).Misses(Story.Day(1), 10).Until(Story.Day(10)).Marked(Story.Day(11), "/2").Next();

        Assert.Equal(
            "Proposed: Attendance Contract 1. Withdrawn: a part-time timetable is agreed (in the register from 17 September 2025 to "
            + "17 September 2025).",
            story.LastEvent(CaseEventKind.Withdrawn).What);
    }

    [Fact]
    public void A_review_of_a_contract_proposes_to_go_on_and_not_the_next_step()
    {
        var agreed = new Story(A.Policy("odbst")).Misses(Story.Day(1), 10).Until(Story.Day(10)).Confirms();
        var story = Afternoons(agreed, 12, 40).Until(Story.Day(35));

        Assert.Equal((ProposalKind.Extend, true), (story.Open.Kind, story.Open.IsReview));
        Assert.Contains("there is a part-time timetable", story.Open.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Statutory_duties_and_penalty_matters_do_not_wait()
    {
        // Ten school days without leave, which are twenty sessions.
        var story = Afternoons(A.Policy("odbst"), 1, 30).Misses(Story.Day(20), 20).Until(Story.Day(30));

        Assert.Contains(story.Case.Duties, duty => duty.Source == DutySource.Statute);
        Assert.NotNull(story.Case.Penalty.Matter);
    }

    [Fact]
    public void Without_an_end_a_review_is_asked_for_on_the_first_night_and_stays_open_until_it_is_done()
    {
        var story = Afternoons(A.Policy("odst"), 3, 40).Until(Story.Day(20));

        Assert.Equal((Story.Day(3), Story.Day(8)), (story.Duty(Review).On, story.Duty(Review).Due));
        Assert.Equal([Story.Day(3)], Asked(story));
        Assert.Contains(
            "A review is asked for: no end is agreed: the roster's TimetableEnd is empty.",
            story.Happened(CaseEventKind.Due).First().What, StringComparison.Ordinal);
    }

    [Fact]
    public void Once_it_is_done_it_is_not_asked_again_before_six_weeks_are_over()
    {
        var story = Afternoons(A.Policy("odst"), 1, 60).Until(Story.Day(5));
        story.Decides(story.Duty(Review).Key, DecisionChoice.Done).Until(A.Day(2025, 10, 13));
        Assert.DoesNotContain(story.Case.Duties, duty => duty.What == Review);

        story.Until(A.Day(2025, 10, 14));

        Assert.Equal([A.Day(2025, 9, 2), A.Day(2025, 10, 14)], Asked(story));
    }

    [Fact]
    public void It_is_withdrawn_when_the_roster_has_an_end_and_asked_again_when_that_is_past()
    {
        var story = Afternoons(A.Policy("odst"), 1, 60).Until(Story.Day(5));
        story.Pupil = story.Pupil with { TimetableEnd = A.Day(2025, 9, 26) };
        story.Next();
        Assert.Equal(
            $"{Review}. Withdrawn: the roster has an end that is not past.", story.LastEvent(CaseEventKind.Withdrawn).What);

        story.Until(A.Day(2025, 9, 26));
        Assert.Equal([Story.Day(1)], Asked(story));

        story.Next();
        Assert.Equal([Story.Day(1), A.Day(2025, 9, 29)], Asked(story));
    }

    [Fact]
    public void It_is_withdrawn_when_the_timetable_is_over()
    {
        var story = Afternoons(A.Policy("odst"), 1, 20).Until(Story.Day(29));
        story.Duty(Review);

        story.Next();

        Assert.DoesNotContain(story.Case.Duties, duty => duty.What == Review);
        Assert.Equal(
            $"{Review}. Withdrawn: there is no C2 in the last 10 possible school days.", story.LastEvent(CaseEventKind.Withdrawn).What);
    }

    [Fact]
    public void A_new_timetable_is_asked_about_anew()
    {
        var story = Afternoons(Afternoons(A.Policy("odst"), 1, 5), 30, 5).Until(Story.Day(31));

        Assert.Equal([Story.Day(1), Story.Day(30)], Asked(story));
    }

    [Fact]
    public void A_night_that_is_repeated_asks_nothing_more()
    {
        var story = Afternoons(A.Policy("odst"), 1, 20).Until(Story.Day(5));
        var before = Told.Of(story.Case);

        Assert.Equal(before, Told.Of(story.Night(Story.Day(5)).Case));
    }

    private static IEnumerable<DateOnly> Asked(Story story) =>
        story.Happened(CaseEventKind.Due).Where(due => due.What.StartsWith(Review, StringComparison.Ordinal)).Select(due => due.On);

    private static Story Afternoons(Policy policy, int from, int days) => Afternoons(new Story(policy), from, days);

    /// <summary>C2 every afternoon of so many school days.</summary>
    private static Story Afternoons(Story story, int from, int days) =>
        story.Marked(Story.Day(from), string.Concat(Enumerable.Repeat("/2", days)));
}
