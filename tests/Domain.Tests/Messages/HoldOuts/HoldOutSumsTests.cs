using AttendanceFunctions.Domain.Messages.HoldOuts;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Tests.Domain.Messages.HoldOuts;

/// <summary>The autumn term of 2025, from 2 September to 19 December; its second half term begins on 3 November.</summary>
public sealed class HoldOutSumsTests
{
    private static readonly DateOnly LastNight = A.Day(2025, 12, 19);
    private static readonly DateOnly Monday = A.Day(2025, 12, 8);

    private static readonly School School = A.School(A.Policy("odbst") with { HoldOutPercent = 10 });

    [Fact]
    public void Each_pupil_is_counted_from_the_day_of_the_nudge_to_the_end_of_the_term()
    {
        // Ten sessions from Monday 8 December on, and ten from the week after.
        var sums = After(
            [Planned("A1", Monday), HeldOut("A2", Monday.AddDays(7))], ("A1", "//////////IIIIIIIIII"), ("A2", "IIIIIIIIII///////III"));

        Assert.Equal((A.Day(2025, 9, 2), LastNight), (sums.From, sums.To));
        Assert.Equal(GroupSums.Of([A.Tally(10, 20)]), sums.Nudged);
        Assert.Equal(GroupSums.Of([A.Tally(7, 10)]), sums.HeldOut);
    }

    [Theory]
    [InlineData(NudgeState.Planned)]
    [InlineData(NudgeState.Joined)]
    [InlineData(NudgeState.Claimed)]
    [InlineData(NudgeState.Accepted)]
    [InlineData(NudgeState.Delivered)]
    [InlineData(NudgeState.Undeliverable)]
    [InlineData(NudgeState.Failed)]
    [InlineData(NudgeState.Unknown)]
    [InlineData(NudgeState.Suppressed)]
    [InlineData(NudgeState.Withheld)]
    [InlineData(NudgeState.Expired)]
    public void Whatever_became_of_a_planned_nudge_its_pupil_counts_as_nudged(NudgeState state) =>
        Assert.Equal(
            1,
            After(
                [Planned("A1", Monday)
                    .Stored(state: state, reason: state == NudgeState.Suppressed ? SuppressionReason.NoUsableAddress : null)],
                ("A1", "//")).Nudged.Pupils);

    [Fact]
    public void A_pupil_for_whom_nothing_was_to_be_sent_is_in_neither_group()
    {
        var optedOut = HeldOut("A1", Monday).Stored(reason: SuppressionReason.OptedOut);
        var thankYou = Planned("A2", Monday) with { Kind = MessageKind.ThankYou };

        var sums = After([optedOut, thankYou], ("A1", "//"), ("A2", "//"));

        Assert.Equal((GroupSums.Nobody, GroupSums.Nobody), (sums.Nudged, sums.HeldOut));
    }

    [Fact]
    public void Written_to_are_those_of_the_nudged_for_whom_a_message_may_have_left()
    {
        var left = Planned("A1", Monday).Stored(state: NudgeState.Delivered);
        var laterOnly = Planned("A2", Monday.AddDays(7), MessageKind.HalfTerm).Stored(state: NudgeState.Unknown);
        var sums = After(
            [left, Planned("A2", Monday)
                .Stored(state: NudgeState.Expired), laterOnly, Planned("A3", Monday)
                .Stored(state: NudgeState.Withheld)],
            ("A1", "//"), ("A2", "//"), ("A3", "//"));

        Assert.Equal((3, 2), (sums.Nudged.Pupils, sums.WrittenTo));
    }

    [Fact]
    public void A_pupil_counts_once_by_the_first_nudge_of_the_term()
    {
        var sums = After(
            [
                Planned("A1", Monday.AddDays(7)), HeldOut("A1", Monday),
                HeldOut("A2", Monday.AddDays(7)), Planned("A2", Monday), Planned("A2", Monday, slot: 2),
                Planned("A3", Monday), HeldOut("A3", Monday, MessageKind.HalfTerm),
            ],
            ("A1", "//"), ("A2", "//"), ("A3", "//"));

        Assert.Equal((2, 1), (sums.Nudged.Pupils, sums.HeldOut.Pupils));
    }

    [Fact]
    public void A_nudge_of_another_term_does_not_count()
    {
        var spring = A.Day(2026, 3, 27);
        var marks = Marks.Of("////", A.Day(2026, 1, 5));

        var sums = Sums(spring, [Planned("A1", Monday), HeldOut("A2", A.Day(2026, 1, 5))], Of(("A1", marks), ("A2", marks)));

        Assert.Equal((0, 1, A.Day(2026, 1, 5)), (sums.Nudged.Pupils, sums.HeldOut.Pupils, sums.From));
    }

    [Fact]
    public void A_term_has_two_half_terms()
    {
        var marks = Marks.Of(new string('/', 80), A.Day(2025, 9, 15));
        var sums = Sums(LastNight, [Planned("A1", A.Day(2025, 9, 15))], Of(("A1", marks)));

        Assert.Equal(80, sums.Nudged.Possible);
    }

