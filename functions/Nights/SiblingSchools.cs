using AttendanceFunctions.Domain.Summaries;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>A child's siblings as the child's school may know of them.</summary>
/// <param name="Here">The pupils of the same school whose rosters' rows name the same person at the same number or address.</param>
/// <param name="Elsewhere">Other schools at which a sibling may be; none unless the child is persistently absent (decision 0031).</param>
public sealed record SiblingsOfChild(IReadOnlyList<Pupil> Here, IReadOnlyList<School> Elsewhere);

/// <summary>
/// Finds the other schools of the trust at which a sibling of a persistently absent pupil may be: both rosters name the same person at the
/// same number or address (domain 0.21). Each night leaves its school's keys for the others and reads theirs, in one request.
/// </summary>
public sealed class SiblingSchools(FamilyKeyTable table, PupilTable pupils, KeySecrets secrets)
{
    /// <param name="onRoll">The school's pupils on roll, with tonight's results.</param>
    /// <returns>The schools by pupil; pupils without such a school are left out.</returns>
    public async Task<IReadOnlyDictionary<Upn, IReadOnlyList<School>>> FindAsync(
        Trust trust, School school, DateOnly night, IReadOnlyList<PupilNight> onRoll, CancellationToken cancellationToken)
    {
        if (trust.Schools.Count == 1)
        {
            return new Dictionary<Upn, IReadOnlyList<School>>();
        }

        var secret = await secrets.ReadAsync(cancellationToken);
        var own = ContestedAddress.ContactsOf(school.Id, onRoll.Select(pupil => pupil.Pupil))
            .Select(contact => (contact.Place.Upn, Key: FamilyKey.Of(secret, contact))).ToList();
        var known = await table.ReadAsync(cancellationToken);
        var keys = own.Select(stated => stated.Key).Distinct().Order().ToList();
        if (!known.TryGetValue(school.Id, out var before) || !before.SequenceEqual(keys))
        {
            await table.WriteAsync(school.Id, keys, night, cancellationToken);
        }

        var absent = onRoll.Where(pupil => pupil.Status is AttendanceStatus.Measured { IsPersistentAbsence: true })
            .Select(pupil => pupil.Pupil.Upn).ToHashSet();
        var others = trust.Schools.Where(other => other.Id != school.Id).ToDictionary(other => other.Id);
        var elsewhere = from row in known
                        where others.ContainsKey(row.Key)
                        from key in row.Value
                        select (row.Key, key);
        return SharedFamily.SchoolsOf(own.Where(stated => absent.Contains(stated.Upn)), elsewhere).ToDictionary(
            found => found.Key, found => (IReadOnlyList<School>)[.. found.Value.Select(id => others[id])]);
    }

    /// <summary>The siblings of one child, by the keys that the last nights left.</summary>
    /// <param name="isPersistentlyAbsent">Whether the child is persistently absent and on roll: of others no other school is named.</param>
    public async Task<SiblingsOfChild> FindAsync(
        Trust trust, School school, Pupil pupil, bool isPersistentlyAbsent, CancellationToken cancellationToken)
    {
        var secret = await secrets.ReadAsync(cancellationToken);
        var own = ContestedAddress.ContactsOf(school.Id, [pupil]).Select(contact => FamilyKey.Of(secret, contact)).ToList();
        if (own.Count == 0)
        {
            return new([], []);
        }

        var known = await table.ReadAsync(cancellationToken);
        var (parents, self) = (own.Select(key => key.Parent).ToHashSet(), FamilyKey.ChildOf(secret, pupil.Upn));
        // A trust of one school keeps no keys, and its roster is read instead.
        var ofSchool = known.GetValueOrDefault(school.Id)
            ?? [.. ContestedAddress.ContactsOf(school.Id, (await pupils.ReadAsync(school.Id, cancellationToken)).Values)
                .Select(contact => FamilyKey.Of(secret, contact))];
        var children = ofSchool.Where(key => parents.Contains(key.Parent) && key.Child != self).Select(key => key.Child).ToHashSet();
        var upns = children.Count == 0 ? []
            : (await pupils.ReadUpnsAsync(school.Id, cancellationToken))
                .Where(upn => children.Contains(FamilyKey.ChildOf(secret, upn))).ToHashSet();
        var here = (await pupils.ReadEntriesAsync(school.Id, upns, cancellationToken)).Values
            .Where(entry => entry.MissingSince is null).Select(entry => entry.Known);
        var others = trust.Schools.Where(other => other.Id != school.Id).ToDictionary(other => other.Id);
        var elsewhere = from row in known
                        where isPersistentlyAbsent && others.ContainsKey(row.Key)
                        from key in row.Value
                        select (row.Key, key);
        var schools = SharedFamily.SchoolsOf(own.Select(key => (pupil.Upn, key)), elsewhere).GetValueOrDefault(pupil.Upn, []);
        return new(
            [.. here.OrderBy(sibling => sibling.Forename, StringComparer.Ordinal)], [.. schools.Select(id => others[id])]);
    }
}
