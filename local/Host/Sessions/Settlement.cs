using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries;

namespace AttendanceFunctions.Local.Host.Sessions;

/// <summary>
/// Settles what a killed host left in the ledger, as a person with the provider's log in hand would: the outbox is that log
/// (docs/decisions/0006). Only this host can do it, because nobody else has that log.
/// </summary>
/// <param name="ledger">The ledger.</param>
/// <param name="notes">The notes to the trust lead.</param>
/// <param name="accepted">Keys of all accepted messages, with the instant of acceptance.</param>
internal sealed class Settlement(NudgeLedger ledger, LeadNoteTable notes, IReadOnlyDictionary<string, DateTimeOffset> accepted)
{
    /// <returns>Keys of the accepted texts of which nothing was reported yet: their reports died with that host.</returns>
    /// <exception cref="MendableException">The outbox is not that of the runs that used this storage, so it proves nothing.</exception>
    public async Task<IReadOnlySet<string>> RunAsync(CancellationToken cancellationToken)
    {
        await CheckOutboxAsync(cancellationToken);
        foreach (var state in new[] { NudgeState.Claimed, NudgeState.Unknown, NudgeState.Planned })
        {
            foreach (var row in await ledger.ReadAsync(state, cancellationToken))
            {
                var settled = Settle(row.Value);
                if (settled != row.Value)
                {
                    await ledger.MoveAsync(row, settled, cancellationToken);
                }
            }
        }

        foreach (var note in await OpenNotesAsync(cancellationToken))
        {
            var at = accepted.TryGetValue(note.Value.Key, out var found) ? found : (DateTimeOffset?)null;
            await notes.MoveAsync(
                note, note.Value.Settle(at is null ? LeadNoteState.Planned : LeadNoteState.Accepted, at), cancellationToken);
        }

        return (await ledger.ReadAsync(NudgeState.Accepted, cancellationToken))
            .Where(row => row.Value.Channel == Channel.Text).Select(row => row.Value.Place.Key.ToString()).ToHashSet();
    }

    private async Task CheckOutboxAsync(CancellationToken cancellationToken)
    {
        var open = (await ledger.ReadAsync(NudgeState.Claimed, cancellationToken)).Count
            + (await ledger.ReadAsync(NudgeState.Unknown, cancellationToken)).Count
            + (await OpenNotesAsync(cancellationToken)).Count;
        if (open > 0
            && (await IsMissingAsync(NudgeState.Accepted, cancellationToken)
                || await IsMissingAsync(NudgeState.Delivered, cancellationToken)))
        {
            throw new MendableException(
                $"{open} messages of an earlier run are unsettled, and only its outbox can settle them: give --out the folder of the "
                + "earlier runs on this storage.");
        }
    }

    private async Task<IReadOnlyList<Versioned<LeadNote>>> OpenNotesAsync(CancellationToken cancellationToken) =>
        [.. (await notes.ReadAllAsync(cancellationToken))
            .Where(note => note.Value.State is LeadNoteState.Claimed or LeadNoteState.Unknown)];

    /// <summary>Whether the ledger knows of a message in this state that is not in the log.</summary>
    private async Task<bool> IsMissingAsync(NudgeState state, CancellationToken cancellationToken) =>
        (await ledger.ReadAsync(state, cancellationToken)).Any(row =>
            row.Value.Lead == row.Value.Place && row.Value.ProviderId is not null && !accepted.ContainsKey(row.Value.Place.Key.ToString()));

    private Nudge Settle(Nudge nudge)
    {
        if (nudge.State != NudgeState.Planned && accepted.TryGetValue(nudge.Place.Key.ToString(), out var at))
        {
            return nudge.Settle(NudgeState.Accepted, at, nudge.ProviderId);
        }

        // Not in the log, so it was never sent; and what was queued by the killed host may lie hidden in its queue for minutes.
        return nudge.PlanAgain();
    }
}
