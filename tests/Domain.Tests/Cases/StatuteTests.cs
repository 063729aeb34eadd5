using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Text;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>Statutory thresholds as duties of the case: domain 0.11, "flags for people", beside the bands.</summary>
public sealed class StatuteTests
{
    private const string Return = "Attendance return to Oxfordshire: 10 consecutive school days of unauthorised absence";

    private const string Sickness = "Sickness return to Oxfordshire: 15 school days of illness in the school year";

    private const string OnCourse =
        "Sickness return to Oxfordshire, to consider: 10 school days of illness, on course for 15 in the school year";

    [Fact]
    public void What_the_law_asks_is_recorded_by_a_signed_in_person_and_by_no_file()
    {
        var story = new Story(A.Policy("odbst")).Misses(Story.Day(1), 20).Until(Story.Day(10));
        var duty = story.Duty(Return);

        Assert.StartsWith(
            "Only a signed-in person may decide this", story.AnswerInFile(duty.Key, DecisionChoice.Done), StringComparison.Ordinal);
        Assert.Equal("", story.Answer(duty.Key, DecisionChoice.Done));
    }

    private static IEnumerable<Duty> StatutoryDuties(Story story) => story.Case.Duties.Where(duty => duty.Source == DutySource.Statute);

    public static TheoryData<string> Packs => [.. BuiltInPolicies.All.Select(policy => policy.Id)];

