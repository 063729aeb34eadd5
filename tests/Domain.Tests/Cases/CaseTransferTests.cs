using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>Cases that go on: in September, at another school of the trust, under another policy.</summary>
public sealed class CaseTransferTests
{
    private static readonly Policy Odbst = A.Policy("odbst");

    private static readonly Policy Approach = A.Policy("school-approach");

    private static readonly DateOnly FirstNight = new(2026, 9, 2);

    private static readonly SessionCount SinceStep = new(30, 2, 8);

    private static CaseNight September(Story story, Policy policy) => new(
        A.School(policy) with { Calendar = new([.. A.HalfTerms, (FirstNight, new(2026, 10, 23))], []) },
        A.Floor, story.Pupil, YearOfMarks.Empty(new(2026)), FirstNight);

    private static CaseNight Elsewhere(Story story, Policy policy) => new(
        A.School(policy) with { Id = SchoolId.Parse("141999") }, A.Floor, story.Pupil, story.Marks, story.Last.AddDays(1));

    /// <summary>Contract 1 agreed on 18 November 2025, with a duty open.</summary>
    private static Story Contract1() => OdbstReviewTests.Contract1(missed: 10);

    [Fact]
    public void An_agreed_step_goes_on_in_September_until_its_review()
    {
        var before = Contract1().Case;
        var after = CaseTransfer.IntoYear(September(Contract1(), Odbst), before, SinceStep);

        Assert.Equal(before.Step! with { Carried = SinceStep }, after.Step);
        Assert.Equal(before.Duties, after.Duties);
        var told = Assert.Single(after.Latest);
        Assert.Equal((CaseEventKind.NewYear, before.EventCount + 1, 3, 3), (told.Kind, told.Number, told.From, told.To));
        Assert.Equal("Attendance Contract 1, agreed on 18 November 2025, goes on in the new school year.", told.What);
    }

    [Fact]
    public void A_contact_with_the_family_outlives_the_summer_a_change_of_school_and_one_of_policy()
    {
        var story = Contract1();
        FamilyContact[] contacts = [new("key", new(2026, 7, 20), ContactMethod.Visited, Someone.Stated(), "")];
        var before = story.Case with { Contacts = contacts };

        Assert.Equal(new DateOnly(2026, 7, 20), before.ContactOn);
        Assert.All(
            [
                CaseTransfer.IntoYear(September(story, Odbst), before, SinceStep),
                CaseTransfer.FromSchool(Elsewhere(story, Odbst), before, story.School.Id, default),
                CaseTransfer.UnderPolicy(September(story, A.Policy("het")), before),
            ],
            after => Assert.Equal(contacts, after.Contacts));
        Assert.Null(story.Case.ContactOn);
    }

