using AttendanceFunctions.Domain.Nudges;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Trusts;
using FsCheck.Fluent;

namespace AttendanceFunctions.Tests.Domain.Summaries;

public sealed class NudgeCountsTests
{
    private static readonly DateOnly Night = A.Day(2025, 9, 26);

    [Theory]
    [InlineData(NudgeState.Planned, "", NudgeFate.Waiting)]
    [InlineData(NudgeState.Planned, "J. Hill", NudgeFate.Released)]
    [InlineData(NudgeState.Planned, "automatic", NudgeFate.Released)]
    [InlineData(NudgeState.Joined, "J. Hill", NudgeFate.Released)]
    [InlineData(NudgeState.Claimed, "J. Hill", NudgeFate.Unknown)]
    [InlineData(NudgeState.Unknown, "J. Hill", NudgeFate.Unknown)]
    [InlineData(NudgeState.Accepted, "J. Hill", NudgeFate.Accepted)]
    [InlineData(NudgeState.Delivered, "J. Hill", NudgeFate.Delivered)]
    [InlineData(NudgeState.Undeliverable, "J. Hill", NudgeFate.Undeliverable)]
    [InlineData(NudgeState.Failed, "J. Hill", NudgeFate.Failed)]
    [InlineData(NudgeState.Withheld, "", NudgeFate.Withheld)]
    [InlineData(NudgeState.Expired, "", NudgeFate.ExpiredUnreleased)]
    [InlineData(NudgeState.Expired, "J. Hill", NudgeFate.ExpiredReleased)]
    public void Each_state_counts_as_one_fate(NudgeState state, string releasedBy, NudgeFate fate) =>
        Assert.Equal(fate, (Row("A1") with { State = state, ReleasedBy = releasedBy }).FateAfter(Night));

    [Theory]
    [InlineData(SuppressionReason.OptedOut, NudgeFate.Suppressed)]
    [InlineData(SuppressionReason.HeldOut, NudgeFate.HeldOut)]
    public void Who_is_left_out_by_chance_is_counted_apart(SuppressionReason reason, NudgeFate fate) =>
        Assert.Equal(fate, (Row("A1") with { State = NudgeState.Suppressed, Reason = reason }).FateAfter(Night));

    [Theory]
    [InlineData("", 1, NudgeFate.Waiting)]
    [InlineData("", 0, NudgeFate.ExpiredUnreleased)]
    [InlineData("", -1, NudgeFate.ExpiredUnreleased)]
    [InlineData("J. Hill", 1, NudgeFate.Released)]
    [InlineData("J. Hill", 0, NudgeFate.ExpiredReleased)]
    public void On_the_night_of_its_last_day_a_planned_row_has_expired(string releasedBy, int days, NudgeFate fate) =>
        Assert.Equal(fate, (Row("A1") with { ReleasedBy = releasedBy, LastDay = Night.AddDays(days) }).FateAfter(Night));

    [Fact]
    public void Siblings_are_two_rows_and_one_message()
    {
        var lead = Row("A1") with { State = NudgeState.Delivered };
        var counts = NudgeCounts.Of([lead, Row("A2") with { State = NudgeState.Delivered, Lead = lead.Place }], Night);

        Assert.Equal((2, 1), (counts.Rows(NudgeFate.Delivered), counts.Messages(NudgeFate.Delivered)));
    }

    [Fact]
    public void A_reason_that_passed_is_not_counted_beside_the_message_that_was_planned_then()
    {
        var suppressed = Row("A1", channel: Channel.None) with { State = NudgeState.Suppressed, Reason = SuppressionReason.MarkChangedToday };

        Assert.Equal(1, NudgeCounts.Of([suppressed], Night).Rows(NudgeFate.Suppressed));
        Assert.Equal((0, 1), Suppressed(NudgeCounts.Of([suppressed, Row("A1")], Night)));
        Assert.Equal((1, 1), Suppressed(NudgeCounts.Of([suppressed, Row("A2")], Night)));
        Assert.Equal((1, 1), Suppressed(NudgeCounts.Of([suppressed, Row("A1", NudgeRule.HalfTerm)], Night)));
        Assert.Equal((1, 1), Suppressed(NudgeCounts.Of([suppressed, Row("A1", period: "2025-2")], Night)));

        static (int, int) Suppressed(NudgeCounts counts) => (counts.Rows(NudgeFate.Suppressed), counts.Rows(NudgeFate.Waiting));
    }

    [Fact]
    public void The_note_to_the_lead_is_no_message_to_parents() =>
        Assert.Equal(NudgeCounts.None, NudgeCounts.Of([Row("A1") with { Rule = NudgeRule.LeadNote }], Night));

    [Fact]
    public void Kinds_are_counted_apart()
    {
        var counts = NudgeCounts.Of([Row("A1"), Row("A2"), Row("A1", NudgeRule.ThankYou)], Night);

        Assert.Equal(3, counts.Rows(NudgeFate.Waiting));
        Assert.Equal(2, counts.OfKind(NudgeRule.Stage).Rows(NudgeFate.Waiting));
        Assert.Equal(1, counts.OfKind(NudgeRule.ThankYou).Rows(NudgeFate.Waiting));
        Assert.Equal(NudgeCounts.None, counts.OfKind(NudgeRule.Meeting));
    }

    [Fact]
    public void Two_schools_together_count_as_one_of_both() => Ledger.Two().Always(ledgers =>
        NudgeCounts.Of(ledgers.Item1.Concat(ledgers.Item2), Night).Equals(NudgeCounts.Of(ledgers.Item1, Night).And(NudgeCounts.Of(ledgers.Item2, Night))));

    [Fact]
    public void Every_row_of_a_message_to_parents_is_counted_once() => Ledger.Always(ledger =>
        NudgeCounts.Of(ledger, Night).Rows(Enum.GetValues<NudgeFate>()) == ledger.Count());

    private static FsCheck.Gen<IEnumerable<Nudge>> Ledger =>
        (from state in Gen.Elements(Enum.GetValues<NudgeState>())
         from rule in Gen.Elements(NudgeRules.ByName.Values.ToArray())
         from days in Gen.Choose(-1, 1)
         from releasedBy in Gen.Elements("", "J. Hill")
         from lead in Gen.Elements("A1", "A2")
         select Row("A1", rule) with { State = state, LastDay = Night.AddDays(days), ReleasedBy = releasedBy, Lead = Row(lead, rule).Place })
        .ListOf().Select(rows => rows.AsEnumerable());

    private static Nudge Row(string upn, NudgeRule rule = NudgeRule.Stage, string period = "2025-1", Channel channel = Channel.Text)
    {
        var (school, pupil) = (SchoolId.Parse("141234"), Upn.Parse(upn));
        var key = NudgeKey.Of(school, pupil, rule, period, channel, 1);
        return new(
            new(school, new(2025), key), pupil, rule, period, channel, 1, NudgeState.Planned, SuppressionReason.None,
            A.Day(2025, 9, 19), A.Day(2025, 9, 22), A.Day(2025, 10, 3));
    }
}
