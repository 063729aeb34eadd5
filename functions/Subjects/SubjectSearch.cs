using Azure.Data.Tables;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>Finds everything that is held about a pupil: in all tables, of all school years, and in all files.</summary>
public sealed class SubjectSearch(SubjectTables tables, SubjectFiles files, PupilTable pupils)
{
    /// <summary>Finds what is held about a pupil.</summary>
    /// <param name="subject">The pupil.</param>
    public async Task<SubjectRecord> FindAsync(Subject subject, CancellationToken cancellationToken)
    {
        var rows = await tables.ReadAsync(subject, cancellationToken);
        var names = rows[Tables.Pupils].SelectMany(NamesIn).ToList();
        var held = await files.FindAsync(subject, names, cancellationToken);
        var known = names.Concat(held.SelectMany(SubjectFiles.NamesIn)).Distinct().ToList();
        var roster = await pupils.ReadAsync(subject.School, cancellationToken);
        var hasNamesake = roster.Values.Where(other => other.Upn != subject.Upn).Any(other =>
            known.Any(name => name.IsSame(other.Surname, other.Forename) || name.IsSame(other.Surname, other.PreferredName)));
        return new(subject, rows, held, await tables.OtherSchoolsAsync(subject, cancellationToken), hasNamesake);
    }

    private static IEnumerable<NameOfSubject> NamesIn(TableEntity pupil) =>
        [new(pupil.Text("Surname"), pupil.Text("Forename")), new(pupil.Text("Surname"), pupil.Text("PreferredName"))];
}
