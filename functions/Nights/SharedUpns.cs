namespace AttendanceFunctions.Functions.Nights;

/// <summary>
/// Finds the UPNs that a school shares with another one, and decides of each whether it is one child (domain 0.21). Only a pupil who is new
/// to a school is looked for elsewhere; what was found is looked at every night for as long as it may matter. Two nights may run at once:
/// a school's roster is stored before its newcomers are looked for, so at least one of the two nights finds the other's pupil.
/// </summary>
public sealed class SharedUpns(SharedUpnTable table, PupilTable pupils)
{
    /// <summary>The school's shared UPNs of a night. Without newcomers and shared UPNs it makes one request.</summary>
    public async Task<IReadOnlyList<SharedUpnTonight>> FindAsync(
        Trust trust, School school, DateOnly night, NightFiles files, CancellationToken cancellationToken)
    {
        var known = await table.ReadAsync(school.Id, cancellationToken);
        var found = await FindNewAsync(trust, school, night, files, known, cancellationToken);
        var shared = await DecideAsync(trust, school, night, [.. known, .. found], cancellationToken);
        var current = shared.Select(place => place.Row).ToHashSet();
        // A school that is missing from the settings may come back.
        var past = known.Concat(found).Where(row => trust.TryFind(row.Other, out _) && !current.Contains(row));
        await table.DeleteAsync(past, cancellationToken);
        return shared;
    }

    /// <summary>The school's shared UPNs as earlier nights found them; nothing is written.</summary>
    public async Task<IReadOnlyList<SharedUpnTonight>> ReadAsync(
        Trust trust, School school, DateOnly day, CancellationToken cancellationToken) =>
        await DecideAsync(trust, school, day, await table.ReadAsync(school.Id, cancellationToken), cancellationToken);

    /// <summary>Compares the rosters of both schools; without the rows that concern nobody any more.</summary>
    private async Task<IReadOnlyList<SharedUpnTonight>> DecideAsync(
        Trust trust, School school, DateOnly night, IReadOnlyList<SharedUpnRow> rows, CancellationToken cancellationToken)
    {
        var shared = new List<SharedUpnTonight>();
        var here = await pupils.ReadEntriesAsync(school.Id, rows.Select(row => row.Upn).ToHashSet(), cancellationToken);
        foreach (var place in rows.GroupBy(row => row.Other))
        {
            if (!trust.TryFind(place.Key, out var other))
            {
                continue;
            }

            var there = await pupils.ReadEntriesAsync(other.Id, place.Select(row => row.Upn).ToHashSet(), cancellationToken);
            foreach (var row in place)
            {
                if (here.TryGetValue(row.Upn, out var ours) && there.TryGetValue(row.Upn, out var theirs)
                    && !SameChild.IsPast(ours, theirs, night))
                {
                    shared.Add(new(row, other, ours, theirs, SameChild.Of(ours, theirs, night)));
                }
            }
        }

        return [.. shared.OrderBy(place => place.Upn).ThenBy(place => place.Other.Id)];
    }

    /// <summary>Notes that what came from another school was taken, once the cases are written.</summary>
    /// <param name="onRoll">The pupils whose cases ran tonight.</param>
    public Task NoteCarriedAsync(
        IEnumerable<SharedUpnTonight> shared, IReadOnlySet<Upn> onRoll, CancellationToken cancellationToken) => table.WriteAsync(
            shared.Where(place => place.Relation == SharedUpn.CameFromThere && !place.Row.IsCarried && onRoll.Contains(place.Upn))
                .Select(place => place.Row with { IsCarried = true }),
            cancellationToken);

    /// <summary>Finds the schools that have a newcomer's UPN too, and writes a row for either school.</summary>
    private async Task<IReadOnlyList<SharedUpnRow>> FindNewAsync(
        Trust trust, School school, DateOnly night, NightFiles files, IReadOnlyList<SharedUpnRow> known,
        CancellationToken cancellationToken)
    {
        var newcomers = files.Roster.Pupils.Keys
            .Where(upn => files.RecordsBefore.GetValueOrDefault(upn)?.Value.Night is null).ToHashSet();
        if (trust.Schools.Count == 1 || newcomers.Count == 0)
        {
            return [];
        }

        var places = await pupils.FindSchoolsAsync(newcomers, cancellationToken);
        var ids = trust.Schools.Select(other => other.Id).ToHashSet();
        var shared = known.Select(row => (row.Upn, row.Other)).ToHashSet();
        var found =
            (from upn in newcomers
             from other in places[upn]
             where other != school.Id && ids.Contains(other) && !shared.Contains((upn, other))
             select new SharedUpnRow(school.Id, upn, other, night, IsCarried: false)).ToList();
        // The other school's row first: without this school's, a repetition finds both again.
        await table.MergeAsync(found.Select(row => row with { School = row.Other, Other = row.School }), cancellationToken);
        await table.WriteAsync(found, cancellationToken);
        return found;
    }
}
