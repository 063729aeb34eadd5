using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;
using static AttendanceFunctions.Tests.Domain.Policies.PolicyFile;

namespace AttendanceFunctions.Tests.Domain.Policies;

/// <summary>Every name of a policy file is read to what it means.</summary>
public sealed class PolicyPartsTests
{
    private static readonly Policy Full = Sound(FullByBand);

    [Theory]
    [InlineData(Smallest)]
    [InlineData(FullByBand)]
    [InlineData(FullByProcess)]
    public void Nothing_in_these_files_is_passed_over(string file) =>
        Assert.Empty(Assert.IsType<Checked<Policy>.Valid>(PolicyReader.Read(file)).Remarks);

    [Fact]
    public void What_is_left_out_has_a_safe_default()
    {
        var policy = Sound(Smallest);

        Assert.Equal(
            (ReviewSchedule.Nightly, true),
            policy.Ladder is Ladder.ByBand ladder ? (ladder.Schedule, ladder.OneFormalStepAtATime) : default);
        Assert.Equal(28, policy.AskAgainAfterDays);
        Assert.Equal(DayCount.WholeDays, policy.FullYear.Days);
        Assert.Equal(new Celebration(Individuals: true, Classes: true, LeavesOutCircumstances: false), policy.Celebration);
        Assert.Equal(new YearEndRules(KeepsFormalSteps: true, FocusFamilies: false), policy.YearEnd);
        Assert.False(policy.WritesTermly);
        Assert.False(policy.WritesHalfTermly);
        Assert.Empty(policy.Triggers);
        Assert.Empty(policy.Cohorts);
        Assert.Empty(policy.LocalForms);
        Assert.Empty(policy.Messages);
        Assert.Equal(0, policy.HoldOutPercent);
        Assert.Empty(policy.Top.Actions);
        Assert.Empty(policy.Top.Roles);
        Assert.All(policy.Stages, stage =>
        {
            Assert.Empty(stage.Actions);
            Assert.Empty(stage.Roles);
            Assert.Empty(stage.Duties);
            Assert.False(stage.Invites);
            Assert.Empty(stage.Letters.Concat(stage.LettersOnImprovement));
            Assert.Equal((null, null), (stage.Review, stage.Monitoring));
        });
    }

    [Fact]
    public void A_time_of_monitoring_is_enough_and_the_rest_has_defaults() => Assert.Equal(
        new Monitoring(
            new MonitoringTime.SchoolDays(20), new Points(300), 10, AuthorisedIsGenuineReason: false, WhenImproved.Close, int.MaxValue),
        Sound(FullByProcess).StageAt(2).Monitoring);

    [Fact]
    public void The_top_tier_has_words_actions_and_roles()
    {
        Assert.Equal(
            [new Descriptor(Percentage.Of(98), Includes: false, "Excellent"), new Descriptor(Percentage.Of(96.5m), Includes: true, "Good")],
            Full.Top.Descriptors);
        Assert.Equal(
            [
                new PolicyAction(
                    "Greet every child", ActionSubject.Family, "Office", ActionDue.Weekly, new Fulfilment.ByReview(),
                    CompulsoryAgeOnly: false),
                new PolicyAction(
                    "Say thank you", ActionSubject.School, "", ActionDue.Always, new Fulfilment.ByMessage(MessageKind.WeeklySummary),
                    CompulsoryAgeOnly: false),
            ],
            Full.Top.Actions);
        Assert.Equal(["All staff"], Full.Top.Roles);
    }

    [Fact]
    public void Above_and_at_or_above_differ_at_the_rate_itself() => Assert.Equal(
        ["Excellent", "Good", "Good"], new[] { 9801, 9800, 9650 }.Select(attended => Full.BandOf(Rate.Of(attended, 10_000)).Descriptor));

    [Fact]
    public void A_ladder_by_band_has_its_rhythm_and_its_way_of_stepping()
    {
        var ladder = Assert.IsType<Ladder.ByBand>(Full.Ladder);

        Assert.Equal((ReviewSchedule.EndOfHalfTerm, false, 14), (ladder.Schedule, ladder.OneFormalStepAtATime, Full.AskAgainAfterDays));
    }

    [Fact]
    public void A_ladder_by_process_has_an_entry_and_an_exit()
    {
        var policy = Sound(FullByProcess);

        Assert.Equal(
            new Ladder.ByProcess(new(Percentage.Of(92), Includes: false), Percentage.Of(92.5m), ReviewSchedule.Weekly), policy.Ladder);
        Assert.Equal([1, 2, 3], policy.Stages.Select(stage => stage.Number));
        Assert.Equal(2, policy.FirstFormalStage);
        Assert.Equal(
            [StepCondition.NotHigher, StepCondition.Lower], policy.Stages.Skip(1).Select(stage => stage.BeginsWhen));
    }

    [Fact]
    public void An_entry_may_include_its_rate() => Assert.Equal(
        new Threshold(Percentage.Of(92), Includes: true),
        Assert.IsType<Ladder.ByProcess>(Sound(With(FullByProcess, json =>
        {
            json["ladder"]!.AsObject().Remove("enterBelow");
            json["ladder"]!["enterAtOrBelow"] = 92;
        })).Ladder).Enter);

