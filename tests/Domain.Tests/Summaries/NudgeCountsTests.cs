using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Trusts;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Summaries;

public sealed class NudgeCountsTests
{
    private static readonly DateOnly Night = A.Day(2025, 9, 26);

    [Theory]
    [InlineData(NudgeState.Planned, false, NudgeOutcome.Waiting)]
    [InlineData(NudgeState.Planned, true, NudgeOutcome.Released)]
    [InlineData(NudgeState.Joined, true, NudgeOutcome.Released)]
    [InlineData(NudgeState.Claimed, true, NudgeOutcome.Unknown)]
    [InlineData(NudgeState.Unknown, true, NudgeOutcome.Unknown)]
    [InlineData(NudgeState.Accepted, true, NudgeOutcome.Accepted)]
    [InlineData(NudgeState.Delivered, true, NudgeOutcome.Delivered)]
    [InlineData(NudgeState.Undeliverable, true, NudgeOutcome.Undeliverable)]
    [InlineData(NudgeState.Failed, true, NudgeOutcome.Failed)]
    [InlineData(NudgeState.Withheld, false, NudgeOutcome.Withheld)]
    [InlineData(NudgeState.Expired, false, NudgeOutcome.ExpiredUnreleased)]
    [InlineData(NudgeState.Expired, true, NudgeOutcome.ExpiredReleased)]
    public void Each_state_counts_as_one_outcome(NudgeState state, bool isReleased, NudgeOutcome outcome) =>
        Assert.Equal(outcome, (Row("A1").Stored(state: state, isReleased: isReleased)).OutcomeAfter(Night));

    [Theory]
    [InlineData(SuppressionReason.OptedOut, NudgeOutcome.Suppressed)]
    [InlineData(SuppressionReason.HeldOut, NudgeOutcome.HeldOut)]
    public void Who_is_left_out_by_chance_is_counted_apart(SuppressionReason reason, NudgeOutcome outcome) =>
        Assert.Equal(outcome, (Row("A1").Stored(state: NudgeState.Suppressed, reason: reason)).OutcomeAfter(Night));

    [Theory]
    [InlineData(false, 1, NudgeOutcome.Waiting)]
    [InlineData(false, 0, NudgeOutcome.ExpiredUnreleased)]
    [InlineData(false, -1, NudgeOutcome.ExpiredUnreleased)]
    [InlineData(true, 1, NudgeOutcome.Released)]
    [InlineData(true, 0, NudgeOutcome.ExpiredReleased)]
    public void On_the_night_of_its_last_day_a_planned_row_has_expired(bool isReleased, int days, NudgeOutcome outcome) =>
        Assert.Equal(outcome, (Row("A1").Stored(isReleased: isReleased) with { LastDay = Night.AddDays(days) }).OutcomeAfter(Night));

    [Fact]
    public void Siblings_are_two_rows_and_one_message()
    {
        var lead = Row("A1").Stored(state: NudgeState.Delivered);
        var counts = NudgeCounts.Of([lead, Row("A2").Stored(state: NudgeState.Delivered, lead: lead.Place)], Night);

        Assert.Equal((2, 1), (counts.Rows(NudgeOutcome.Delivered), counts.Messages(NudgeOutcome.Delivered)));
    }

    [Fact]
    public void A_reason_that_passed_is_not_counted_beside_the_message_that_was_planned_then()
    {
        var suppressed = Row("A1", channel: Channel.None).Suppress(SuppressionReason.MarkChangedToday);

        Assert.Equal(1, NudgeCounts.Of([suppressed], Night).Rows(NudgeOutcome.Suppressed));
        Assert.Equal((0, 1), Suppressed(NudgeCounts.Of([suppressed, Row("A1")], Night)));
        Assert.Equal((1, 1), Suppressed(NudgeCounts.Of([suppressed, Row("A2")], Night)));
        Assert.Equal((1, 1), Suppressed(NudgeCounts.Of([suppressed, Row("A1", MessageKind.HalfTerm)], Night)));
        Assert.Equal((1, 1), Suppressed(NudgeCounts.Of([suppressed, Row("A1", period: "2025-2")], Night)));

        static (int, int) Suppressed(NudgeCounts counts) => (counts.Rows(NudgeOutcome.Suppressed), counts.Rows(NudgeOutcome.Waiting));
    }

    [Fact]
    public void Kinds_are_counted_apart()
    {
        var counts = NudgeCounts.Of([Row("A1"), Row("A2"), Row("A1", MessageKind.ThankYou)], Night);

        Assert.Equal(3, counts.Rows(NudgeOutcome.Waiting));
        Assert.Equal(2, counts.OfKind(MessageKind.Stage).Rows(NudgeOutcome.Waiting));
        Assert.Equal(1, counts.OfKind(MessageKind.ThankYou).Rows(NudgeOutcome.Waiting));
        Assert.Equal(NudgeCounts.None, counts.OfKind(MessageKind.Meeting));
    }

    [Fact]
    public void Two_schools_together_count_as_one_of_both() => Ledger.Two().Always(ledgers =>
        NudgeCounts.Of(ledgers.Item1.Concat(ledgers.Item2), Night).Equals(
            NudgeCounts.Of(ledgers.Item1, Night).And(NudgeCounts.Of(ledgers.Item2, Night))));

    [Fact]
    public void Every_row_of_a_message_to_parents_is_counted_once() => Ledger.Always(ledger =>
        NudgeCounts.Of(ledger, Night).Rows(Enum.GetValues<NudgeOutcome>()) == ledger.Count());

    private static FsCheck.Gen<IEnumerable<Nudge>> Ledger =>
        (from state in Gen.Elements(Enum.GetValues<NudgeState>())
         from rule in Gen.Elements(MessageKinds.ByName.Values.ToArray())
         from days in Gen.Choose(-1, 1)
         from isReleased in Gen.Elements(false, true)
         from lead in Gen.Elements("A1", "A2")
         select Row("A1", rule).Stored(state: state, isReleased: isReleased, lead: Row(lead, rule).Place)
             with
         { LastDay = Night.AddDays(days) })
        .ListOf().Select(rows => rows.AsEnumerable());

    private static Nudge Row(string upn, MessageKind rule = MessageKind.Stage, string period = "2025-1", Channel channel = Channel.Text)
    {
        var (school, pupil) = (SchoolId.Parse("141234"), Upn.Parse(upn));
        var key = NudgeKey.Of(TestSecret.Value, school, pupil, rule, period, channel, 1);
        return new(
            new(school, new(2025), key), pupil, rule, period, channel, 1, A.Day(2025, 9, 19), A.Day(2025, 9, 22), A.Day(2025, 10, 3));
    }
}
