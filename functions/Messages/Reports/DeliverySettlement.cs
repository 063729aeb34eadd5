using AttendanceFunctions.Functions.Messages.Ledger;

namespace AttendanceFunctions.Functions.Messages.Reports;

/// <summary>
/// Writes down what a provider reports of a message: for the row that it was sent for and for all that travelled in it. It may be told
/// twice, in any order, or die half-way: final states stay, and the travellers follow their lead whatever became of it before.
/// </summary>
public sealed class DeliverySettlement(NudgeLedger ledger)
{
    /// <summary>Few can move a row: its sender, a release, a sweep, a person. To be behind after so many tries is a fault.</summary>
    private const int MostTries = 10;

    /// <summary>Settles a message by the place of the row that led it.</summary>
    /// <param name="hasArrived">Whether it arrived; else it cannot.</param>
    /// <param name="providerId">The provider's id of it, for rows that have none.</param>
    /// <returns>The lead as it stands then; null where the ledger has no such row.</returns>
    /// <exception cref="InvalidOperationException">Others kept moving a row all the time; try again.</exception>
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