    [Fact]
    public void A_stage_has_all_its_lists()
    {
        var stage = Full.StageAt(1);

        Assert.Equal(
            [
                ("Ring home", new Fulfilment.ByReview(), false),
                ("Write it down", new Fulfilment.ByOutput(ProductOutput.StageReview), false),
                ("Send the letter", new Fulfilment.ByLetter(LetterKind.ConcernLetter), true),
            ],
            stage.Actions.Select(action => (action.Text, action.Fulfilment, action.CompulsoryAgeOnly)));
        Assert.All(stage.Actions, action => Assert.Equal((ActionSubject.Pupil, ActionDue.Start), (action.Subject, action.Due)));
        Assert.Equal(["Class teacher", "Office"], stage.Roles);
        Assert.Equal([
                new DutyRule("Ring home", 5, CompulsoryAgeOnly: false), new DutyRule("Write it down", 0, CompulsoryAgeOnly: true),
            ], stage.Duties);
        Assert.Equal([LetterKind.ConcernLetter], stage.Letters);
        Assert.Equal([LetterKind.ImprovementLetter], stage.LettersOnImprovement);
        Assert.Equal(StageReview.Weekly, stage.Review);
        Assert.Equal([LetterKind.MeetingInvitation, LetterKind.AttendanceContract1], Full.StageAt(2).Letters);
        Assert.Equal(StageReview.EndOfHalfTerm, Full.StageAt(2).Review);
        Assert.Equal([true, false], Full.Stages.Select(stage => stage.Invites));
    }

    [Fact]
    public void Messages_to_parents_have_their_kind_and_its_line()
    {
        Assert.Equal(
            [new PolicyMessage.HalfTerm(new(Percentage.Of(95.5m), Includes: false)), new PolicyMessage.WeeklySummary()], Full.Messages);
        Assert.Equal(
            [
                new PolicyMessage.HalfTerm(new(Percentage.Of(95), Includes: true)), new PolicyMessage.Improvement(),
                new PolicyMessage.ThankYou(Percentage.Of(97.5m)), new PolicyMessage.TermlySummary(),
            ],
            Sound(FullByProcess).Messages);
    }

    [Fact]
    public void A_log_has_the_kinds_of_every_policy_and_those_that_this_one_names()
    {
        Assert.Equal(["Conversation", "Call", "Visit", "Meeting", "Agency", "Note", "Joint approach", "Key adult"], EntryKinds.Of(Full));
        Assert.Equal("Key adult", EntryKinds.Find(Full, " key ADULT "));
        Assert.Null(EntryKinds.Find(Full, "Fax"));
    }

    [Fact]
    public void A_share_of_pupils_may_be_held_out() => Assert.Equal(20, Full.HoldOutPercent);

    [Fact]
    public void Monitoring_has_all_its_numbers()
    {
        Assert.Equal(
            new Monitoring(new MonitoringTime.Weeks(6, 12), new Points(250), 12, AuthorisedIsGenuineReason: true, WhenImproved.Extend, 2),
            Full.StageAt(2).Monitoring);
        Assert.Equal(new MonitoringTime.HalfTerms(1), Sound(FullByProcess).StageAt(3).Monitoring!.Time);
    }

    [Fact]
    public void A_trigger_has_a_fact_and_what_it_asks_for()
    {
        var (dip, severe) = (Full.Triggers[0], Full.Triggers[1]);

        Assert.Equal((TriggerFact.Dip, "A dip", new Points(150)), (dip.Fact, dip.Name, dip.Fall));
        Assert.Equal(["Ask why", "Tutor"], dip.Actions.Select(action => action.Text).Concat(dip.Roles));
        Assert.Equal((3, "Key adult"), (dip.Actions[0].WithinSchoolDays, dip.Actions[0].EntryKind));
        Assert.Equal(new DutyRule("Ask why", 2, CompulsoryAgeOnly: false), dip.Duty);
        Assert.Equal([LetterKind.AttendancePlan], dip.Letters);
        Assert.Equal(
            (TriggerFact.SevereAbsence, default, new DutyRule("Make a plan", 10, CompulsoryAgeOnly: false)),
            (severe.Fact, severe.Fall, severe.Duty));
    }

    [Fact]
    public void A_trigger_about_contacts_says_how_many_people_it_asks_for()
    {
        var contacts = Full.Triggers.Single(trigger => trigger.Fact == TriggerFact.Contacts);

        Assert.Equal(new ContactsAsked(Parents: 1, People: 2), contacts.Contacts);
        Assert.All(Full.Triggers.Where(trigger => trigger != contacts), trigger => Assert.Null(trigger.Contacts));
    }

    [Fact]
    public void Cohorts_celebration_September_letters_forms_and_time_are_read()
    {
        Assert.Equal([("Year", CohortOf.YearGroup), ("Plans", CohortOf.Plan)], Full.Cohorts.Select(cohort => (cohort.Name, cohort.Of)));
        Assert.Equal(["Compare"], Full.Cohorts[0].Actions.Select(action => action.Text));
        Assert.Equal(new Celebration(Individuals: false, Classes: false, LeavesOutCircumstances: true), Full.Celebration);
        Assert.Equal(new YearEndRules(KeepsFormalSteps: false, FocusFamilies: true), Full.YearEnd);
        Assert.True(Full.WritesTermly);
        Assert.True(Full.WritesHalfTermly);
        Assert.Equal([new LocalForm("Oxfordshire", LetterKind.ReferralSummary, "Form 7")], Full.LocalForms);
        Assert.Equal(new FullYear(195, 5.5m, DayCount.ExactDays), Full.FullYear);
        Assert.Equal(new NudgeDays(false, false), Full.NudgeDays);
        Assert.Equal(Percentage.Of(96.5m), Full.Target);
    }
}
