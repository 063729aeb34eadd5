using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Messages.HoldOuts;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Messages.Planning;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Tests.Domain.Cases.Celebrations;

namespace AttendanceFunctions.Tests.Domain.Messages.Ledger;

/// <summary>The rule of a message is asked again before it leaves: what it says must still be so.</summary>
public sealed class MayLeaveTests
{
    private static readonly Policy All = A.Policy("odbst") with
    {
        Messages =
        [
            new PolicyMessage.HalfTerm(new(Percentage.Of(95), Includes: false)), new PolicyMessage.Improvement(),
            new PolicyMessage.ThankYou(Percentage.Of(97)),
            new PolicyMessage.TermlySummary(), new PolicyMessage.WeeklySummary(),
            new PolicyMessage.TermHolidays(), new PolicyMessage.ContactDetails(),
        ],
    };

    private static readonly DateOnly November = A.Day(2025, 11, 3);

    [Fact]
    public void A_nudge_holds_while_attendance_lies_at_its_stage()
    {
        var nudge = Planned(MessageKind.Stage, November, "2025-2");

        Assert.Null(Against(nudge, Night.Unchanged));
        Assert.Equal(SuppressionReason.NoLongerInStage, Against(nudge, Night.Unchanged with { Stage = 0 }));
        Assert.Equal(SuppressionReason.NoLongerInStage, Against(nudge, Night.Unchanged with { Stage = 2 }));
        Assert.Equal(SuppressionReason.NoLongerInStage, Against(nudge, Night.Unchanged with { Stage = null }));
    }

    [Fact]
    public void The_message_of_the_half_term_holds_while_corrections_leave_attendance_below_the_line()
    {
        var nudge = Planned(MessageKind.HalfTerm, November, "2025-2");

        Assert.Null(Against(nudge, Autumn(missed: 2, possible: 20)));
        // 19 of 20 is exactly the line.
        Assert.Equal(SuppressionReason.NoLongerSo, Against(nudge, Autumn(missed: 1, possible: 20)));
        Assert.Equal(SuppressionReason.NoLongerSo, Against(nudge, Autumn(missed: 2, possible: 19)));
        // What was missed since is another half term's.
        var since = Autumn(1, 20) with
        {
            Marks = Autumn(1, 20).Marks.With(Marks.Of("IIII", November).Stated(November, November.AddDays(1)))
        };
        Assert.Equal(SuppressionReason.NoLongerSo, Against(nudge, since));
    }

    [Fact]
    public void Thanks_hold_while_attendance_stays_at_or_above_the_line()
    {
        var lastDay = A.Day(2025, 10, 24);
        var thanks = Planned(MessageKind.ThankYou, lastDay, "2025-1");

        Assert.Null(Against(thanks, Autumn(missed: 1, possible: 40), today: lastDay));
        Assert.Equal(SuppressionReason.NoLongerSo, Against(thanks, Autumn(missed: 2, possible: 40), today: lastDay));
    }

    [Fact]
    public void An_invitation_holds_while_the_case_stands_at_its_stage()
    {
        var invitation = Planned(MessageKind.Meeting, November, "2025-2-3");

        Assert.Null(Against(invitation, Night.Unchanged, CaseAt(3)));
        Assert.Equal(SuppressionReason.NoLongerSo, Against(invitation, Night.Unchanged, CaseAt(2)));
        Assert.Equal(SuppressionReason.NoLongerSo, Against(invitation, Night.Unchanged, CaseAt(0)));
        // The next step invites by itself.
        Assert.Equal(SuppressionReason.NoLongerSo, Against(invitation, Night.Unchanged, CaseAt(4)));
    }

    [Fact]
    public void An_invitation_does_not_hold_where_the_school_took_another_policy() =>
        Assert.Equal(
            SuppressionReason.NoLongerSo,
            Against(Planned(MessageKind.Meeting, November, "2025-2-3"), Night.Unchanged, CaseAt(3) with { PolicyId = "het" }));

