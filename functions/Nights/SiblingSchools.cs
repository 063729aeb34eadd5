using AttendanceFunctions.Domain.Summaries;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>
/// Finds the other schools of the trust at which a sibling of a persistently absent pupil may be: both rosters name the same person at the
/// same number or address (domain 0.21). Each night leaves its school's keys for the others and reads theirs, in one request.
/// </summary>
public sealed class SiblingSchools(FamilyKeyTable table, KeySecrets secrets)
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
}
