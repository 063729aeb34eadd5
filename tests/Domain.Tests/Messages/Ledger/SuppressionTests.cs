using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Messages.Planning;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Tests.Domain.Messages.Ledger;

/// <summary>Why a nudge that is due is not sent (domain 0.7, 0.9); the reason stands in the ledger.</summary>
public sealed class SuppressionTests
{
    private static readonly DateOnly Wednesday = A.Day(2025, 9, 17);
    private static readonly Plan Due = Plan.On(Wednesday);

    [Fact]
    public void A_family_with_whom_people_agreed_a_step_gets_none() =>
        Assert.Equal(SuppressionReason.CaseWithPeople, Assert.Single((Due with { CaseStage = 3 }).For(Night.Worsened)).Reason);

    [Fact]
    public void A_family_that_opted_out_gets_none() => Because(SuppressionReason.OptedOut, A.Pupil() with { NudgesOff = true });

    [Theory]
    [InlineData("bereavement")]
    [InlineData("long-term medical")]
    [InlineData("part-time timetable")]
    [InlineData("child protection")]
    public void A_circumstance_on_file_is_for_people(string circumstance) =>
        Because(SuppressionReason.HandledByPeople, A.Pupil() with { Circumstance = circumstance });

    [Fact]
    public void A_pupil_with_a_social_worker_is_for_people() =>
        Because(
            SuppressionReason.HandledByPeople, A.Pupil() with { Characteristics = A.Pupil().Characteristics with { SocialWorker = true } });

    [Fact]
    public void A_looked_after_child_is_for_people() =>
        Because(
            SuppressionReason.HandledByPeople, A.Pupil() with { Characteristics = A.Pupil().Characteristics with { LookedAfter = true } });

    [Fact]
    public void Without_any_contact_there_is_nobody_to_write_to() => Because(SuppressionReason.NoContact, A.Pupil() with { Contacts = [] });

    [Fact]
    public void A_contact_without_parental_responsibility_is_not_written_to() => Because(
        SuppressionReason.NoContact, A.Pupil() with { Contacts = [A.Contact(1, mobile: "07700 900001", parentalResponsibility: false)] });

    [Theory]
    [InlineData("", "")]
    [InlineData("01632 960001", "")]
    [InlineData("07700", "parent at example.org")]
    public void A_parent_without_a_usable_address_cannot_be_written_to(string mobile, string email) =>
        Because(SuppressionReason.NoUsableAddress, A.Pupil() with { Contacts = [A.Contact(1, mobile, email)] });

    [Fact]
    public void A_usable_address_of_someone_else_does_not_serve() => Because(SuppressionReason.NoUsableAddress, A.Pupil() with
    {
        Contacts = [A.Contact(1), A.Contact(2, mobile: "07700 900002", parentalResponsibility: false)],
    });

    [Fact]
    public void Nineteen_sessions_are_too_early_and_twenty_are_not()
    {
        Because(SuppressionReason.TooEarly, Assert.Single(Plan.On(A.Day(2025, 9, 2)).For(Night.Unchanged, A.Reading(18, 19))));
        Assert.Equal(NudgeState.Planned, Assert.Single(Plan.On(A.Day(2025, 9, 2)).For(Night.Unchanged, A.Reading(19, 20))).State);
    }

    [Fact]
    public void A_mark_that_was_changed_today_waits_until_tomorrow()
    {
        Because(SuppressionReason.MarkChangedToday, Assert.Single(Due.For(Night.Worsened with { CorrectedOn = Wednesday })));
        Assert.Equal(NudgeState.Planned, Assert.Single(Due.For(Night.Worsened with { CorrectedOn = Wednesday.AddDays(-1) })).State);
    }

    [Fact]
    public void A_suppressed_row_goes_to_nobody()
    {
        var row = Assert.Single((Due with { Pupil = A.Pupil() with { NudgesOff = true } }).For(Night.Worsened));

        Assert.Equal((NudgeState.Suppressed, Channel.None, 0), (row.State, row.Channel, row.ContactSlot));
    }

    [Fact]
    public void Opting_out_comes_before_every_other_reason() =>
        Because(SuppressionReason.OptedOut, A.Pupil() with { NudgesOff = true, Circumstance = "bereavement", Contacts = [] });

    [Fact]
    public void A_rate_that_only_unsettled_N_of_the_last_five_school_days_pushes_over_the_line_is_not_written_about()
    {
        // 95 of 100 is Stage 1; with the N of today attended it would be 96.
        Because(SuppressionReason.UnsettledN, Assert.Single(Unsettled("N", since: Wednesday)));
        // Thursday the week before is the fifth school day back.
        Because(SuppressionReason.UnsettledN, Assert.Single(Unsettled("N", since: Wednesday.AddDays(-6))));
    }