    [Fact]
    public void An_improvement_holds_until_the_case_goes_further_down_again()
    {
        var improved = Planned(MessageKind.Improvement, November, "2025-2");
        var since = November.AddDays(1);

        Assert.Null(Against(improved, Night.Unchanged, CaseAt(1, on: improved.PlannedOn)));
        Assert.Null(Against(improved, Night.Unchanged, new Case(A.Pupil().Upn, "odbst")));
        Assert.Equal(
            SuppressionReason.NoLongerSo, Against(improved, Night.Unchanged, CaseAt(2, since, Tonight.Event(CaseEventKind.Entered, 1, 2))));
        Assert.Null(Against(improved, Night.Unchanged, CaseAt(1, since, Tonight.Event(CaseEventKind.Improved, 2, 1))));
    }

    [Theory]
    [InlineData(MessageKind.WeeklySummary, "2025-11-10", "2025-11-03")]
    [InlineData(MessageKind.TermlySummary, "2025-12-19", "2025-2")]
    public void A_summary_holds_while_there_is_a_session_to_speak_of(MessageKind rule, string day, string period)
    {
        var summary = Planned(rule, DateOnly.Parse(day, null), period);

        Assert.Null(Against(summary, Night.Unchanged with { Marks = Marks.Of("/", November) }, today: summary.FirstDay));
        Assert.Equal(SuppressionReason.NoLongerSo, Against(summary, Night.Unchanged, today: summary.FirstDay));
    }

    [Fact]
    public void A_kind_that_the_policy_gave_up_does_not_hold() => Assert.Equal(
        SuppressionReason.NoLongerSo,
        new MayLeave(A.Trust(), A.School(All with { Messages = [] }))
            .ReasonAgainst(Planned(MessageKind.ThankYou, November, "2025-2"), new(A.Pupil(), Autumn(0, 40), CaseAt(0)), November));

    public static TheoryData<MessageKind> EveryKind => [.. MessageKinds.OfNights.Values];

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void Whatever_it_says_it_does_not_leave_when_the_family_opted_out_or_people_look_after_it(MessageKind rule)
    {
        var (nudge, record, current) = Holding(rule);

        Assert.Null(Against(nudge, record, current, nudge.FirstDay));
        Assert.Equal(SuppressionReason.OptedOut, Against(nudge, record, current, nudge.FirstDay, A.Pupil() with { NudgesOff = true }));
        Assert.Equal(
            SuppressionReason.HandledByPeople,
            Against(nudge, record, current, nudge.FirstDay, A.Pupil() with { Circumstance = "bereavement" }));
        Assert.Equal(
            rule == MessageKind.Stage ? SuppressionReason.NoLongerInStage : SuppressionReason.NoLongerSo,
            Against(
                nudge, record, current, nudge.FirstDay, A.Pupil() with { OnRoll = new(DateOnly.MinValue, nudge.FirstDay.AddDays(-1)) }));
    }

    [Theory]
    [InlineData("2025-10-22", false)]
    [InlineData("2025-10-23", true)]
    public void A_nudge_waits_while_one_of_the_last_ten_possible_school_days_has_C2(string lastC2, bool waits)
    {
        var nudge = Planned(MessageKind.Stage, November, "2025-2");
        var day = DateOnly.Parse(lastC2, null);
        // The tenth weekday back from Wednesday 5 November is Thursday 23 October.
        var marks = Night.Unchanged.Marks.With(Marks.Of("/2" + new string('/', 40), day).Stated(day, A.Day(2025, 11, 5)));

        Assert.Equal(
            waits ? SuppressionReason.PartTimeTimetable : null,
            Against(nudge, Night.Unchanged with { Marks = marks }, today: A.Day(2025, 11, 5)));
    }

    [Fact]
    public void An_invitation_of_a_formal_step_does_not_leave_for_a_child_who_is_not_of_compulsory_school_age()
    {
        var (nudge, record, current) = Holding(MessageKind.Meeting);
        var young = A.Pupil() with { DateOfBirth = "2020-11-20" };

        Assert.Null(Against(nudge, record, current, November));
        Assert.Equal(SuppressionReason.NoLongerSo, Against(nudge, record, current, November, young));
        Assert.Null(Against(Planned(MessageKind.Meeting, November, "2025-2-2"), record, CaseAt(2), November, young));
    }

