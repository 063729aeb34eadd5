using System.Globalization;
using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Tests.Domain.Policies.Packs;

/// <summary>The attendance policy of Millbrook Primary School, from top to bottom.</summary>
public sealed class MillbrookPackTests
{
    private const string Trusts = "Trust: review attendance data";

    private static readonly Policy Millbrook = A.Policy("millbrook");

    private static readonly Ladder.ByProcess Ladder = Assert.IsType<Ladder.ByProcess>(Millbrook.Ladder);

    [Fact]
    public void What_it_asks_for_all_pupils_is_there_section_by_section() => new DocumentWalk(Millbrook.Top.Actions)
        .Part("1 Introduction", "calm, safe", "barriers", "curriculum")
        .Part("3 Promoting regular attendance", "newsletter", "each term", "concern")
        .Part("4 Types of absence", "half day", "evidence", "unauthorised", "bedtimes", "cover up")
        .Part("5 Absence procedures: parents", "first day", "honest")
        .Part("5 Absence procedures: school", "telephone or text", "day 3", "meeting", "Strengths and Needs", "voice")
        .Part("6 Contact details", "third emergency contact", "remind families")
        .Part("8 Lateness", "9.15", "persistently late")
        .Part("9 Exceptional leave", "holiday", "meet every family", "96%", "truancy", "regular", "transfer", "penalty notice")
        .Part("10.1 Trustees", "ethos", "challenge", "whole trust")
        .Part("10.2 Governing body", "ethos", "statutory", "challenge", "account")
        .Part("10.3 Head of school", "implement", "trained", "governors", "individual", "impact", "fixed-penalty")
        .Part("10.4 Director", "drive", "intensively", "central contact")
        .Part("10.5 Designated senior leader", "lead", "vision", "evaluate", "oversee", "devise", "calls", "targeted")
        .Part("10.6 Inclusion team", "analyse", "benchmark", "report", "welfare officers", "advise")
        .Part(
            "10.7 to 10.10 Teachers, office, parents, pupils",
            "class teachers",
            "office",
            "on time",
            "8.40",
            "emergency number",
            "appointments",
            "every day",
            "punctually",
            "prepared")
        .Part("11 Strategies, but for the stages", "expectations", "96% minimum", "days of the week", "projects")
        .Part("12 Attendance monitoring", "daily", "strengths", "Committee", "termly", "cohorts", "systems")
        .Part(
            "12.2 and 12.3 The school",
            "regularly for pupils and cohorts",
            "patterns",
            "Bromcom",
            "reports to class teachers",
            "interventions",
            "contact with parents")
        .Part("13 Monitoring arrangements", "once a year")
        .Part("Appendix 2", "expect", "monitor", "listen", "facilitate", "formalise", "enforce")
        .Part(
            "Appendix 3, all pupils",
            "Parents:",
            "policy",
            "culture",
            "registers",
            "daily processes",
            "senior leader",
            "active role",
            "statutory",
            "training",
            "Local authority:")
        .Part("Appendix 3, at risk", "Parents:", "termly conversations")
        .Part("Appendix 3, persistent and severe absence", "parenting contract", "supervision orders", "top priority")
        .Part("Appendix 3, groups and monitoring", "across the area", "medical", "looked-after", "update parents")
        .End();

    [Fact]
    public void Its_table_of_time_lost_is_not_rounded()
    {
        var rows = Embedded.Figures("millbrook-time-lost.csv");

        Assert.Equal(4, rows.Count);
        Assert.All(rows, row => Assert.Equal(
            decimal.Parse(row[1], CultureInfo.InvariantCulture),
            Millbrook.FullYear.DaysAbsent(Percentage.Of(decimal.Parse(row[0], CultureInfo.InvariantCulture)))));
    }

    [Theory]
    [InlineData(8, 200, "96.0", "At our minimum or better")]
    [InlineData(81, 2000, "96.0", "Below our minimum")]
    [InlineData(16, 200, "92.0", "Below our minimum")]
    public void From_92_to_96_percent_attendance_is_below_the_minimum_and_has_no_stage(
        int missed, int possible, string printed, string descriptor)
    {
        var rate = Rate.Of(possible - missed, possible);
        var band = Millbrook.BandOf(rate);

        Assert.Equal((printed, 0, descriptor), (rate.ToString(), band.Stage, band.Descriptor));
        Assert.Equal(Percentage.Of(96), Millbrook.Target);
    }

    // D2 §11 and appendix 4: exactly 92% neither enters nor leaves.
    [Theory]
    [InlineData(16, 201, "92.0", false, true)]
    [InlineData(16, 200, "92.0", false, false)]
    [InlineData(161, 2000, "92.0", true, false)]
    public void The_ladder_is_entered_below_92_and_left_above_it(int missed, int possible, string printed, bool enters, bool leaves)
    {
        var rate = Rate.Of(possible - missed, possible);

        Assert.Equal(printed, rate.ToString());
        Assert.Equal((enters, leaves), (Ladder.Enter.Covers(rate), !rate.IsAtOrBelow(Ladder.LeaveAbove)));
    }

