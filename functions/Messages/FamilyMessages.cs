using AttendanceFunctions.Functions.Messages.Ledger;

namespace AttendanceFunctions.Functions.Messages;

/// <summary>Makes one message of what goes to one parent, and takes down in the ledger that it is on its way to the queue.</summary>
public sealed class FamilyMessages(NudgeLedger ledger)
{
    /// <summary>Joins what may be said in one message. A number that stands for two families is written to by nobody.</summary>
    /// <returns>The row that leads, as the ledger has it then; none where nothing may leave or somebody else was quicker.</returns>
    public async Task<IReadOnlyList<Versioned<Nudge>>> JoinAsync(
        IReadOnlyList<Candidate> family, DateOnly today, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (family.Select(candidate => candidate.ParentName).Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1
            && family.Select(candidate => candidate.Row.Value.Upn).Distinct().Count() > 1)
        {
            await SuppressAsync(family, now, SuppressionReason.SharedAddress, cancellationToken);
            return [];
        }

        var together = Families.OfOneKind(family, today);
        var lead = together.MinBy(candidate => (candidate.To.Channel, candidate.Row.Value.Place.Key))!.Row;
        var others = together.Where(candidate => candidate.Row != lead).OrderBy(candidate => candidate.Row.Value.Place.Key).ToList();
        var joined = new List<LedgerPlace>();
        foreach (var other in others)
        {
            var row = other.Row.Value.Join(lead.Value.Place);
            if (row == other.Row.Value || await ledger.MoveAsync(other.Row, row, cancellationToken) is not null)
            {
                joined.Add(row.Place);
            }
        }

        return await MarkQueuedAsync(lead, new(joined), now, cancellationToken);
    }

    /// <summary>Takes down that a message goes onto its queue, for the first time or again.</summary>
    public async Task<IReadOnlyList<Versioned<Nudge>>> MarkQueuedAsync(
        Versioned<Nudge> lead, BundledNudges bundled, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var queued = lead.Value.Queue(bundled, now);
        return await ledger.MoveAsync(lead, queued, cancellationToken) is { } row ? [row] : [];
    }

    private async Task SuppressAsync(
        IEnumerable<Candidate> family, DateTimeOffset now, SuppressionReason reason, CancellationToken cancellationToken)
    {
        foreach (var candidate in family)
        {
            await ledger.MoveAsync(candidate.Row, candidate.Row.Value.Suppress(reason, now), cancellationToken);
        }
    }
}
