using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries;

namespace AttendanceFunctions.Local.Host.Sessions;

/// <summary>
/// Settles the messages whose outcome a killed host left open in the ledger. The outbox shows what the providers accepted, so this host
/// can decide by itself what a person decides from the provider's log in production (docs/decisions/0006).
/// </summary>
/// <param name="ledger">The message ledger.</param>
/// <param name="notes">The emails of the morning.</param>
/// <param name="accepted">The keys of all accepted messages with their times of acceptance.</param>
internal sealed class Settlement(NudgeLedger ledger, MorningNoteTable notes, IReadOnlyDictionary<string, DateTimeOffset> accepted)
{
    /// <returns>The keys of accepted text messages whose delivery reports were lost with the killed host.</returns>
    /// <exception cref="UserErrorException">The outbox belongs to other runs than this storage, so it cannot be used.</exception>
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
                note, note.Value.Settle(at is null ? MorningNoteState.Planned : MorningNoteState.Accepted, at), cancellationToken);
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
            throw new UserErrorException(
                $"{open} messages of an earlier run have an unknown outcome, and the outbox of that run is needed to settle them. "
                + "Give --out the output folder of the earlier runs on this storage.");
        }
    }

    private async Task<IReadOnlyList<Versioned<MorningNote>>> OpenNotesAsync(CancellationToken cancellationToken) =>
        [.. (await notes.ReadAllAsync(cancellationToken))
            .Where(note => note.Value.State is MorningNoteState.Claimed or MorningNoteState.Unknown)];

    /// <summary>Whether the ledger has a message in this state that is not in the outbox.</summary>
    private async Task<bool> IsMissingAsync(NudgeState state, CancellationToken cancellationToken) =>
        (await ledger.ReadAsync(state, cancellationToken)).Any(row =>
            row.Value.Lead == row.Value.Place && row.Value.ProviderId is not null && !accepted.ContainsKey(row.Value.Place.Key.ToString()));

    private Nudge Settle(Nudge nudge)
    {
        if (nudge.State != NudgeState.Planned && accepted.TryGetValue(nudge.Place.Key.ToString(), out var at))
        {
            return nudge.Settle(NudgeState.Accepted, at, nudge.ProviderId);
        }

        // Not in the outbox, so never sent. The killed host's queue message may stay hidden for minutes, so plan the message again.
        return nudge.PlanAgain();
    }
}
