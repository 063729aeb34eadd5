using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Tests.Domain.Cases.Celebrations;
using AttendanceFunctions.Tests.Domain.Messages.Ledger;

namespace AttendanceFunctions.Tests.Domain.Messages.Kinds;

/// <summary>An invitation to a meeting, once people confirmed that there is to be one (domain 0.3).</summary>
public sealed class MeetingTests
{
    private static readonly DateOnly Wednesday = A.Day(2025, 9, 17);

    [Theory]
    [InlineData(CaseEventKind.Entered, 1, 2)]
    [InlineData(CaseEventKind.Entered, 0, 2)]
    [InlineData(CaseEventKind.Confirmed, 2, 3)]
    [InlineData(CaseEventKind.Confirmed, 1, 3)]
    [InlineData(CaseEventKind.Confirmed, 4, 5)]
    public void A_stage_that_invites_asks_for_it_when_it_begins(CaseEventKind kind, int from, int to) =>
        Assert.Single(Invitations(to, (kind, from, to)));

    [Theory]
    [InlineData(CaseEventKind.Entered, 0, 1)] // no meeting at Stage 1
    [InlineData(CaseEventKind.Proposed, 2, 3)]
    [InlineData(CaseEventKind.Declined, 2, 3)]
    [InlineData(CaseEventKind.Extended, 3, 3)]
    [InlineData(CaseEventKind.Confirmed, 4, 3)] // a step back
    [InlineData(CaseEventKind.Improved, 4, 2)]
    [InlineData(CaseEventKind.Moved, 0, 3)]
    [InlineData(CaseEventKind.NewYear, 3, 3)]
    public void Other_events_do_not(CaseEventKind kind, int from, int to) => Assert.Empty(Invitations(to, (kind, from, to)));

    [Fact]
    public void A_formal_stage_invites_only_when_a_person_confirmed_it()
    {
        Assert.Empty(Invitations(3, (CaseEventKind.Entered, 2, 3)));
        Assert.Single(Invitations(3, (CaseEventKind.Confirmed, 2, 3)));
    }

    [Fact]
    public void Nothing_happened_tonight_and_nobody_is_invited() => Assert.Empty(Invitations(3));

    [Fact]
    public void What_was_left_again_the_same_night_invites_nobody()
    {
        Assert.Empty(Invitations(1, (CaseEventKind.Entered, 1, 2), (CaseEventKind.Improved, 2, 1)));
        Assert.Single(Invitations(2, (CaseEventKind.Entered, 1, 2), (CaseEventKind.Proposed, 2, 3), (CaseEventKind.Due, 2, 2)));
    }

    [Fact]
    public void An_invitation_to_an_informal_stage_waits_for_a_person_whatever_the_trust_chose()
    {
        var plan = Plan.On(Wednesday) with { Automatic = [MessageKind.Meeting] };

        Assert.False(Assert.Single(Of(plan, 2, (CaseEventKind.Entered, 1, 2))).IsReleased);
        Assert.True(Assert.Single(Of(plan, 3, (CaseEventKind.Confirmed, 2, 3))).IsReleased);
        Assert.False(Assert.Single(Invitations(3, (CaseEventKind.Confirmed, 2, 3))).IsReleased);
    }

    [Fact]
    public void Each_step_invites_once_in_a_half_term_and_the_next_step_again()
    {
        var first = Assert.Single(Invitations(3, (CaseEventKind.Confirmed, 2, 3)));
        var later = Plan.On(Wednesday.AddDays(6));

        Assert.Equal(("2025-1-3", Wednesday.AddDays(1), Wednesday.AddDays(7)), (first.Period, first.FirstDay, first.LastDay));
        Assert.Empty(Of(later, 3, [first], (CaseEventKind.Confirmed, 2, 3)));
        Assert.Equal("2025-1-4", Assert.Single(Of(later, 4, [first], (CaseEventKind.Confirmed, 3, 4))).Period);
    }

    [Fact]
    public void It_does_not_take_the_place_of_a_nudge_nor_the_nudge_its()
    {
        var plan = Plan.On(Wednesday) with { CaseStage = 2, News = [Tonight.Event(CaseEventKind.Entered, 1, 2)] };

        Assert.Equal([MessageKind.Stage, MessageKind.Meeting], plan.For(Night.Worsened).Select(nudge => nudge.Kind));
    }

    [Fact]
    public void A_contract_does_not_speak_against_the_invitation_to_it_nor_does_too_little_to_say() =>
        Assert.Equal(
            NudgeState.Planned,
            Assert.Single(
                Begun(Plan.On(Wednesday))
                    .Of(MessageKind.Meeting, Night.Unchanged with { CorrectedOn = Wednesday }, A.Reading(15, 19))).State);

    [Fact]
    public void Who_opted_out_or_is_looked_after_by_people_is_not_invited_by_a_message()
    {
        Because(SuppressionReason.OptedOut, A.Pupil() with { NudgesOff = true });
        Because(SuppressionReason.HandledByPeople, A.Pupil() with { Circumstance = "long-term medical" });
        Because(SuppressionReason.NoContact, A.Pupil() with { Contacts = [] });
        Because(SuppressionReason.NoUsableAddress, A.Pupil() with { Contacts = [A.Contact(1, "01632 960001")] });
    }

    [Fact]
    public void An_invitation_that_reached_nobody_is_planned_when_the_roster_has_a_number_and_the_case_stands_where_it_stood()
    {
        var nobody = Begun(Plan.On(Wednesday) with { Pupil = A.Pupil() with { Contacts = [] } })
            .Of(MessageKind.Meeting, Night.Unchanged, Plan.Stage1);
        var next = Plan.On(Wednesday.AddDays(1));

        Assert.Equal(NudgeState.Planned, Assert.Single(Of(next, 3, nobody)).State);
        Assert.Empty(Of(next, 4, nobody));
        Assert.Empty(Of(next, 3, [.. nobody.Select(row => row.Stored(reason: SuppressionReason.OptedOut))]));
    }

    private static Plan Begun(Plan plan) => plan with { CaseStage = 3, News = [Tonight.Event(CaseEventKind.Confirmed, 2, 3)] };

    private static IReadOnlyList<Nudge> Invitations(int stage, params (CaseEventKind Kind, int From, int To)[] events) =>
        Of(Plan.On(Wednesday), stage, events);

    private static IReadOnlyList<Nudge> Of(Plan plan, int stage, params (CaseEventKind Kind, int From, int To)[] events) =>
        Of(plan, stage, [], events);

    private static IReadOnlyList<Nudge> Of(
        Plan plan, int stage, IReadOnlyList<Nudge> inLedger, params (CaseEventKind Kind, int From, int To)[] events) =>
        (plan with { CaseStage = stage, News = [.. events.Select(happened => Tonight.Event(happened.Kind, happened.From, happened.To))] })
            .Of(MessageKind.Meeting, Night.Unchanged, Plan.Stage1, [.. inLedger]);

    private static void Because(SuppressionReason? reason, Pupil pupil)
    {
        var row = Assert.Single(Begun(Plan.On(Wednesday) with { Pupil = pupil }).Of(MessageKind.Meeting, Night.Unchanged, Plan.Stage1));
        Assert.Equal((NudgeState.Suppressed, reason), (row.State, row.Reason));
    }
}
