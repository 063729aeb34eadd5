using AttendanceFunctions.Domain.Messages.Kinds;
using AttendanceFunctions.Domain.Messages.Planning;
using AttendanceFunctions.Functions.Messages.Contacts;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Messages.Senders;

namespace AttendanceFunctions.Functions.Messages;

/// <summary>A row that may be sent today, or that was sent today, so that its parent gets no other message.</summary>
/// <param name="Reachable">Every usable address of the contact.</param>
/// <param name="ParentName">The contact's name on the roster.</param>
/// <param name="HasLeft">Whether it may have reached the provider today, or is a first-day text about to be sent.</param>
public sealed record Candidate(Versioned<Nudge> Row, Address To, IReadOnlyList<Address> Reachable, string ParentName, bool HasLeft)
{
    /// <summary>The candidate of a row, from the current roster; none if the roster no longer has such a contact.</summary>
    public static IEnumerable<Candidate> Of(Versioned<Nudge> row, Pupil pupil, IReadOnlySet<Address> unusable, bool hasLeft) =>
        from contact in pupil.Contacts
        where contact.Slot == row.Value.ContactSlot && contact.HasParentalResponsibility
        let to = Address.Of(contact, unusable)
        where to?.Channel == row.Value.Channel
        select new Candidate(row, to.Value, [.. Address.AllOf(contact)], contact.Name, hasLeft);
}

/// <summary>Finds the rows that a school may send today, and closes those that must no longer be sent.</summary>
public sealed class ReleasePool(
    NudgeLedger ledger, PupilTable pupils, UnusableAddressTable contacts, AttendanceTable attendance, CaseTable cases, AllowList allowList)
{
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
        var shared = SharedAddresses.Of(roster.Values.Where(pupil => pupil.OnRoll.Contains(today)));
        var mayLeave = new MayLeave(trust, school);
        var candidates = left.SelectMany(row => CandidateOf(row, hasLeft: true)).ToList();
        foreach (var row in planned)
        {
            var found = CandidateOf(row, hasLeft: false).ToList();
            var to = found.FirstOrDefault()?.To;
            var reason = mayLeave.ReasonAgainst(row.Value, standing.GetValueOrDefault(row.Value.Upn), today)
                ?? MayLeave.ReasonAgainst(
                    to, to is { } address && shared.Contains(address), to is { } recipient && allowList.Allows(recipient.Value));
            if (reason is { } against)
            {
                await ledger.MoveAsync(row, row.Value.Suppress(against, now), cancellationToken);
            }
            else
            {
                candidates.AddRange(found);
            }
        }

        return candidates;

        IEnumerable<Candidate> CandidateOf(Versioned<Nudge> row, bool hasLeft) =>
            roster.TryGetValue(row.Value.Upn, out var pupil) ? Candidate.Of(row, pupil, unusable, hasLeft) : [];
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