    [Fact]
    public void Its_review_counts_the_sessions_of_both_years()
    {
        var story = Contract1();
        var after = CaseTransfer.IntoYear(September(story, Odbst), story.Case, SinceStep);

        var reviewed = CaseEngine.Run(September(story, Odbst), after, lastNight: null);
        Assert.Equal((ProposalKind.Step, true), (reviewed.Proposal!.Kind, reviewed.Proposal!.IsReview));
        Assert.Contains("is 75.0% (30 of 40 sessions)", reviewed.Proposal!.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_of_last_year_are_no_correction_of_a_step_that_goes_on()
    {
        var story = Contract1();
        var after = CaseTransfer.IntoYear(September(story, Odbst), story.Case, default);

        Assert.DoesNotContain(
            CaseEngine.Run(September(story, Odbst), after, lastNight: null).Latest, happened => happened.Kind == CaseEventKind.Corrected);
    }

    [Fact]
    public void Marks_of_the_new_school_are_no_correction_of_a_step_agreed_at_the_old_one()
    {
        // The pupil was at the new school in the autumn, too; or has no mark there at all before the first night.
        var story = Contract1().Until(Story.Day(60));
        var back = Elsewhere(story, Odbst) with { Marks = story.Misses(Story.Day(1), 30).Marks };
        var unknown = Elsewhere(story, Odbst) with { Marks = YearOfMarks.Empty(new(2025)) };

        Assert.DoesNotContain(Moved(back, SinceStep).Latest, happened => happened.Kind == CaseEventKind.Corrected);
        Assert.DoesNotContain(Moved(unknown, default).Latest, happened => happened.Kind == CaseEventKind.Corrected);

        Case Moved(CaseNight night, SessionCount since) =>
            CaseEngine.Run(night, CaseTransfer.FromSchool(night, story.Case, story.School.Id, since), lastNight: null);
    }

    [Fact]
    public void A_policy_may_end_agreed_steps_with_the_year()
    {
        var policy = Odbst with { YearEnd = Odbst.YearEnd with { KeepsFormalSteps = false } };
        var after = CaseTransfer.IntoYear(September(Contract1(), policy), Contract1().Case, SinceStep);

        Assert.Null(after.Step);
        Assert.Empty(after.Duties);
        Assert.Equal(
            (3, 0, "A new school year: attendance is counted anew."), (after.Latest[^1].From, after.Latest[^1].To, after.Latest[^1].What));
    }

    [Fact]
    public void An_informal_stage_begins_anew_with_the_years_rate()
    {
        var story = new Story(Odbst).Misses(Story.Day(1), 1).Until(Story.Day(10));
        Assert.Equal(1, story.Stage);

        Assert.Null(CaseTransfer.IntoYear(September(story, Odbst), story.Case, SinceStep).Step);
    }

    [Fact]
    public void What_stood_open_in_July_is_withdrawn_and_says_so()
    {
        var story = new Story(Odbst).Misses(Story.Day(1), 4).Until(Story.Day(10));
        var after = CaseTransfer.IntoYear(September(story, Odbst), story.Case, default);

        Assert.Null(after.Proposal);
        Assert.Equal(
            [CaseEventKind.Withdrawn, CaseEventKind.Ended, CaseEventKind.NewYear], after.Latest.Select(happened => happened.Kind));
        Assert.Equal(story.Open.Key, after.Latest[0].Key);
        Assert.Equal(story.History.Count + 3, after.EventCount);
    }

    [Fact]
    public void What_people_decided_in_the_holidays_about_it_is_not_lost_without_a_word()
    {
        var story = new Story(Odbst)
            .Misses(Story.Day(1), 4)
            .Until(Story.Day(10))
            .Decides(DecisionChoice.Confirm, note: "Agreed by telephone.");
        var after = CaseEngine.Run(
            September(story, Odbst), CaseTransfer.IntoYear(September(story, Odbst), story.Case, default), lastNight: null);

        var last = after.Latest[^1];
        Assert.Equal((CaseEventKind.Withdrawn, "Ms Head", "Agreed by telephone."), (last.Kind, last.By?.Name, last.Note));
        Assert.Equal(
            "\"confirm\" could not be carried out, because what it was about was no longer open; the case stayed as it was.", last.What);
        Assert.Empty(after.PendingDecisions);
    }

    [Fact]
    public void A_year_forgets_declines_triggers_and_pauses()
    {
        var story = new Story(A.Policy("millbrook")).Misses(Story.Day(1), 40).Circumstance("illness").Until(Story.Day(20));
        Assert.True(story.Case.IsPaused && story.Case.RaisedTriggers.Count > 0);

        var after = CaseTransfer.IntoYear(September(story, A.Policy("millbrook")), story.Case, default);
        Assert.Equal((false, 0, (DeclinedStep?)null), (after.IsPaused, after.RaisedTriggers.Count, after.Declined));
    }

    [Fact]
    public void Who_is_still_at_a_stage_in_July_is_a_focus_family_in_September()
    {
        var story = new Story(Approach).Misses(Story.Day(1), 30).Night(new(2026, 7, 21));
        Assert.Equal(1, story.Stage);

        var after = CaseTransfer.IntoYear(September(story, Approach), story.Case, default);
        Assert.True(after.IsFocusFamily);
        Assert.Equal("The last school year ended at Attendance review: a focus family in the new one.", after.Latest[^1].What);
    }

    [Fact]
    public void Who_left_the_stages_by_July_is_none()
    {
        var story = new Story(Approach).Misses(Story.Day(1), 7).Until(Story.Day(73)).Until(new(2026, 7, 21));
        Assert.Equal(0, story.Stage);

        Assert.False(CaseTransfer.IntoYear(September(story, Approach), story.Case, default).IsFocusFamily);
    }

    [Fact]
    public void A_case_comes_with_the_pupil_to_another_school_of_the_same_policy()
    {
        var story = Contract1();
        var after = CaseTransfer.FromSchool(Elsewhere(story, Odbst), story.Case, story.School.Id, SinceStep);

        Assert.Equal(story.Step with { Carried = SinceStep }, after.Step);
        Assert.Equal(story.Case.Duties, after.Duties);
        Assert.Equal("The case came with the pupil from the school 141234, at Attendance Contract 1.", Assert.Single(after.Latest).What);
    }

    [Fact]
    public void The_old_schools_register_of_a_leave_is_not_compared_with_the_new_ones_and_the_request_stays()
    {
        var story = Contract1();
        var on = story.Last;
        var duty = new Duty(
            CaseKey.Of(story.School.Id, story.Pupil.Upn, 99), DutySource.Leave, 0, "Compare the register with the answer", on, on);
        var request = new LeaveRequest(duty.Key, on, Someone.SignedIn(), new("Ms Sample", on, on, "A wedding"), "");
        var before = story.Case with { Duties = [.. story.Case.Duties, duty], Leave = [request] };
        var after = CaseTransfer.FromSchool(Elsewhere(story, Odbst), before, story.School.Id, default);

        Assert.Equal([request], after.Leave);
        Assert.DoesNotContain(duty, after.Duties);
        Assert.Contains("Compare the register", Assert.Single(after.Latest, happened => happened.Kind == CaseEventKind.Ended).What,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_year_remembers_comes_along()
    {
        var story = new Story(Approach).Misses(Story.Day(1), 7).Until(Story.Day(38));
        var before = story.Case with { IsFocusFamily = true, RaisedTriggers = [new(TriggerFact.Dip, Story.Day(20))] };
        var after = CaseTransfer.FromSchool(Elsewhere(story, Approach), before, story.School.Id, default);

        Assert.True(after.IsFocusFamily);
        Assert.Equal((before.RaisedTriggers, before.RequestedLetters), (after.RaisedTriggers, after.RequestedLetters));
    }

    [Fact]
    public void Keys_of_the_new_school_are_new_ones()
    {
        var story = new Story(Odbst).Misses(Story.Day(1), 10).Until(Story.Day(10));
        var night = Elsewhere(story, Odbst);
        var after = CaseEngine.Run(night, CaseTransfer.FromSchool(night, story.Case, story.School.Id, default), lastNight: null);

        Assert.NotNull(after.Proposal);
        Assert.NotEqual(story.Open.Key, after.Proposal!.Key);
        Assert.Equal(CaseKey.Of(night.School.Id, story.Pupil.Upn, after.EventCount), after.Proposal!.Key);
    }

    [Fact]
    public void Under_another_policy_the_case_begins_anew_and_keeps_its_history()
    {
        var story = Contract1();
        var after = CaseTransfer.FromSchool(Elsewhere(story, A.Policy("het")), story.Case, story.School.Id, SinceStep);

        Assert.Equal(((Step?)null, "het", story.History.Count + 2), (after.Step, after.PolicyId, after.EventCount));
        Assert.Equal((CaseEventKind.NewPolicy, 3, 0), (after.Latest[^1].Kind, after.Latest[^1].From, after.Latest[^1].To));
        Assert.StartsWith(
            "The case was kept under the policy odbst and begins anew under", after.Latest[^1].What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_was_shortened_below_the_step_begins_the_case_anew_once()
    {
        var story = Contract1();
        var events = story.History.Count;
        story.School = story.School with { Policy = Shortened(2) };

        story.Next();
        Assert.Equal(
            (2, CaseEventKind.Ended, CaseEventKind.NewPolicy),
            (story.Stage, story.History[events].Kind, story.History[events + 1].Kind));
        Assert.Single(story.Until(Story.Day(60)).Happened(CaseEventKind.NewPolicy));
    }

    [Fact]
    public void A_policy_that_was_shortened_below_what_was_proposed_and_decided_breaks_no_night()
    {
        var story = Contract1().Misses(Story.Day(51), 4).Until(Story.Day(70)).Decides(DecisionChoice.Confirm);
        story.School = story.School with { Policy = Shortened(3) };

        story.Next();
        Assert.Equal(2, story.Stage);
        Assert.Contains(story.History, happened => happened.Kind == CaseEventKind.Withdrawn && happened.By?.Name == "Ms Head");
    }

    [Fact]
    public void A_step_that_the_policy_no_longer_has_is_not_taken()
    {
        var story = Contract1().Misses(Story.Day(51), 4).Circumstance("illness").Until(Story.Day(70)).Decides(DecisionChoice.Escalate);
        story.School = story.School with { Policy = Shortened(3) };

        story.Next();
        Assert.Equal(3, story.Stage);
        Assert.StartsWith("\"escalate\" could not be carried out", story.LastEvent(CaseEventKind.Withdrawn).What, StringComparison.Ordinal);
        Assert.Equal(ProposalKind.Extend, story.Open.Kind);
    }

    private static Policy Shortened(int stages)
    {
        var ladder = (Ladder.ByBand)Odbst.Ladder;
        return Odbst with
        {
            Stages = [.. Odbst.Stages.Take(stages)],
            Ladder = ladder with { Thresholds = [.. ladder.Thresholds.Take(stages)] }
        };
    }
}
