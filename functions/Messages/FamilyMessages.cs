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
            foreach (var candidate in family)
            {
                var suppressed = candidate.Row.Value.Suppress(SuppressionReason.SharedAddress, now);
                await ledger.MoveAsync(candidate.Row, suppressed, cancellationToken);
            }

            return [];
        }

        var together = Families.OfOneKind(family, today);
        var lead = together.MinBy(candidate => (candidate.To.Channel, candidate.Row.Value.Place.Key))!.Row;
        var joined = new List<LedgerPlace>();
        foreach (var other in together.Where(candidate => candidate.Row != lead).OrderBy(candidate => candidate.Row.Value.Place.Key))
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
}

/// <summary>
/// Puts together what goes to one parent: rows to the same number or address, and rows to a parent whom one school's roster gives
/// a mobile number and another's only the email address. Two parents who share an address but have numbers of their own stay two.
/// </summary>
public static class Families
{
    public static IReadOnlyList<IReadOnlyList<Candidate>> Of(IEnumerable<Candidate> candidates)
    {
        var byLink = new Dictionary<string, List<Candidate>>(StringComparer.OrdinalIgnoreCase);
        foreach (var candidate in candidates)
        {
            var links = LinksOf(candidate).ToList();
            var known = links.Select(link => byLink.GetValueOrDefault(link)).OfType<List<Candidate>>().Distinct().ToList();
            List<Candidate> family = [.. known.SelectMany(group => group), candidate];
            foreach (var link in family.SelectMany(LinksOf))
            {
                byLink[link] = family;
            }
        }

        return [.. byLink.Values.Distinct().OrderBy(family => family.Min(candidate => candidate.Row.Value.Place.Key))];
    }

    /// <summary>
    /// What may be said to a parent in one message: rows of one kind. Two kinds in one message would praise and worry in one breath, so
    /// the one that cannot wait goes first, else the one of higher rank, and the other has a day of its own.
    /// </summary>
    public static IReadOnlyList<Candidate> OfOneKind(IReadOnlyList<Candidate> family, DateOnly today)
    {
        // On a term's last day the term's summary goes: it tells every family, and says what was missed as well.
        var first = family.Select(candidate => candidate.Row.Value)
            .MinBy(nudge => (nudge.LastDay > today, nudge.Kind != MessageKind.TermlySummary, nudge.Kind))!;
        return [.. family.Where(candidate => candidate.Row.Value.Kind == first.Kind)];
    }

    private static IEnumerable<string> LinksOf(Candidate candidate)
    {
        yield return candidate.To.Value;
        foreach (var address in candidate.ParentName.Length > 0 ? candidate.Reachable : [])
        {
            yield return $"{candidate.ParentName}\u001F{address.Value}";
        }
    }
}