    [Theory]
    [MemberData(nameof(Packs))]
    public void A_line_is_a_duty_under_every_policy_from_the_night_of_its_day_on(string pack)
    {
        var story = new Story(A.Policy(pack)).Misses(Story.Day(31), 20).Until(Story.Day(39));
        Assert.DoesNotContain(story.Case.Duties, duty => duty.What == Return);

        story.Next();
        var duty = story.Duty(Return);
        Assert.Equal((DutySource.Statute, 0, Story.Day(40), Story.Day(45)), (duty.Source, duty.Stage, duty.On, duty.Due));
        var due = story.History.Single(happened => happened.Key == duty.Key);
        Assert.Equal(CaseEventKind.Due, due.Kind);
        Assert.Contains(
            $"20 unauthorised sessions on 10 school days from {English.Day(Story.Day(31))} to {English.Day(Story.Day(40))}. Week of ",
            due.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_does_not_wait_for_a_stage_or_a_circumstance()
    {
        var story = new Story(A.Policy("het")).Circumstance("bereavement").Misses(Story.Day(1), 20).Until(Story.Day(10));

        Assert.Equal(0, story.Stage);
        Assert.Equal([Return], StatutoryDuties(story).Select(duty => duty.What));
    }

    [Fact]
    public void A_stage_that_begins_or_ends_leaves_it_where_it_is()
    {
        var story = new Story(A.Policy("odbst")).Misses(Story.Day(2), 20).Until(Story.Day(60));

        Assert.Contains(story.History, happened => happened.IsMove);
        Assert.Equal(Story.Day(11), story.Duty(Return).On);
    }

    [Fact]
    public void The_same_matter_comes_up_once_however_long_it_goes_on()
    {
        var story = new Story(A.Policy("odst")).Misses(Story.Day(31), 40).Until(Story.Day(45));
        story.Decides(story.Duty(Return).Key, DecisionChoice.Done).Until(Story.Day(80));

        Assert.DoesNotContain(story.Case.Duties, duty => duty.What == Return);
        Assert.Single(story.Happened(CaseEventKind.Due), happened => happened.What.StartsWith(Return, StringComparison.Ordinal));
    }

    [Fact]
    public void After_the_sickness_return_was_made_nothing_is_to_be_considered_any_more()
    {
        var story = new Story(A.Policy("odst")).Misses(Story.Day(31), 30, 'I').Until(Story.Day(45));
        story.Decides(story.Duty(Sickness).Key, DecisionChoice.Done).Until(Story.Day(47));
        story.Marked(Story.Day(33), "/").Until(Story.Day(50));

        Assert.Empty(StatutoryDuties(story));
    }

    [Fact]
    public void Another_run_of_ten_days_is_another_matter()
    {
        var story = new Story(A.Policy("odst")).Misses(Story.Day(31), 20).Misses(Story.Day(51), 20).Until(Story.Day(41));
        story.Decides(story.Duty(Return).Key, DecisionChoice.Done).Until(Story.Day(59));
        Assert.DoesNotContain(story.Case.Duties, duty => duty.What == Return);

        story.Next();
        Assert.Equal(Story.Day(60), story.Duty(Return).On);
    }

    [Fact]
    public void An_open_one_tells_of_the_marks_as_they_are_tonight()
    {
        var story = new Story(A.Policy("odst")).Misses(Story.Day(31), 24).Until(Story.Day(40));
        var key = story.Duty(Return).Key;
        story.Until(Story.Day(42));

        var action = story.Case.StatutoryActions.Single(one => one.Threshold == StatutoryThreshold.UnauthorisedDays);
        Assert.Equal((key, Story.Day(31), Story.Day(42)), (action.Key, action.First, action.Last));
        Assert.StartsWith("24 unauthorised sessions on 12 school days", action.Evidence, StringComparison.Ordinal);
        story.Until(Story.Day(60));
        Assert.Equal(action, story.Case.StatutoryActions.Single(one => one.Threshold == StatutoryThreshold.UnauthorisedDays));
    }

    [Fact]
    public void Corrected_marks_let_it_lapse_with_an_event_and_it_can_come_up_again()
    {
        var story = new Story(A.Policy("odst")).Misses(Story.Day(31), 20).Until(Story.Day(41));
        var key = story.Duty(Return).Key;
        story.Marked(Story.Day(33), "I").Next();

        Assert.DoesNotContain(story.Case.Duties, duty => duty.What == Return);
        var lapsed = Assert.Single(story.Happened(CaseEventKind.Withdrawn));
        Assert.Equal((key, $"{Return}. Withdrawn: the marks, as they are now, no longer reach the threshold."), (lapsed.Key, lapsed.What));
        Assert.Equal(
            $"It was withdrawn on {English.Day(Story.Day(42))}: look at the newest worklist.", story.Answer(key, DecisionChoice.Done));

        story.Marked(Story.Day(33), "O").Next();
        Assert.Equal(Story.Day(43), story.Duty(Return).On);
        Assert.NotEqual(key, story.Duty(Return).Key);
    }

    [Fact]
    public void One_that_was_decided_on_does_not_lapse_before_that_is_carried_out()
    {
        var story = new Story(A.Policy("odst")).Misses(Story.Day(31), 20).Until(Story.Day(41));
        var key = story.Duty(Return).Key;
        story.Marked(Story.Day(33), "I").Decides(key, DecisionChoice.Done, days: 4).Next();
        Assert.Equal(key, story.Duty(Return).Key);

        story.Until(Story.Day(50));
        Assert.Equal(CaseEventKind.Done, story.History.Last(happened => happened.Key == key).Kind);
    }

    [Fact]
    public void On_course_for_fifteen_days_of_illness_goes_when_the_line_is_reached()
    {
        var story = new Story(A.Policy("odst")).Misses(Story.Day(1), 30, 'I').Until(Story.Day(9));
        Assert.DoesNotContain(story.Case.Duties, duty => duty.Source == DutySource.Statute);

        story.Next();
        Assert.Equal(Story.Day(10), story.Duty(OnCourse).On);
        story.Until(Story.Day(15));
        Assert.Equal([Sickness], story.Case.Duties.Where(duty => duty.Source == DutySource.Statute).Select(duty => duty.What));
        Assert.EndsWith(
            "Withdrawn: the threshold itself is reached.", story.LastEvent(CaseEventKind.Withdrawn).What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_return_that_was_made_on_course_is_not_asked_again_in_the_same_illness()
    {
        var story = new Story(A.Policy("odst")).Misses(Story.Day(1), 30, 'I').Until(Story.Day(10));
        story.Decides(story.Duty(OnCourse).Key, DecisionChoice.Done).Until(Story.Day(19));

        Assert.DoesNotContain(story.Case.Duties, duty => duty.Source == DutySource.Statute);
    }

    [Fact]
    public void After_a_return_that_was_made_on_course_the_fifteenth_day_is_asked_where_the_pupil_had_come_back()
    {
        var story = new Story(A.Policy("odst")).Misses(Story.Day(1), 20, 'I').Misses(Story.Day(20), 10, 'I').Until(Story.Day(10));
        story.Decides(story.Duty(OnCourse).Key, DecisionChoice.Done).Until(Story.Day(23));
        Assert.DoesNotContain(story.Case.Duties, duty => duty.Source == DutySource.Statute);

        story.Next();
        Assert.Equal(Story.Day(24), story.Duty(Sickness).On);
    }

    [Fact]
    public void After_a_return_in_full_and_a_later_one_on_course_a_third_illness_is_asked_on_course()
    {
        var story = new Story(A.Policy("odst")).Misses(Story.Day(1), 30, 'I').Misses(Story.Day(20), 20, 'I').Misses(Story.Day(40), 20, 'I');
        story.Until(Story.Day(15)).Decides(story.Duty(Sickness).Key, DecisionChoice.Done).Until(Story.Day(29));
        story.Decides(story.Duty(OnCourse).Key, DecisionChoice.Done).Until(Story.Day(48));
        Assert.Empty(StatutoryDuties(story));

        story.Next();
        Assert.Equal(Story.Day(49), story.Duty(OnCourse).On);
    }

    [Fact]
    public void No_notice_is_issued_of_a_return()
    {
        var story = new Story(A.Policy("odst")).Misses(Story.Day(1), 20).Until(Story.Day(10));

        Assert.Equal(
            "\"notice issued\" cannot be decided here; allowed: done.", story.Answer(story.Duty(Return).Key, DecisionChoice.NoticeIssued));
    }

    [Fact]
    public void Nights_that_are_caught_up_with_raise_what_each_would_have_raised()
    {
        Story Absent() => new Story(A.Policy("odbst")).Misses(Story.Day(2), 24).Misses(Story.Day(40), 20, 'I');
        var (nightly, atOnce) = (Absent().Until(Story.Day(60)), Absent().Night(Story.Day(1)).Night(Story.Day(60)));

        Assert.Equal(Said(nightly), Said(atOnce));
        Assert.Equal(nightly.Case.StatutoryActions, atOnce.Case.StatutoryActions);

        static IEnumerable<(DateOnly, string)> Said(Story story) =>
            story.Happened(CaseEventKind.Due)
                .Where(due => !due.What.StartsWith("Review", StringComparison.Ordinal))
                .Select(due => (due.On, due.What));
    }

    [Fact]
    public void A_night_that_is_repeated_changes_nothing()
    {
        var story = new Story(A.Policy("odst")).Misses(Story.Day(1), 30).Until(Story.Day(12));
        var before = story.Case;

        Assert.Same(before, story.Night(Story.Day(12)).Case);
    }

    [Fact]
    public void A_pupil_below_compulsory_school_age_owes_the_law_nothing()
    {
        var story = new Story(A.Policy("odst"));
        story.Pupil = story.Pupil with { DateOfBirth = "2020-09-15" };

        Assert.Empty(StatutoryDuties(story.Misses(Story.Day(1), 60).Until(Story.Day(40))));
        story.Pupil = story.Pupil with { DateOfBirth = "" };
        Assert.Contains(story.Next().Case.Duties, duty => duty.What == Return);
    }

    [Fact]
    public void The_words_are_those_of_the_schools_own_local_authority()
    {
        var story = new Story(
            A.School(A.Policy("odst")) with
            {
                Returns = AuthorityReturns.Usual("Oxfordshire") with { UnauthorisedDays = 5, UnauthorisedReturn = "Form AR1" }
            });

        Assert.Contains(
            "Form AR1: 5 consecutive school days of unauthorised absence",
            story.Misses(Story.Day(1), 10).Until(Story.Day(5)).Case.Duties.Select(duty => duty.What));
    }

    [Theory]
    [MemberData(nameof(Packs))]
    public void What_stands_open_goes_on_in_September_at_another_school_and_under_another_policy(string pack)
    {
        var story = new Story(A.Policy(pack)).Misses(Story.Day(20), 20).Until(Story.Day(30));
        var before = story.Case;
        var other = A.Policy(pack == "odst" ? "het" : "odst");
        var september = A.School(story.School.Policy) with
        {
            Calendar = new([.. A.HalfTerms, (A.Day(2026, 9, 2), A.Day(2026, 10, 23))], [])
        };
        CaseNight Night(School school) => new(school, A.Floor, story.Pupil, YearOfMarks.Empty(new(2026)), A.Day(2026, 9, 2));

        Case[] carried =
        [
            CaseTransfer.IntoYear(Night(september), before, default),
            CaseTransfer.FromSchool(Night(september), before, story.School.Id, default),
            CaseTransfer.IntoYear(Night(september with { Policy = other }), before, default),
        ];
        Assert.All(carried, after =>
        {
            Assert.Equal(
                before.Duties.Where(duty => duty.Source == DutySource.Statute),
                after.Duties.Where(duty => duty.Source == DutySource.Statute));
            Assert.Equal((before.StatutoryActions, before.Penalty), (after.StatutoryActions, after.Penalty));
            var next = CaseEngine.Run(Night(september with { Policy = A.Policy(after.PolicyId) }), after, lastNight: null);
            Assert.Contains(next.Duties, duty => duty.What == Return);
            Assert.Equal(before.Penalty.Matter?.Key, next.Penalty.Matter?.Key);
        });
    }
}
