using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Messages.HoldOuts;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Tests.Domain.Cases.Celebrations;

namespace AttendanceFunctions.Tests.Domain.Messages.Ledger;

/// <summary>What the ledger says of a pupil in the hold-out: planned like the others, and not sent.</summary>
public sealed class HeldOutNudgeTests
{
    private static readonly DateOnly Wednesday = A.Day(2025, 9, 17);

    private static readonly Policy Half = A.Policy("odbst") with { HoldOutPercent = 50 };

    /// <summary>A pupil who is in it, and one who is not.</summary>
    private static readonly Pupil In = Pupil(isIn: true);

    private static readonly Pupil Out = Pupil(isIn: false);

    private static readonly Plan Due = Plan.On(Wednesday, Half) with { Pupil = In };

    [Fact]
    public void The_nudge_of_a_pupil_in_it_is_one_row_to_nobody_with_the_days_on_which_it_would_have_left()
    {
        var (held, sent) = (Assert.Single(Due.For(Night.Worsened)), Assert.Single((Due with { Pupil = Out }).For(Night.Worsened)));

        Assert.Equal(
            (NudgeState.Suppressed, SuppressionReason.HeldOut, Channel.None, 0), (held.State, held.Reason, held.Channel, held.ContactSlot));
        Assert.Equal((sent.FirstDay, sent.LastDay, sent.Period), (held.FirstDay, held.LastDay, held.Period));
        Assert.Equal(NudgeState.Planned, sent.State);
    }

    [Fact]
    public void Two_parents_make_it_one_row_all_the_same() =>
        Assert.Single(
            (Due with { Pupil = In with { Contacts = [A.Contact(1, "07700 900001"), A.Contact(2, "07700 900002")] } }).For(Night.Worsened));

    [Fact]
    public void It_is_the_pupils_one_nudge_of_that_half_term_and_the_next_half_term_has_its_own()
    {
        var held = Assert.Single(Due.For(Night.Worsened));

        Assert.Empty((Due with { Night = Wednesday.AddDays(6) }).For(Night.Worsened, held));
        Assert.Equal(
            SuppressionReason.HeldOut, Assert.Single((Due with { Night = A.Day(2025, 10, 24) }).For(Night.Unchanged, held)).Reason);
    }

    [Fact]
    public void It_stays_so_when_the_policy_gives_the_hold_out_up_in_the_middle_of_the_half_term()
    {
        var held = Assert.Single(Due.For(Night.Worsened));

        Assert.Empty((Plan.On(Wednesday.AddDays(6)) with { Pupil = In }).For(Night.Worsened, held));
    }

    [Fact]
    public void Only_who_would_have_been_written_to_is_held_out()
    {
        Assert.Equal(
            SuppressionReason.OptedOut, Assert.Single((Due with { Pupil = In with { NudgesOff = true } }).For(Night.Worsened)).Reason);
        Assert.Equal(
            SuppressionReason.NoContact, Assert.Single((Due with { Pupil = In with { Contacts = [] } }).For(Night.Worsened)).Reason);
        Assert.Equal(SuppressionReason.MarkChangedToday, Assert.Single(Due.For(Night.Worsened with { CorrectedOn = Wednesday })).Reason);
    }

    [Fact]
    public void The_message_of_the_half_term_is_held_out_too()
    {
        var policy = Half with { Messages = [new PolicyMessage.HalfTerm(new(Percentage.Of(95), Includes: false))] };
        var record = Night.Unchanged with { Marks = Marks.Of("II" + new string('/', 18)) };
        var held = Assert.Single((Plan.On(A.Day(2025, 10, 24), policy) with { Pupil = In }).For(record));

        Assert.Equal((MessageKind.HalfTerm, SuppressionReason.HeldOut), (held.Kind, held.Reason));
    }

    [Fact]
    public void An_invitation_is_never_held_out()
    {
        var plan = Due with { CaseStage = 3, News = [Tonight.Event(CaseEventKind.Confirmed, 2, 3)] };

        Assert.Equal(NudgeState.Planned, Assert.Single(plan.Of(MessageKind.Meeting, Night.Unchanged, Plan.Stage1)).State);
    }

    private static Pupil Pupil(bool isIn) => Enumerable.Range(1, 100)
        .Select(number => A.Pupil($"A1{number:00000000000}"))
        .First(pupil => HoldOut.Holds(Half, Marks.Year, pupil.Upn) == isIn);
}
