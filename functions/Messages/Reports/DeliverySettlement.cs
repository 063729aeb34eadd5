using AttendanceFunctions.Functions.Messages.Ledger;

namespace AttendanceFunctions.Functions.Messages.Reports;

/// <summary>
/// Writes a provider's report about a message to its lead row and to the rows bundled with it. Reports may be repeated or out of
/// order, and a run may die between two rows: final states stay, and bundled rows get the state of their lead.
/// </summary>
public sealed class DeliverySettlement(NudgeLedger ledger)
{
    /// <summary>After ten ETag conflicts the settlement fails, and the queue tries again.</summary>
    private const int MostTries = 10;

    /// <summary>Settles a message by the place of its lead row.</summary>
    /// <param name="hasArrived">Whether it arrived; if not, it cannot be delivered.</param>
    /// <param name="providerId">The provider's id of the message, for rows that have none.</param>
    /// <returns>The lead row as stored then; null if the ledger has no such row.</returns>
    /// <exception cref="InvalidOperationException">Other runs kept changing a row; try again.</exception>
    public async Task<Nudge?> SettleAsync(LedgerPlace place, bool hasArrived, string? providerId, CancellationToken cancellationToken)
    {
        var lead = await MoveAsync(place, nudge => nudge.AfterReport(hasArrived, providerId), cancellationToken);
        foreach (var bundled in lead?.Bundled.Places ?? [])
        {
            await MoveAsync(bundled, nudge => nudge.AfterReport(lead!, hasArrived), cancellationToken);
        }

        return lead;
    }

    private async Task<Nudge?> MoveAsync(LedgerPlace place, Func<Nudge, Nudge> change, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (await ledger.FindAsync(place, cancellationToken) is not { } row)
            {
                return null;
            }

            var after = change(row.Value);
            if (after.State == row.Value.State || await ledger.MoveAsync(row, after, cancellationToken) is not null)
            {
                return after.State == row.Value.State ? row.Value : after;
            }
        }

        throw new InvalidOperationException("Others keep moving a row of the ledger; the queue brings its report back.");
    }
}