    [Fact]
    public void An_N_of_the_sixth_school_day_back_is_settled() =>
        Assert.Equal(NudgeState.Planned, Assert.Single(Unsettled("N", since: A.Day(2025, 9, 9))).State);

    [Fact]
    public void Another_absence_of_the_last_days_is_no_unsettled_N() =>
        Assert.Equal(NudgeState.Planned, Assert.Single(Unsettled("OGUI", since: Wednesday.AddDays(-1))).State);

    [Fact]
    public void An_N_without_which_the_stage_is_the_same_does_not_hold_the_nudge_back() =>
        Assert.Equal(
            NudgeState.Planned,
            Assert.Single(Due.For(Night.Worsened with { Marks = Marks.Of("N", Wednesday) }, A.Reading(93, 100))).State);

    [Fact]
    public void An_N_that_attended_would_bring_the_rate_exactly_to_the_line_decides_by_what_the_line_includes()
    {
        // ODBST's Stage 1 is at or below 95%: 95 of 100 is still in it.
        Assert.Equal(
            NudgeState.Planned, Assert.Single(Due.For(Night.Worsened with { Marks = Marks.Of("N", Wednesday) }, A.Reading(94, 100))).State);
        var below = A.Policy("odbst") with
        {
            Ladder = new Ladder.ByBand([new(Percentage.Of(95), Includes: false)], ReviewSchedule.Nightly, OneFormalStepAtATime: true)
        };
        Because(
            SuppressionReason.UnsettledN,
            Assert.Single(
                Plan.On(Wednesday, below).For(Night.Worsened with { Marks = Marks.Of("N", Wednesday) }, A.Reading(94, 100, below))));
    }

    [Fact]
    public void Only_an_N_since_admission_counts_because_only_that_is_in_the_rate()
    {
        var odbst = A.Policy("odbst");
        var lenient = odbst with
        {
            Stages = [odbst.Stages[0]],
            Ladder = new Ladder.ByBand([new(Percentage.Of(99), Includes: true)], ReviewSchedule.Nightly, OneFormalStepAtATime: true),
        };
        var newcomer = A.Pupil() with { OnRoll = new(Wednesday.AddDays(-1), DateOnly.MaxValue) };
        var reading = lenient.StatusOf(A.Tally(attended: 3, possible: 4), minimumPossible: 4);
        var plan = Plan.On(Wednesday, lenient) with { Pupil = newcomer };

        Assert.Equal(
            NudgeState.Planned,
            Assert.Single(plan.For(Night.Worsened with { Marks = Marks.Of("NN//O/", Wednesday.AddDays(-2)) }, reading)).State);
    }

    [Theory]
    [InlineData(SuppressionReason.TooEarly, true)]
    [InlineData(SuppressionReason.UnsettledN, true)]
    [InlineData(SuppressionReason.MarkChangedToday, true)]
    [InlineData(SuppressionReason.NoContact, true)]
    [InlineData(SuppressionReason.NoUsableAddress, true)]
    [InlineData(SuppressionReason.OptedOut, false)]
    [InlineData(SuppressionReason.HandledByPeople, false)]
    [InlineData(SuppressionReason.NotOnAllowList, false)]
    [InlineData(SuppressionReason.NoLongerInStage, false)]
    [InlineData(SuppressionReason.NoLongerSo, false)]
    [InlineData(SuppressionReason.CaseWithPeople, false)]
    [InlineData(null, false)]
    public void A_passing_reason_is_looked_at_again_on_the_nights_that_follow(SuppressionReason? reason, bool passing)
    {
        var suppressed = Assert.Single(Due.For(Night.Worsened))
            .Stored(state: NudgeState.Suppressed, reason: reason) with
        { PlannedOn = Wednesday.AddDays(-1) };

        Assert.Equal(passing, reason.IsPassing());
        Assert.Equal(passing ? 1 : 0, Due.For(Night.Unchanged, suppressed).Count);
    }

    [Fact]
    public void The_reasons_of_the_roster_are_asked_again_before_a_message_leaves()
    {
        Assert.Null(MayLeave.ReasonAgainst(A.Pupil()));
        Assert.Equal(SuppressionReason.OptedOut, MayLeave.ReasonAgainst(A.Pupil() with { NudgesOff = true }));
        Assert.Equal(SuppressionReason.HandledByPeople, MayLeave.ReasonAgainst(A.Pupil() with { Circumstance = "bereavement" }));
    }

    private static IReadOnlyList<Nudge> Unsettled(string marks, DateOnly since) =>
        Due.For(Night.Worsened with { Marks = Marks.Of(marks, since) }, A.Reading(95, 100));

    private static void Because(SuppressionReason? reason, Pupil pupil) =>
        Because(reason, Assert.Single((Due with { Pupil = pupil }).For(Night.Worsened)));

    private static void Because(SuppressionReason? reason, Nudge nudge) =>
        Assert.Equal((NudgeState.Suppressed, reason), (nudge.State, nudge.Reason));
}
