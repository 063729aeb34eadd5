using System.Globalization;
using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Tests.Domain.Policies.Packs;

/// <summary>ODBST Graduated Attendance Strategy 2023-24, from top to bottom.</summary>
public sealed class OdbstPackTests
{
    private static readonly Policy Odbst = A.Policy("odbst");

    [Fact]
    public void Its_principles_and_its_celebrations_are_what_every_pupil_is_owed()
    {
        new DocumentWalk(Odbst.Top.Actions)
            .Part(
                "Our Guiding Principles", "everyone's responsibility", "single attendance policy", "website", "national", "families",
                "best interests",
                "curriculum", "97%", "celebrate high attendance", "improvements", "swiftly", "support and challenge", "genuine concern",
                "SEND", "part-time",
                "medical", "travelling", "missing from education", "comply")
            .Part("Celebrate and sustain", "every improvement", "every day and on time", "thank parents")
            .Part("Appendices: resources for use at all stages", "Early Help")
            .End();
        Assert.Equal(["All staff"], Odbst.Top.Roles);
        Assert.Equal(Percentage.Of(97), Odbst.Target);
        Assert.Equal(new Celebration(Individuals: true, Classes: true, LeavesOutCircumstances: false), Odbst.Celebration);
    }

    [Fact]
    public void Every_row_of_its_table_has_its_stage_descriptor_days_and_hours()
    {
        var rows = Embedded.Figures("odbst-time-lost.csv");

        Assert.Equal(21, rows.Count);
        Assert.All(rows, row =>
        {
            var numbers = row[..5].Select(cell => int.Parse(cell, CultureInfo.InvariantCulture)).ToArray();
            var (percent, band) = (Percentage.Of(numbers[0]), Odbst.BandOf(Rate.Of(numbers[0], 100)));

            Assert.Equal((numbers[4], row[5]), (band.Stage, band.Descriptor));
            Assert.Equal(
                ((decimal)numbers[1], (decimal)numbers[2], (decimal)numbers[3]),
                (Odbst.FullYear.DaysPresent(percent), Odbst.FullYear.DaysAbsent(percent), Odbst.FullYear.HoursLost(percent)));
        });
    }

    [Theory]
    [InlineData(19, 380, "95.0", 1)]
    [InlineData(18, 380, "95.3", 0)]
    [InlineData(10, 201, "95.0", 0)]
    [InlineData(16, 200, "92.0", 2)]
    [InlineData(16, 201, "92.0", 1)]
    [InlineData(20, 200, "90.0", 3)]
    [InlineData(20, 201, "90.0", 2)]
    [InlineData(30, 200, "85.0", 4)]
    [InlineData(60, 401, "85.0", 3)]
    [InlineData(40, 200, "80.0", 5)]
    [InlineData(80, 401, "80.0", 4)]
    public void Each_edge_is_that_of_the_exact_rate_and_not_of_the_printed_one(int missed, int possible, string printed, int stage)
    {
        var rate = Rate.Of(possible - missed, possible);

        Assert.Equal((printed, stage), (rate.ToString(), Odbst.BandOf(rate).Stage));
    }

    [Fact]
    public void From_80_percent_down_there_is_one_stage_for_severe_absence_too() =>
        Assert.Equal([5, 5, 5], new[] { 80, 50, 0 }.Select(attended => Odbst.BandOf(Rate.Of(attended, 100)).Stage));

    [Fact]
    public void Below_the_target_but_above_95_percent_is_still_good()
    {
        var band = Odbst.BandOf(Rate.Of(96, 100));

        Assert.Equal((0, "Celebrate and sustain", "Good"), (band.Stage, band.Name, band.Descriptor));
    }

    [Fact]
    public void It_looks_every_night_and_proposes_one_contract_after_the_other()
    {
        var ladder = Assert.IsType<Ladder.ByBand>(Odbst.Ladder);

        Assert.Equal((ReviewSchedule.Nightly, true), (ladder.Schedule, ladder.OneFormalStepAtATime));
        Assert.Equal(3, Odbst.FirstFormalStage);
    }

    [Fact]
    public void Stage_1_is_a_pleasant_nudge()
    {
        var stage = Odbst.StageAt(1);

        DocumentWalk.Of(stage.Actions, "text or letter", "improvement", "pupil voice", "meet and greet");
        Assert.Equal(["Teachers and tutors"], stage.Roles);
        Assert.Equal([LetterKind.ConcernLetter], stage.Letters);
        Assert.True(stage.Nudges);
    }

