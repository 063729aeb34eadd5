using AttendanceFunctions.Functions.Storage;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>Finds everything that is held about a pupil: in all tables, of all years, and in all blobs.</summary>
public sealed class SubjectSearch(SubjectTables tables, SubjectFiles files, PupilTable pupils)
{
    public async Task<SubjectRecord> FindAsync(Subject subject, CancellationToken cancellationToken)
    {
        var rows = await tables.ReadAsync(subject, cancellationToken);
        var names = rows[Tables.Pupils].SelectMany(row => new[] { row.Text("Forename"), row.Text("PreferredName") }.Select(forename => new NameOfSubject(row.Text("Surname"), forename))).ToList();
        var held = await files.FindAsync(subject, names, cancellationToken);
        var known = names.Concat(held.SelectMany(SubjectFiles.NamesIn)).Distinct().ToList();
        var hasNamesake = (await pupils.ReadAsync(subject.School, cancellationToken)).Values
            .Any(other => other.Upn != subject.Upn && known.Any(name => name.IsSame(other.Surname, other.Forename) || name.IsSame(other.Surname, other.PreferredName)));
        return new(subject, rows, held, await tables.OtherSchoolsAsync(subject, cancellationToken), hasNamesake);
    }
}
