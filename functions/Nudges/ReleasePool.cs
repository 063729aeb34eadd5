using AttendanceFunctions.Domain.Nudges;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Readings;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Channels;
using AttendanceFunctions.Functions.Storage;

namespace AttendanceFunctions.Functions.Nudges;

/// <summary>A row that may leave today, or that left today already and stands for its parent having been written to.</summary>
/// <param name="Row">The row.</param>
/// <param name="To">Where it goes.</param>
/// <param name="Reachable">Every usable address of the contact.</param>
/// <param name="ParentName">The name that the roster gives the contact.</param>
/// <param name="HasLeft">Whether it may have reached the provider today.</param>
public sealed record Candidate(Stored<Nudge> Row, Address To, IReadOnlyList<Address> Reachable, string ParentName, bool HasLeft);

/// <summary>Finds what a school may let go today, and takes out what must not leave any more.</summary>
public sealed class ReleasePool(NudgeLedger ledger, PupilTable pupils, AttendanceTable attendance, AllowList allowList)
{
    public async Task<IReadOnlyList<Candidate>> ReadAsync(School school, DateOnly today, CancellationToken cancellationToken)
    {
        var year = AcademicYear.Of(today);
        var open = await ledger.ReadOpenAsync(school.Id, year, today, cancellationToken);
        var planned = open.Where(row => row.Value.State is NudgeState.Planned or NudgeState.Joined && row.Value.IsReleased && row.Value.MayLeaveOn(today)).ToList();
        // Also where nothing is planned: a sibling at another school must know of what left here.
        var left = open.Where(row => row.Value.State.MayHaveLeft() && London.DateAt(row.Value.MovedAt) == today).ToList();
        if (planned.Count == 0 && left.Count == 0)
        {
            return [];
        }

        var roster = await pupils.ReadAsync(school.Id, cancellationToken);
        var records = await attendance.ReadAsync(school.Id, year, cancellationToken);
        var candidates = left.SelectMany(row => CandidateOf(row, roster, hasLeft: true)).ToList();
        foreach (var row in planned)
        {
            var found = CandidateOf(row, roster, hasLeft: false).ToList();
            var reason = ReasonAgainst(school, today, row.Value, roster, records, found);
            if (reason == SuppressionReason.None)
            {
                candidates.AddRange(found);
            }
            else
            {
                await ledger.MoveAsync(row, row.Value with { State = NudgeState.Suppressed, Reason = reason }, cancellationToken);
            }
        }

        return candidates;
    }

    // What was right when it was planned may be wrong by now: a bereavement on file, a corrected mark, a contact taken off.
    private SuppressionReason ReasonAgainst(
        School school, DateOnly today, Nudge nudge, IReadOnlyDictionary<Upn, Pupil> roster, IReadOnlyDictionary<Upn, Stored<AttendanceRecord>> records, List<Candidate> found)
    {
        if (!roster.TryGetValue(nudge.Upn, out var pupil) || !pupil.OnRoll.Contains(today) || !records.TryGetValue(nudge.Upn, out var record) || !school.Policy.NudgesAt(record.Value.Stage))
        {
            return SuppressionReason.NoLongerInStage;
        }

        return NudgePlanner.ReasonAgainst(pupil) is not SuppressionReason.None and var reason ? reason
            : found.Count == 0 ? SuppressionReason.NoUsableAddress
            : !allowList.Allows(found[0].To.Value) ? SuppressionReason.NotOnAllowList
            : SuppressionReason.None;
    }

    private static IEnumerable<Candidate> CandidateOf(Stored<Nudge> row, IReadOnlyDictionary<Upn, Pupil> roster, bool hasLeft) =>
        roster.TryGetValue(row.Value.Upn, out var pupil)
            ? pupil.Contacts
                .Where(contact => contact.Slot == row.Value.ContactSlot && contact.HasParentalResponsibility && Address.Of(contact).Channel == row.Value.Channel)
                .Select(contact => new Candidate(row, Address.Of(contact), [.. Address.AllOf(contact)], contact.Name, hasLeft))
            : [];
}