    [Theory]
    [InlineData(MessageKind.Stage, true)]
    [InlineData(MessageKind.HalfTerm, true)]
    [InlineData(MessageKind.Improvement, true)]
    [InlineData(MessageKind.TermlySummary, true)]
    [InlineData(MessageKind.WeeklySummary, true)]
    [InlineData(MessageKind.Meeting, false)]
    [InlineData(MessageKind.ThankYou, false)]
    public void A_step_that_people_agreed_meanwhile_keeps_back_all_but_the_invitation_and_thanks(MessageKind rule, bool keepsBack)
    {
        var (nudge, record, _) = Holding(rule);

        Assert.Equal(
            keepsBack ? SuppressionReason.CaseWithPeople : null, Against(nudge, record, CaseAt(3, on: nudge.PlannedOn), nudge.FirstDay));
    }

    [Fact]
    public void A_share_that_was_raised_meanwhile_keeps_back_messages_of_concern_and_no_others()
    {
        var held = Enumerable.Range(1, 100).Select(number => A.Pupil($"A1{number:00000000000}"))
            .First(pupil => HoldOut.Holds(All with { HoldOutPercent = 50 }, Marks.Year, pupil.Upn));

        Assert.All(MessageKinds.OfNights.Values, rule =>
        {
            var (nudge, record, current) = Holding(rule);
            Assert.Equal(
                rule.IsOfConcern() ? SuppressionReason.HeldOut : null,
                new MayLeave(A.Trust(), A.School(All with { HoldOutPercent = 50 })).ReasonAgainst(
                    nudge with { Upn = held.Upn }, new(held, record with { Night = nudge.FirstDay }, current), nudge.FirstDay));
        });
    }

    /// <summary>A planned row of a kind, with the marks and the case with which it holds.</summary>
    private static (Nudge Nudge, AttendanceRecord Record, Case Case) Holding(MessageKind rule) => rule switch
    {
        MessageKind.HalfTerm => (Planned(rule, November, "2025-2"), Autumn(2, 20), CaseAt(0)),
        MessageKind.Meeting => (Planned(rule, November, "2025-2-3"), Night.Unchanged, CaseAt(3)),
        MessageKind.ThankYou => (Planned(rule, A.Day(2025, 10, 24), "2025-1"), Autumn(0, 40), CaseAt(0)),
        MessageKind.TermlySummary => (Planned(rule, A.Day(2025, 12, 19), "2025-2"), Autumn(0, 40), CaseAt(0)),
        MessageKind.WeeklySummary => (Planned(rule, A.Day(2025, 9, 15), "2025-09-08"), Autumn(0, 40), CaseAt(0)),
        _ => (Planned(rule, November, "2025-2"), Night.Unchanged, CaseAt(0)),
    };

    private static Nudge Planned(MessageKind rule, DateOnly day, string period)
    {
        var (school, upn) = (A.School().Id, A.Pupil().Upn);
        return new(
            new(school, Marks.Year, NudgeKey.Of(TestSecret.Value, school, upn, rule, period, Channel.Text, 1)),
            upn, rule, period, Channel.Text, 1,
            day.AddDays(-3), day, day);
    }

    private static AttendanceRecord Autumn(int missed, int possible) =>
        Night.Unchanged with { Marks = Marks.Of(new string('I', missed) + new string('/', possible - missed)) };

    private static Case CaseAt(int stage, DateOnly on = default, params CaseEvent[] events) =>
        new Case(A.Pupil().Upn, "odbst") with { Step = Step.At(stage, on, default), Latest = events };

    private static SuppressionReason? Against(
        Nudge nudge, AttendanceRecord record, Case? current = null, DateOnly today = default, Pupil? pupil = null) =>
        new MayLeave(A.Trust(), A.School(All)).ReasonAgainst(
            nudge, new(pupil ?? A.Pupil(), record with { Night = nudge.FirstDay.AddDays(3) }, current ?? CaseAt(0)),
            today == default ? November : today);
}
