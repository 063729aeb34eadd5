using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Tests.Domain.Policies.Packs;

/// <summary>HET's Graduated Response for Improving Pupil Attendance, from top to bottom.</summary>
public sealed class HetPackTests
{
    private static readonly string[] Staff = ["Class teacher or tutor", "Support staff", "SENDCo", "DSL", "Attendance officer"];

    private static readonly Policy Het = A.Policy("het");

    [Fact]
    public void Universal_support_is_everyones()
    {
        DocumentWalk.Of(
            Het.Top.Actions,
            "high attendance and punctuality", "warm", "promote", "relationships", "information", "policy", "every day", "feeder schools",
            "champion",
            "data it requires", "registers", "analyse absence data", "mental health", "welcome", "curriculum", "transition", "clubs",
            "reward", "welfare calls",
            "19 August 2024");
        Assert.Equal(["All staff"], Het.Top.Roles);
        Assert.Equal(Percentage.Of(95), Het.Target);
    }

    [Theory]
    [InlineData(10, 201, "95.0", 0)]
    [InlineData(19, 380, "95.0", 1)]
    [InlineData(14, 200, "93.0", 1)]
    [InlineData(141, 2000, "93.0", 2)]
    [InlineData(20, 201, "90.0", 2)]
    [InlineData(20, 200, "90.0", 3)]
    [InlineData(40, 200, "80.0", 3)]
    [InlineData(401, 2000, "80.0", 4)]
    [InlineData(100, 200, "50.0", 4)]
    [InlineData(1001, 2000, "50.0", 5)]
    public void Each_edge_is_that_of_the_exact_rate_and_not_of_the_printed_one(int missed, int possible, string printed, int stage)
    {
        var rate = Rate.Of(possible - missed, possible);

        Assert.Equal((printed, stage), (rate.ToString(), Het.BandOf(rate).Stage));
    }

    [Fact]
    public void The_band_says_the_stage_and_no_step_need_be_taken_first()
    {
        var ladder = Assert.IsType<Ladder.ByBand>(Het.Ladder);

        Assert.Equal((ReviewSchedule.Nightly, false), (ladder.Schedule, ladder.OneFormalStepAtATime));
    }

    [Fact]
    public void Stage_1_is_early_intervention_with_a_log_and_the_hours_lost()
    {
        var stage = Het.StageAt(1);

        DocumentWalk.Of(
            stage.Actions, "log", "significant adult", "hours", "improvement", "record", "talk with the parents", "breakfast club", "ELSA");
        Assert.Equal(Staff, stage.Roles);
        Assert.Equal([LetterKind.ConcernLetter], stage.Letters);
        Assert.True(stage.Nudges);
    }

    [Fact]
    public void Stage_2_is_looked_through_each_week()
    {
        var stage = Het.StageAt(2);

        DocumentWalk.Of(
            stage.Actions, "log", "vulnerabilities", "in class", "key adult", "routines", "evidence-based", "each week", "remotely");
        Assert.Equal(Staff, stage.Roles);
        Assert.Equal([LetterKind.MeetingInvitation], stage.Letters);
        Assert.Equal(StageReview.Weekly, stage.Review);
    }

    [Fact]
    public void Stage_3_is_the_team_around_the_child_and_its_plan()
    {
        var stage = Het.StageAt(3);

        DocumentWalk.Of(
            stage.Actions, "team around the child", "plan, do, review", "judgement", "CAMHS", "legal interventions", "15 days",
            "family hub", "CPOMS",
            "in detail", "medical outreach");
        Assert.Equal([.. Staff, "Attendance champion", "Local authority"], stage.Roles);
        Assert.Equal(
            [LetterKind.MeetingInvitation, LetterKind.MeetingRecord, LetterKind.AttendancePlan, LetterKind.ReferralSummary], stage.Letters);
        Assert.Equal(StageReview.EndOfHalfTerm, stage.Review);
    }

    [Fact]
    public void Stage_4_is_safeguarding_and_the_trusts_business_too()
    {
        var stage = Het.StageAt(4);

        DocumentWalk.Of(
            stage.Actions, "key focus", "professions", "too young", "peers", "children's services", "safeguarding and attendance meetings",
            "tenacious",
            "teaching staff", "alternative provision", "reassess");
        Assert.Equal([.. Staff, "Attendance champion", "Local authority", "Trust"], stage.Roles);
        Assert.Equal([LetterKind.AttendancePlan], stage.Letters);
    }

    [Fact]
    public void Stage_5_is_a_joint_approach_with_the_local_authority()
    {
        var stage = Het.StageAt(5);

        DocumentWalk.Of(stage.Actions, "joint approach", "EHCP", "educational neglect", "educational offer");
        Assert.Equal([.. Staff, "Attendance champion", "Local authority"], stage.Roles);
        Assert.Equal([LetterKind.AttendancePlan, LetterKind.ReferralSummary], stage.Letters);
    }

    [Fact]
    public void Stages_3_to_5_are_formal_and_without_a_time_of_monitoring()
    {
        Assert.Equal([3, 4, 5], Het.Stages.Where(stage => stage.NeedsPerson).Select(stage => stage.Number));
        Assert.All(Het.Stages, stage => Assert.Null(stage.Monitoring));
        Assert.All(Het.Stages.Skip(2), stage => Assert.Equal(StageReview.EndOfHalfTerm, stage.Review));
    }

    [Fact]
    public void Improvement_is_rewarded_at_every_stage() =>
        Assert.All(Het.Stages, stage => Assert.Equal([LetterKind.ImprovementLetter], stage.LettersOnImprovement));

    [Fact]
    public void Each_stage_has_something_due() => Assert.Equal([1, 1, 2, 1, 1], Het.Stages.Select(stage => stage.Duties.Count));
}
