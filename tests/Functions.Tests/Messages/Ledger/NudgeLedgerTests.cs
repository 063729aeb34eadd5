using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Nights;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;

namespace AttendanceFunctions.Tests.Functions.Messages.Ledger;

/// <summary>Only a planned row may be claimed, by its ETag, and a final state is never left (domain 0.10).</summary>
public sealed class NudgeLedgerTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Nine = Family.At("09:00");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_senders_that_read_the_same_row_the_first_has_it()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        await trust.PutAsync(Family.Planned("A1"));
        var ledger = trust.Get<NudgeLedger>();
        var (one, other) = (await RowAsync(trust), await RowAsync(trust));

        var first = await ledger.ClaimAsync(other, Guid.NewGuid(), Nine, 1, Token);
        var second = await ledger.ClaimAsync(one, Guid.NewGuid(), Nine, 1, Token);

        Assert.NotNull(first);
        Assert.Null(second);
        Assert.Equal(first.Value, (await RowAsync(trust)).Value);
    }

    [Fact]
    public async Task Of_many_senders_at_once_one_has_the_row()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        await trust.PutAsync(Family.Planned("A1"));
        var ledger = trust.Get<NudgeLedger>();
        var row = await RowAsync(trust);

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ledger.ClaimAsync(row, Guid.NewGuid(), Nine, 1, Token)));

        var claim = Assert.Single(claims, claim => claim is not null);
        Assert.Equal(claim!.Value.Owner, (await RowAsync(trust)).Value.Owner);
    }

    [Fact]
    public async Task A_sender_whose_answer_was_lost_recognises_its_own_claim()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        await trust.PutAsync(Family.Planned("A1"));
        var answers = new LostAnswers();
        var owner = Guid.NewGuid();
        answers.LoseNext();

        var claimed = await new NudgeLedger(answers.Through(trust.Storage)).ClaimAsync(await RowAsync(trust), owner, Nine, 1, Token);

        Assert.NotNull(claimed);
        Assert.Equal((NudgeState.Claimed, owner), (claimed.Value.State, claimed.Value.Owner));
        Assert.NotNull(await trust.Get<NudgeLedger>().MoveAsync(claimed, claimed.Value.Stored(state: NudgeState.Accepted), Token));
    }

    [Fact]
    public async Task A_sender_whose_answer_was_lost_does_not_take_another_claim_for_its_own()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        var planned = Family.Planned("A1");
        await trust.PutAsync(planned);
        var others = planned.Stored(state: NudgeState.Claimed, owner: Guid.NewGuid(), movedAt: Nine);
        var answers = new LostAnswers { Meanwhile = () => trust.PutAsync(others) };
        var row = await RowAsync(trust);
        answers.LoseNext();

        var claimed = await new NudgeLedger(answers.Through(trust.Storage)).ClaimAsync(row, Guid.NewGuid(), Nine, 1, Token);

        Assert.Null(claimed);
        Assert.Equal(others, (await RowAsync(trust)).Value);
    }

    [Fact]
    public async Task A_row_that_is_not_planned_is_not_claimed()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        foreach (var state in Enum.GetValues<NudgeState>().Where(state => state != NudgeState.Planned))
        {
            await trust.PutAsync(Family.Planned("A1").Stored(state: state));

            Assert.Null(await trust.Get<NudgeLedger>().ClaimAsync(await RowAsync(trust), Guid.NewGuid(), Nine, 1, Token));
        }
    }

    [Fact]
    public async Task A_move_that_the_states_do_not_allow_is_refused_and_writes_nothing()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        var ledger = trust.Get<NudgeLedger>();
        foreach (var from in Enum.GetValues<NudgeState>())
        {
            var row = Family.Planned("A1").Stored(state: from);
            await trust.PutAsync(row);
            var stored = await RowAsync(trust);
            foreach (var to in Enum.GetValues<NudgeState>().Where(to => to != from && (from.IsFinal() || !from.MayBecome(to))))
            {
                await Assert.ThrowsAsync<InvalidOperationException>(() => ledger.MoveAsync(stored, row.Stored(state: to), Token));
            }

            Assert.Equal(stored, await RowAsync(trust));
        }
    }

    [Fact]
    public async Task A_row_that_somebody_moved_meanwhile_stays_as_they_left_it()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        var planned = Family.Planned("A1");
        await trust.PutAsync(planned);
        var stale = await RowAsync(trust);
        await trust.PutAsync(planned.Stored(state: NudgeState.Withheld, decidedBy: Someone.Stated()));

        Assert.Null(await trust.Get<NudgeLedger>().MoveAsync(stale, planned.Stored(state: NudgeState.Expired), Token));
        Assert.Equal(NudgeState.Withheld, await trust.StateAsync(planned));
    }

    [Fact]
    public async Task A_plan_adds_what_is_missing_and_leaves_everything_else()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        var ledger = trust.Get<NudgeLedger>();
        var settled = Enum.GetValues<NudgeState>().Where(state => state != NudgeState.Suppressed)
            .Select(state => Family.Planned($"A{(int)state}").Stored(state: state, providerId: "id")).ToArray();
        var missing = Family.Planned("B1");
        await trust.PutAsync(settled);

        for (var night = 0; night < 2; night++)
        {
            var inLedger = await ledger.ReadAsync(TestTrust.School, Family.Year, Token);
            var plan = new NightPlan(Family.Monday, inLedger, [.. settled.Select(row => Family.Planned(row.Upn.ToString())), missing]);
            await ledger.WriteAsync(plan.Changes(), Token);
        }

        Assert.Equal(settled.Append(missing).ToHashSet(), (await trust.LedgerAsync()).ToHashSet());
    }

    [Fact]
    public async Task A_plan_keeps_the_newest_reason_of_a_suppressed_row()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        var ledger = trust.Get<NudgeLedger>();
        var before = Family.Planned("A1").Stored(state: NudgeState.Suppressed, reason: SuppressionReason.TooEarly);
        var now = before.Stored(reason: SuppressionReason.OptedOut) with { PlannedOn = Family.Monday };
        await trust.PutAsync(before);

        var plan = new NightPlan(Family.Monday, await ledger.ReadAsync(TestTrust.School, Family.Year, Token), [now]);
        await ledger.WriteAsync(plan.Changes(), Token);

        Assert.Equal(now, Assert.Single(await trust.LedgerAsync()));
    }

    [Fact]
    public async Task A_row_that_is_there_is_not_added_again()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        var sent = Family.Planned("A1").Stored(state: NudgeState.Accepted, providerId: "id");
        await trust.PutAsync(sent);

        await trust.Get<NudgeLedger>().AddAsync(Family.Planned("A1"), Token);

        Assert.Equal(sent, Assert.Single(await trust.LedgerAsync()));
    }

    private static Task<Versioned<Nudge>> RowAsync(TestTrust trust) => trust.RowAsync(Family.Planned("A1").Place);
}
