using AttendanceFunctions.Functions.Messages.Ledger;

namespace AttendanceFunctions.Functions.Messages;

/// <summary>Joins the messages to one parent into one, and records in the ledger that it is queued.</summary>
public sealed class FamilyMessages(NudgeLedger ledger)
{
    /// <summary>Joins the rows that fit into one message. The rows of an address that two families share are suppressed.</summary>
    /// <returns>The lead row as the ledger then has it; none if nothing may be sent or another run changed the row first.</returns>
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

    /// <summary>Records that a message is put onto its queue, for the first time or again.</summary>
    public async Task<IReadOnlyList<Versioned<Nudge>>> MarkQueuedAsync(
        Versioned<Nudge> lead, BundledNudges bundled, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var queued = lead.Value.Queue(bundled, now);
        return await ledger.MoveAsync(lead, queued, cancellationToken) is { } row ? [row] : [];
    }
}

/// <summary>
/// Groups rows by parent: rows to the same number or address, and rows to one parent for whom one school's roster has a
/// mobile number and another's only an email address. Two parents who share an address but have their own numbers stay separate.
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
    /// The rows that one message to a parent may contain: rows of one kind, because one message must not both praise and warn. A kind
    /// whose last day is today comes first, then the kind of higher rank; the other kind is sent on another day.
    /// </summary>
    public static IReadOnlyList<Candidate> OfOneKind(IReadOnlyList<Candidate> family, DateOnly today)
    {
        // On the last day of a term the term's summary is sent: every family gets it, and it includes the absences.
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
