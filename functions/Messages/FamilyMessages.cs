using AttendanceFunctions.Functions.Messages.Ledger;

namespace AttendanceFunctions.Functions.Messages;

/// <summary>Joins the messages to one parent into one, and records in the ledger that it is queued.</summary>
public sealed class FamilyMessages(NudgeLedger ledger)
{
    /// <summary>Joins the rows that fit into one message; the others wait for another day.</summary>
    /// <returns>The lead row as the ledger then has it; none if another run changed the row first.</returns>
    public async Task<IReadOnlyList<Versioned<Nudge>>> JoinAsync(
        IReadOnlyList<Candidate> family, DateOnly today, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (lead, others) = Families.Message(family, today);
        var joined = new List<LedgerPlace>();
        foreach (var other in others)
        {
            var row = other.Row.Value.Join(lead.Row.Value.Place);
            if (row == other.Row.Value || await ledger.MoveAsync(other.Row, row, cancellationToken) is not null)
            {
                joined.Add(row.Place);
            }
        }

        return await MarkQueuedAsync(lead.Row, new(joined), now, cancellationToken);
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
/// Groups rows by parent (domain 0.21). Within a school, rows to one household at one number or address belong together. Rows of two
/// schools belong together only where both rosters name the same person at the same number or address; a name alone never links.
/// </summary>
public static class Families
{
    public static IReadOnlyList<IReadOnlyList<Candidate>> Of(IEnumerable<Candidate> candidates) =>
    [
        .. candidates.GroupBy(candidate => candidate.To).SelectMany(AtOneAddress)
            .OrderBy(family => family.Min(candidate => candidate.Row.Value.Place.Key)),
    ];

    /// <summary>
    /// The rows that one message to a parent may contain: rows of one kind, because one message must not both praise and warn. A kind
    /// whose last day is today comes first, then the kind of higher rank; the other kind is sent on another day. Reminders to all families
    /// come after everything else.
    /// </summary>
    public static IReadOnlyList<Candidate> OfOneKind(IReadOnlyList<Candidate> family, DateOnly today)
    {
        // On the last day of a term the term's summary is sent: every family gets it, and it includes the absences.
        var first = family.Select(candidate => candidate.Row.Value)
            .MinBy(nudge => (nudge.Kind.GivesWay(), nudge.LastDay > today, nudge.Kind != MessageKind.TermlySummary, nudge.Kind))!;
        return [.. family.Where(candidate => candidate.Row.Value.Kind == first.Kind)];
    }

    /// <summary>
    /// The row that leads a family's message, and the rows that join it. The lead is of the school with the lowest URN, and within it the
    /// row with the lowest key, which nobody can choose. A row of another school joins only if its parent has the lead's name.
    /// </summary>
    public static (Candidate Lead, IReadOnlyList<Candidate> Joined) Message(IReadOnlyList<Candidate> family, DateOnly today)
    {
        var together = OfOneKind(family, today);
        var common = NamesOf(together.GroupBy(candidate => candidate.Row.Value.Place.School));
        var lead = together.OrderBy(candidate => !common.Contains(candidate.Parent))
            .ThenBy(candidate => candidate.Row.Value.Place.School).ThenBy(candidate => candidate.Row.Value.Place.Key).First();
        return (lead, [
            .. together.Where(candidate => candidate != lead && IsToSameParent(lead, candidate))
                .OrderBy(candidate => candidate.Row.Value.Place.School).ThenBy(candidate => candidate.Row.Value.Place.Key)
        ]);
    }

    /// <summary>Whether a row may stand in another row's message, given where each goes by the roster of its own school.</summary>
    public static bool IsToSameParent(
        Nudge lead, (Contact Contact, Address To) leadsTo, Nudge other, (Contact Contact, Address To) othersTo) =>
        leadsTo.To == othersTo.To
        && (lead.Place.School == other.Place.School || IsSamePerson(ParentName.Of(leadsTo.Contact), ParentName.Of(othersTo.Contact)));

    private static bool IsToSameParent(Candidate lead, Candidate other) =>
        lead.Row.Value.Place.School == other.Row.Value.Place.School || IsSamePerson(lead.Parent, other.Parent);

    private static bool IsSamePerson(ParentName one, ParentName other) => one.IsKnown && one == other;

    /// <summary>
    /// The families at one number or address: the household of each school, joined with that of an earlier school where all of them have a
    /// name in common, so that no school can link two others.
    /// </summary>
    private static IEnumerable<IReadOnlyList<Candidate>> AtOneAddress(IEnumerable<Candidate> candidates)
    {
        var families = new List<List<IGrouping<(SchoolId School, ParentName Household), Candidate>>>();
        var households = candidates.GroupBy(candidate => (candidate.Row.Value.Place.School, candidate.Household))
            .OrderBy(household => household.Key.School).ThenBy(household => household.Key.Household);
        foreach (var household in households)
        {
            if (families.Find(family => NamesOf(family.Append(household)).Count > 0) is { } family)
            {
                family.Add(household);
            }
            else
            {
                families.Add([household]);
            }
        }

        return families.Select(family => family.SelectMany(household => household).ToList());
    }

    /// <summary>The names of parents that all of these schools' rows have in common.</summary>
    private static HashSet<ParentName> NamesOf(IEnumerable<IEnumerable<Candidate>> schools) => schools
        .Select(rows => rows.Select(candidate => candidate.Parent).Where(name => name.IsKnown).ToHashSet())
        .Aggregate((common, names) => [.. common.Where(names.Contains)]);
}
