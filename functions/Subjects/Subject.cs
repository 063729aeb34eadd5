using Azure;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>
/// A pupil at one school whose data is requested. The same UPN at another school is another subject, because two schools may have
/// issued the same temporary UPN.
/// </summary>
public sealed record Subject(SchoolId School, Upn Upn);

/// <summary>All data about a pupil at a school.</summary>
/// <param name="Tables">The pupil's rows in each table about pupils; an empty list if there are none.</param>
/// <param name="Files">The files with this pupil's rows, and the letters about the pupil.</param>
/// <param name="OtherSchools">Other schools of the trust that have rows under the same UPN.</param>
/// <param name="HasNamesake">Whether another pupil of the school has the same names; a file without UPNs cannot tell them apart.</param>
public sealed record SubjectRecord(
    Subject Subject,
    IReadOnlyDictionary<string, IReadOnlyList<TableEntity>> Tables,
    IReadOnlyList<HeldFile> Files,
    IReadOnlyList<SchoolId> OtherSchools,
    bool HasNamesake)
{
    /// <summary>Whether no data was found.</summary>
    public bool IsEmpty => Tables.Values.All(rows => rows.Count == 0) && Files.Count == 0;

    public IEnumerable<HeldFile> FilesOf(string container) => Files.Where(file => file.Container == container);

    /// <summary>Whether a file's rows are certainly about this pupil; without UPNs they may be about a pupil with the same names.</summary>
    internal bool IsCertainlyAboutPupil(HeldFile file) => !HasNamesake
        || file.Columns.Contains("UPN", StringComparer.OrdinalIgnoreCase)
        || file.Columns.Contains("File", StringComparer.OrdinalIgnoreCase);
}

/// <summary>The kinds of files with data about a pupil.</summary>
public enum HeldForm
{
    /// <summary>A CSV file with rows about the pupil.</summary>
    Rows,

    /// <summary>A workbook with rows about the pupil.</summary>
    Workbook,

    /// <summary>A letter, all of which is about this pupil.</summary>
    Letter,

    /// <summary>A file that cannot be read as a table and contains the UPN.</summary>
    Unreadable,
}

/// <summary>A file with data about a pupil, and its rows about this pupil alone.</summary>
/// <param name="Name">Its path in the container.</param>
/// <param name="ETag">The version that was read.</param>
/// <param name="Columns">The names of the columns; none for a letter.</param>
/// <param name="Rows">The pupil's rows, cell by cell; none for a letter.</param>
public sealed record HeldFile(
    string Container, string Name, ETag ETag, HeldForm Form, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>The container and the name, with a slash between them.</summary>
    public string Path => $"{Container}/{Name}";
}

/// <summary>Finds all data about a pupil: in all tables, of all school years, and in all files.</summary>
public sealed class SubjectSearch(SubjectTables tables, SubjectFiles files, PupilTable pupils)
{
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
