using AttendanceFunctions.Domain.Messages.Kinds;
using AttendanceFunctions.Domain.Messages.Planning;
using AttendanceFunctions.Functions.Messages.Contacts;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Messages.Senders;

namespace AttendanceFunctions.Functions.Messages;

/// <summary>A row that may be sent today, or that was sent today, so that its parent gets no other message.</summary>
/// <param name="To">Where it goes, by the roster of its own school.</param>
/// <param name="Parent">Its parent's name on that roster.</param>
/// <param name="Household">Its parent's household at that number or address, as <see cref="Households.At"/> names it.</param>
/// <param name="HasLeft">Whether it may have reached the provider today, or is a first-day text about to be sent.</param>
public sealed record Candidate(Versioned<Nudge> Row, Address To, ParentName Parent, ParentName Household, bool HasLeft)
{
    /// <summary>The candidate of a row, from the current roster; none if the roster no longer has such a contact.</summary>
    public static IEnumerable<Candidate> Of(
        Versioned<Nudge> row, Pupil pupil, Households roll, IReadOnlySet<Address> unusable, bool hasLeft) =>
        RecipientOf(row.Value, pupil, unusable) is var (contact, to)
            ? [new(row, to, ParentName.Of(contact), roll.At(to, ParentName.Of(contact)), hasLeft)]
            : [];

    /// <summary>The contact of a row and where the row goes, by the roster of its school; null if it has no such contact.</summary>
    public static (Contact Contact, Address To)? RecipientOf(Nudge nudge, Pupil pupil, IReadOnlySet<Address> unusable) =>
        pupil.Contacts.FirstOrDefault(contact => contact.Slot == nudge.ContactSlot && contact.HasParentalResponsibility) is { } contact
        && Address.Of(contact, unusable) is { } to && to.Channel == nudge.Channel
            ? (contact, to)
            : null;
}

/// <summary>Finds the rows that a school may send today, and closes those that must no longer be sent.</summary>
public sealed class ReleasePool(
    NudgeLedger ledger, PupilTable pupils, UnusableAddressTable contacts, HeldAddresses shared, AttendanceTable attendance,
    CaseTable cases, AllowList allowList)
{
    /// <summary>Reads a school's rows. Rows to a held number or address stay planned and are not among them.</summary>
    public async Task<IReadOnlyList<Candidate>> ReadAsync(
        Trust trust, School school, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = London.DateAt(now);
        var year = AcademicYear.Of(today);
        var open = await ledger.ReadOpenAsync(school.Id, year, today, cancellationToken);
        var planned = open.Where(row => row.Value is { State: NudgeState.Planned or NudgeState.Joined, IsReleased: true }
            && row.Value.Kind.IsOfNights() && row.Value.MayLeaveOn(today)).ToList();
        // Also if nothing is planned here: the messages that this school sent today limit those to siblings at other schools.
        // A parent who gets a first-day text this morning gets no other message today, even if the text is not sent yet.
        var left = open.Where(row => (row.Value.State.MayHaveLeft() && row.Value.MovedAt is { } at && London.DateAt(at) == today)
            || IsAsking(row.Value, today)).ToList();
        if (planned.Count == 0 && left.Count == 0)
        {
            return [];
        }

        var roster = await pupils.ReadAsync(school.Id, cancellationToken);
        var unusable = (await contacts.ReadAsync(school.Id, cancellationToken)).Of(roster.Values);
        var standing = await ReadStandingAsync(school, year, roster, cancellationToken);
        var roll = Households.Of(roster.Values.Where(pupil => pupil.OnRoll.Contains(today)));
        var held = (await shared.ReadAsync(school.Id, roll, cancellationToken)).Select(one => one.Shared.Address).ToHashSet();
        var mayLeave = new MayLeave(trust, school);
        var candidates = left.SelectMany(row => CandidateOf(row, hasLeft: true)).ToList();
        foreach (var row in planned)
        {
            var found = CandidateOf(row, hasLeft: false).ToList();
            var to = found.FirstOrDefault()?.To;
            var reason = mayLeave.ReasonAgainst(row.Value, standing.GetValueOrDefault(row.Value.Upn), today)
                ?? MayLeave.ReasonAgainst(to, to is { } recipient && allowList.Allows(recipient.Value));
            if (reason is { } against)
            {
                await ledger.MoveAsync(row, row.Value.Suppress(against, now), cancellationToken);
            }
            else
            {
                candidates.AddRange(found.Where(candidate => !held.Contains(candidate.To)));
            }
        }

        return candidates;

        IEnumerable<Candidate> CandidateOf(Versioned<Nudge> row, bool hasLeft) =>
            roster.TryGetValue(row.Value.Upn, out var pupil) ? Candidate.Of(row, pupil, roll, unusable, hasLeft) : [];
    }

    /// <summary>The status of each pupil of the roster who has a record, from the newest night.</summary>
    private async Task<Dictionary<Upn, PupilNow>> ReadStandingAsync(
        School school, AcademicYear year, IReadOnlyDictionary<Upn, Pupil> roster, CancellationToken cancellationToken)
    {
        var records = await attendance.ReadAsync(school.Id, year, cancellationToken);
        var current = await cases.ReadAsync(school.Id, year, cancellationToken);
        return roster.Values.Where(pupil => records.ContainsKey(pupil.Upn)).ToDictionary(
            pupil => pupil.Upn,
            pupil => new PupilNow(
                pupil, records[pupil.Upn].Value,
                current.TryGetValue(pupil.Upn, out var row) ? row.Value : new Case(pupil.Upn, school.Policy.Id)));
    }

    private static bool IsAsking(Nudge nudge, DateOnly today) =>
        nudge.Kind == MessageKind.FirstDay && nudge.State is NudgeState.Planned or NudgeState.Joined && nudge.MayLeaveOn(today);
}