    [Fact]
    public void Stage_2_engages_the_parents_and_says_so_when_it_helped()
    {
        var stage = Odbst.StageAt(2);

        DocumentWalk.Of(stage.Actions, "at risk of persistent absence", "meeting about the reasons", "target", "external agencies");
        Assert.Equal(["Attendance leaders", "Attendance officers"], stage.Roles);
        Assert.Equal([LetterKind.MeetingInvitation, LetterKind.MeetingRecord], stage.Letters);
        Assert.Equal([LetterKind.ImprovementLetter], stage.LettersOnImprovement);
        Assert.False(stage.NeedsPerson);
    }

    [Fact]
    public void Stage_3_is_the_first_contract()
    {
        var stage = Odbst.StageAt(3);

        DocumentWalk.Of(stage.Actions, "meeting with leaders", "attendance contract", "4 weeks", "external agencies");
        Assert.Equal(["Leaders in school"], stage.Roles);
        Assert.Equal([LetterKind.AttendanceContract1], stage.Letters);
    }

    [Fact]
    public void Stage_4_is_the_second_contract_and_the_final_warning()
    {
        var stage = Odbst.StageAt(4);

        DocumentWalk.Of(stage.Actions, "headteacher", "Contract 2", "target", "final warning", "4 weeks", "advice on referral");
        Assert.Equal(["Headteacher"], stage.Roles);
        Assert.Equal([LetterKind.HeadteacherInvitation, LetterKind.AttendanceContract2, LetterKind.FinalWarning], stage.Letters);
    }

    [Fact]
    public void Stage_5_is_the_referral_and_the_third_contract()
    {
        var stage = Odbst.StageAt(5);

        DocumentWalk.Of(stage.Actions, "refer the pupil", "trust's attendance lead", "Review Contract 2", "prosecution", "Contract 3");
        Assert.Equal(["Local authority", "Trust attendance lead", "Leaders in school"], stage.Roles);
        Assert.Equal(
            [
                LetterKind.ReferralSummary, LetterKind.ReferralMeetingInvitation, LetterKind.PartnerInvitation,
                LetterKind.AttendanceContract3,
            ],
            stage.Letters);
    }

    [Fact]
    public void Each_contract_is_monitored_for_4_weeks_and_closes_when_attendance_improved() => Assert.All([3, 4, 5], stage => Assert.Equal(
        new Monitoring(
            new MonitoringTime.Weeks(4, 10), new Points(300), 10, AuthorisedIsGenuineReason: true, WhenImproved.Close, int.MaxValue),
        Odbst.StageAt(stage).Monitoring));

    [Fact]
    public void Each_stage_has_something_due() =>
        Assert.Equal([5, 10, 10, 10, 10], Odbst.Stages.Select(stage => Assert.Single(stage.Duties).WithinSchoolDays));

    [Fact]
    public void Buckinghamshire_has_forms_of_its_own_and_Milton_Keynes_one_format()
    {
        LetterKind[] contracts = [LetterKind.AttendanceContract1, LetterKind.AttendanceContract2, LetterKind.AttendanceContract3];
        LetterKind[] both = [LetterKind.MeetingInvitation, LetterKind.ImprovementLetter, .. contracts, LetterKind.HeadteacherInvitation];

        Assert.Equal([.. both, LetterKind.ReferralSummary], FormsOf("Buckinghamshire").Select(form => form.Letter));
        Assert.Equal(both, FormsOf("Milton Keynes").Select(form => form.Letter));
        DocumentWalk.Of(
            [.. FormsOf("Buckinghamshire").Select(form => form.Form)], "1A", "1B", "with reviews", "with reviews", "with reviews",
            "headteacher", "Attendance Team");
        Assert.Single(FormsOf("Milton Keynes").Select(form => form.Form).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void Formal_steps_go_on_in_September() =>
        Assert.Equal(new YearEndRules(KeepsFormalSteps: true, FocusFamilies: false), Odbst.YearEnd);

    private static IEnumerable<LocalForm> FormsOf(string authority) => Odbst.LocalForms.Where(form => form.LocalAuthority == authority);
}