    [Fact]
    public void The_process_says_the_stage_and_looks_each_week()
    {
        Assert.Equal(ReviewSchedule.Weekly, Ladder.Schedule);
        Assert.Equal([0, 0, 0], new[] { 91, 80, 0 }.Select(attended => Millbrook.BandOf(Rate.Of(attended, 100)).Stage));
        Assert.Equal(
            ["Informal chat", "Offer of support", "Formal letter", "Parenting contract", "Referral to County"],
            Millbrook.Stages.Select(stage => stage.Name));
        Assert.Equal(3, Millbrook.FirstFormalStage);
    }

    [Fact]
    public void Stage_1_is_the_teachers_informal_chat()
    {
        var stage = Millbrook.StageAt(1);

        new DocumentWalk(stage.Actions)
            .Part("Appendix 4", "below 92%", "reasons", "informal chat", "weekly")
            .Part("4.2", "at risk")
            .Part("Appendix 3, at risk", "identify", "signpost", "lead practitioner", Trusts)
            .End();
        Assert.Equal(["Class teacher", "SEN admin", "Inclusion team"], stage.Roles);
        Assert.True(stage.Nudges);
    }

    [Fact]
    public void Stage_2_offers_support()
    {
        DocumentWalk.Of(Millbrook.StageAt(2).Actions, "support", "weekly");
        Assert.Equal(["Home-school link worker", "Attendance team", "SEN admin"], Millbrook.StageAt(2).Roles);
    }

    [Fact]
    public void Stage_3_is_the_formal_letter_with_policy_and_certificate()
    {
        DocumentWalk.Of(Millbrook.StageAt(3).Actions, "attendance policy", "weekly");
        Assert.Equal(["SEN admin", "Home-school link worker"], Millbrook.StageAt(3).Roles);
        Assert.Equal([LetterKind.FormalLetter, LetterKind.AttendanceCertificate], Millbrook.StageAt(3).Letters);
    }

    [Fact]
    public void Stage_4_is_the_parenting_contract_for_20_school_days_and_once_20_more()
    {
        var stage = Millbrook.StageAt(4);

        DocumentWalk.Of(stage.Actions, "without the parents' consent", "weekly", "20 school days");
        Assert.Equal(["Home-school link worker", "SEN admin"], stage.Roles);
        Assert.Equal([LetterKind.AttendanceContract1], stage.Letters);
        Assert.Equal(
            new Monitoring(
                new MonitoringTime.SchoolDays(20), new Points(1), 10, AuthorisedIsGenuineReason: false, WhenImproved.Extend, 1),
            stage.Monitoring);
    }

    [Fact]
    public void Stage_5_is_the_referral_to_the_County()
    {
        DocumentWalk.Of(Millbrook.StageAt(5).Actions, "County Attendance Team", "penalty notice", "supervision order", "impartial");
        Assert.Equal(["Senior leadership team", "County Attendance Team"], Millbrook.StageAt(5).Roles);
        Assert.Equal([LetterKind.ReferralSummary], Millbrook.StageAt(5).Letters);
    }

    [Fact]
    public void Only_the_contract_is_monitored_for_a_time() =>
        Assert.Equal([4], Millbrook.Stages.Where(stage => stage.Monitoring is not null).Select(stage => stage.Number));

    [Fact]
    public void Persistent_absence_is_told_to_parents_and_County_and_has_a_plan()
    {
        var trigger = Millbrook.Triggers.Single(trigger => trigger.Fact == TriggerFact.PersistentAbsence);

        new DocumentWalk(trigger.Actions)
            .Part(
                "4.2", "tell the parents immediately", "pastoral", "Action Plan", "County", "Strengths and Needs", "Team Around the Family")
            .Part("Appendix 3", "at risk", "targeted", "formal conversations", "legal intervention", "social care", "siblings", Trusts)
            .End();
        Assert.Equal(1, trigger.Duty.WithinSchoolDays);
        Assert.Equal([LetterKind.AttendancePlan], trigger.Letters);
    }

    [Fact]
    public void Severe_absence_has_an_individual_plan_and_the_highest_priority()
    {
        var trigger = Millbrook.Triggers.Single(trigger => trigger.Fact == TriggerFact.SevereAbsence);

        new DocumentWalk(trigger.Actions)
            .Part("4.1", "96% or more", "highest priority", "engage")
            .Part("Appendix 3", "persistently absent", "joint approach", Trusts)
            .End();
        Assert.Equal([LetterKind.AttendancePlan], trigger.Letters);
    }

    [Fact]
    public void A_social_worker_is_told_of_an_unexplained_absence_as_everywhere_and_its_sentence_is_kept() => Assert.Contains(
        Millbrook.Cohorts.Single(cohort => cohort.Of == CohortOf.SocialWorker).Actions,
        action => action.Text.StartsWith("Inform the social worker of any unexplained absence", StringComparison.Ordinal));

    [Fact]
    public void Groups_of_its_appendix_have_their_actions()
    {
        Assert.Equal(
            [(CohortOf.Everyone, 0), (
                CohortOf.SpecialNeeds,
                5), (CohortOf.Circumstance, 5), (CohortOf.PupilPremium, 3), (CohortOf.SocialWorker, 2), (CohortOf.LookedAfter, 0)],
            Millbrook.Cohorts.Select(cohort => (cohort.Of, cohort.Actions.Count)));
    }

    [Fact]
    public void It_writes_to_parents_each_term() => Assert.True(Millbrook.WritesTermly);
}
