using AttendanceFunctions.Domain.Messages.Ledger;
using static AttendanceFunctions.Domain.Messages.Ledger.NudgeState;

namespace AttendanceFunctions.Tests.Domain.Messages.Ledger;

public sealed class NudgeStateTests
{
    private static readonly NudgeState[] All = Enum.GetValues<NudgeState>();

    /// <summary>Every move that the ledger allows; every other one is refused.</summary>
    private static readonly Dictionary<NudgeState, NudgeState[]> Allowed = new()
    {
        [Planned] = [Planned, Joined, Claimed, Suppressed, Withheld, Expired, Delivered],
        [Joined] = [Planned, Joined, Accepted, Delivered, Undeliverable, Failed, Unknown, Suppressed, Withheld, Expired],
        [Claimed] = [Planned, Accepted, Delivered, Undeliverable, Failed, Unknown],
        [Accepted] = [Delivered, Undeliverable],
        [Unknown] = [Planned, Accepted, Delivered, Undeliverable, Failed],
        [Delivered] = [],
        [Undeliverable] = [],
        [Failed] = [],
        [Suppressed] = [],
        [Withheld] = [],
        [Expired] = [],
    };

    [Fact]
    public void The_ledger_allows_these_moves_and_no_others()
    {
        foreach (var from in All)
        {
            Assert.Equal(Allowed[from].Order(), All.Where(to => from.MayBecome(to)));
        }
    }

    [Fact]
    public void Only_a_planned_row_may_be_claimed() => Assert.Equal([Planned], All.Where(from => from.MayBecome(Claimed)));

    [Fact]
    public void A_final_state_is_one_that_is_never_left() =>
        Assert.All(All, state => Assert.Equal(!All.Any(to => state.MayBecome(to)), state.IsFinal()));

    [Fact]
    public void What_may_have_left_can_only_be_planned_again_where_the_provider_or_a_person_said_so() =>
        Assert.Equal([Claimed, Unknown], All.Where(state => state.MayHaveLeft() && state.MayBecome(Planned)));

    [Fact]
    public void A_parent_counts_as_written_to_once_a_message_may_have_left() =>
        Assert.Equal([Claimed, Accepted, Delivered, Undeliverable, Unknown], All.Where(state => state.MayHaveLeft()));

    [Fact]
    public void A_report_that_a_message_arrived_settles_whatever_is_not_final() =>
        Assert.All(All, state => Assert.Equal(state.IsFinal() ? state : Delivered, state.AfterReport(hasArrived: true)));

    [Fact]
    public void A_report_that_a_message_cannot_arrive_settles_what_may_have_left_and_leaves_what_is_to_leave_again() =>
        Assert.Equal(
            [Claimed, Accepted, Unknown],
            All.Where(state => state.AfterReport(hasArrived: false) != state && state.AfterReport(hasArrived: false) == Undeliverable));

    [Fact]
    public void A_report_asks_for_no_move_that_the_ledger_does_not_allow() => Assert.All(
        All.SelectMany(state => new[] { (From: state, To: state.AfterReport(true)), (From: state, To: state.AfterReport(false)) })
            .Where(move => move.From != move.To),
        move => Assert.True(move.From.MayBecome(move.To)));
}
