using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Tests.Domain.Policies.Packs;

/// <summary>Improving Attendance is Everyone's Business, from top to bottom.</summary>
public sealed class SchoolApproachPackTests
{
    private static readonly Policy Approach = A.Policy("school-approach");

    [Fact]
    public void What_it_expects_monitors_and_listens_for_is_owed_to_every_pupil() => new DocumentWalk(Approach.Top.Actions)
        .Part(
            "EXPECT", "policy", "admission", "transition", "colour-coded", "parent meetings", "assembly", "winning class",
            "not individuals", "Dojo",
            "annual reports", "governors", "class teachers", "holidays", "penalty notice", "leave of absence",
            "first day")
        .Part(
            "MONITOR, but for those below 96%", "each half term their child's", "each term", "adapted letters", "pupil progress",
            "each pupil", "contextual factors",
            "curious", "lateness", "RecordMy")
        .Part("LISTEN AND UNDERSTAND, but for those of concern", "attendance team", "office team", "not to punish", "supportive strategies")
        .End();

    [Theory]
    [InlineData(8, 200, "96.0", 0)]
    [InlineData(8, 201, "96.0", 0)]
    [InlineData(81, 2000, "96.0", 1)]
    [InlineData(16, 200, "92.0", 1)]
    [InlineData(161, 2000, "92.0", 2)]
    [InlineData(100, 200, "50.0", 2)]
    public void Below_96_is_reviewed_and_below_92_has_a_formal_meeting(int missed, int possible, string printed, int stage)
    {
        var rate = Rate.Of(possible - missed, possible);

        Assert.Equal((printed, stage), (rate.ToString(), Approach.BandOf(rate).Stage));
    }

    [Fact]
    public void It_looks_at_the_end_of_each_half_term()
    {
        Assert.Equal(Percentage.Of(96), Approach.Target);
        Assert.Equal(ReviewSchedule.EndOfHalfTerm, Approach.Ladder.Schedule);
        Assert.All(Approach.Stages, stage => Assert.Equal(StageReview.EndOfHalfTerm, stage.Review));
        Assert.Equal(new NudgeDays(FirstWeekOfHalfTerm: true, DayAfterWorsening: false), Approach.NudgeDays);
    }

    [Fact]
    public void A_review_is_informal()
    {
        var stage = Approach.StageAt(1);

        DocumentWalk.Of(stage.Actions, "end of each half term", "focus family", "more closely", "at every step", "do more or less");
        Assert.Equal(["Parent support worker", "Headteacher", "Attendance team"], stage.Roles);
        Assert.Equal([LetterKind.ConcernLetter], stage.Letters);
        Assert.Equal((true, false), (stage.Nudges, stage.NeedsPerson));
    }

    [Fact]
    public void A_dip_between_the_half_terms_is_discussed()
    {
        var trigger = Assert.Single(Approach.Triggers, trigger => trigger.Fact == TriggerFact.Dip);

        Assert.Equal((TriggerFact.Dip, new Points(100), 5), (trigger.Fact, trigger.Fall, trigger.Duty.WithinSchoolDays));
        DocumentWalk.Of(trigger.Actions, "discuss the dip", "known circumstances", "prioritise");
    }

    [Fact]
    public void The_formal_meeting_has_a_contract_that_is_revisited_the_following_half_term()
    {
        var stage = Approach.StageAt(2);

        DocumentWalk.Of(stage.Actions, "barriers", "attendance contract");
        Assert.Equal(["Parent support worker"], stage.Roles);
        Assert.True(stage.NeedsPerson);
        Assert.Equal([LetterKind.MeetingInvitation, LetterKind.AttendanceContract1], stage.Letters);
        Assert.Equal(
            new Monitoring(
                new MonitoringTime.HalfTerms(1), new Points(300), 10, AuthorisedIsGenuineReason: false, WhenImproved.Close, int.MaxValue),
            stage.Monitoring);
    }

    [Fact]
    public void It_celebrates_classes_and_never_individuals() =>
        Assert.Equal(new Celebration(Individuals: false, Classes: true, LeavesOutCircumstances: true), Approach.Celebration);

    [Fact]
    public void Families_that_end_the_year_monitored_are_focus_families_in_September() =>
        Assert.Equal(new YearEndRules(KeepsFormalSteps: true, FocusFamilies: true), Approach.YearEnd);

    [Fact]
    public void It_writes_each_term_and_looks_at_year_groups_and_pupil_premium()
    {
        Assert.True(Approach.WritesTermly);
        Assert.True(Approach.WritesHalfTermly);
        Assert.Equal([CohortOf.YearGroup, CohortOf.PupilPremium], Approach.Cohorts.Select(cohort => cohort.Of));
        Assert.All(Approach.Cohorts, cohort => DocumentWalk.Of(cohort.Actions, "underperforms"));
    }
}