    [Fact]
    public void Only_sessions_on_roll_count()
    {
        var marks = Marks.Of("////////////////////", Monday);
        var sums = Sums(LastNight, [Planned("A1", Monday), Planned("A2", Monday)],
            new Dictionary<Upn, (YearOfMarks, OnRoll)>
            {
                [Upn.Parse("A1")] = (marks, new(DateOnly.MinValue, Monday.AddDays(1))),
                [Upn.Parse("A2")] = (marks, new(LastNight, DateOnly.MaxValue)),
            })!;

        Assert.Equal(GroupSums.Of([A.Tally(4, 4), A.Tally(2, 2)]), sums.Nudged);
    }

    [Fact]
    public void Who_had_no_possible_session_any_more_is_in_no_sum_and_counted_apart()
    {
        var sums = After(
            [Planned("A1", Monday).Stored(state: NudgeState.Delivered), HeldOut("A2", Monday), HeldOut("A3", Monday)],
            ("A1", "XXXX"),
            ("A2", "--//"));

        Assert.Equal(GroupSums.Nobody with { WithoutSessions = 1 }, sums.Nudged);
        Assert.Equal(GroupSums.Of([A.Tally(2, 2)]) with { WithoutSessions = 1 }, sums.HeldOut);
        Assert.Equal(0, sums.WrittenTo);
    }

    [Theory]
    [InlineData("2025-12-18", false)]
    [InlineData("2025-12-19", true)]
    [InlineData("2025-10-24", false)]
    [InlineData("2026-03-27", true)]
    [InlineData("2026-07-21", true)]
    [InlineData("2025-12-22", false)]
    public void The_sums_are_made_on_the_last_night_of_a_term(string night, bool made) =>
        Assert.Equal(
            made,
            HoldOutSums.After(
                School, DateOnly.Parse(night, System.Globalization.CultureInfo.InvariantCulture), [], Of()) is not null);

    [Fact]
    public void A_school_that_closes_a_day_earlier_has_its_sums_on_both_nights()
    {
        var closed = School with { Calendar = new(A.HalfTerms, [LastNight]) };

        Assert.NotNull(HoldOutSums.After(closed, LastNight.AddDays(-1), [], Of()));
        Assert.NotNull(HoldOutSums.After(closed, LastNight, [], Of()));
        Assert.Null(HoldOutSums.After(closed, LastNight.AddDays(-2), [], Of()));
    }

    [Fact]
    public void There_are_none_where_the_policy_leaves_nobody_out_unless_it_did_earlier_in_the_term()
    {
        var without = A.School(A.Policy("odbst"));

        Assert.Null(HoldOutSums.After(without, LastNight, [Planned("A1", Monday)], Of(("A1", Marks.Of("//", Monday)))));
        Assert.NotNull(HoldOutSums.After(without, LastNight, [HeldOut("A1", Monday)], Of(("A1", Marks.Of("//", Monday)))));
    }

    [Fact]
    public void Schools_add_up()
    {
        var one = After([Planned("A1", Monday).Stored(state: NudgeState.Accepted), HeldOut("A2", Monday)], ("A1", "//"), ("A2", "I/"));
        var other = After([Planned("A3", Monday)], ("A3", "II"));

        var both = one.And(other);

        Assert.Equal(
            (GroupSums.Of([A.Tally(2, 2), A.Tally(0, 2)]), GroupSums.Of([A.Tally(1, 2)]), 1), (both.Nudged, both.HeldOut, both.WrittenTo));
        Assert.Equal((one.From, one.To), (both.From, both.To));
    }

    private static HoldOutSums After(IReadOnlyCollection<Nudge> ledger, params (string Upn, string Letters)[] pupils) =>
        Sums(LastNight, ledger, Of([.. pupils.Select(pupil => (pupil.Upn, Marks.Of(pupil.Letters, Monday)))]));

    private static HoldOutSums Sums(
        DateOnly night, IReadOnlyCollection<Nudge> ledger, IReadOnlyDictionary<Upn, (YearOfMarks Marks, OnRoll OnRoll)> pupils) =>
        HoldOutSums.After(School, night, ledger, pupils) ?? throw new InvalidOperationException("The term is not over.");

    private static Dictionary<Upn, (YearOfMarks Marks, OnRoll OnRoll)> Of(params (string Upn, YearOfMarks Marks)[] pupils) =>
        pupils.ToDictionary(pupil => Upn.Parse(pupil.Upn), pupil => (pupil.Marks, OnRoll.Always));

    private static Nudge HeldOut(string upn, DateOnly day, MessageKind rule = MessageKind.Stage) =>
        Planned(upn, day, rule, slot: 0)
            .Stored(state: NudgeState.Suppressed, reason: SuppressionReason.HeldOut) with
        { Channel = Channel.None };

    private static Nudge Planned(string upn, DateOnly day, MessageKind rule = MessageKind.Stage, int slot = 1)
    {
        var pupil = Upn.Parse(upn);
        var key = NudgeKey.Of(
            TestSecret.Value,
            School.Id, pupil, rule, day.ToString("O", System.Globalization.CultureInfo.InvariantCulture), Channel.Text, slot);
        return new(
            new(School.Id, Marks.Year, key), pupil, rule, "2025-2", Channel.Text, slot, day.AddDays(-1), day, day.AddDays(4));
    }
}
