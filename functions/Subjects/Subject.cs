using Azure;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>
/// A pupil at one school whose data is requested. The same UPN at another school is the same child only where the rosters of both say so
/// (<see cref="SameChild.IsOneChild"/>).
/// </summary>
public sealed record Subject(SchoolId School, Upn Upn);

/// <summary>Another school of the trust with rows under a subject's UPN.</summary>
/// <param name="IsSameChild">Whether the rosters of both schools say that it is the same child.</param>
public sealed record OtherSchool(SchoolId School, bool IsSameChild);

/// <summary>All data about a pupil at a school.</summary>
/// <param name="Tables">The pupil's rows in each table about pupils; an empty list if there are none.</param>
/// <param name="Files">The files with this pupil's rows, and the letters about the pupil.</param>
/// <param name="OtherSchools">Other schools of the trust that have rows under the same UPN, in order.</param>
/// <param name="HasNamesake">Whether another pupil of the school has the same names; a file without UPNs cannot tell them apart.</param>
public sealed record SubjectRecord(
    Subject Subject,
    IReadOnlyDictionary<string, IReadOnlyList<TableEntity>> Tables,
    IReadOnlyList<HeldFile> Files,
    IReadOnlyList<OtherSchool> OtherSchools,
    bool HasNamesake)
{
    /// <summary>The same child at other schools; a request for this subject includes what is held there.</summary>
    public IEnumerable<Subject> SameChild =>
        OtherSchools.Where(other => other.IsSameChild).Select(other => Subject with { School = other.School });

    /// <summary>What is to be said of other schools that have the UPN for a child who may be another one.</summary>
    public IEnumerable<string> NotIncluded => OtherSchools.Where(other => !other.IsSameChild).Select(other =>
        $"The UPN also stands at the school {other.School}, whose records are not included, because the rosters of both schools do not say "
            + "that it is the same child: the same UPN, date of birth and surname, and a leaving date or a dual registration at both.");

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
public sealed class SubjectSearch(SubjectTables tables, SubjectFiles files, PupilTable pupils, TimeProvider time)
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
        return new(subject, rows, held, await OtherSchoolsAsync(subject, cancellationToken), hasNamesake);
    }

    private async Task<IReadOnlyList<OtherSchool>> OtherSchoolsAsync(Subject subject, CancellationToken cancellationToken)
    {
        var (today, found) = (London.DateAt(time.GetUtcNow()), new List<OtherSchool>());
        var here = await pupils.FindEntryAsync(subject.School, subject.Upn, cancellationToken);
        foreach (var school in await tables.OtherSchoolsAsync(subject, cancellationToken))
        {
            var there = await pupils.FindEntryAsync(school, subject.Upn, cancellationToken);
            found.Add(new(school, here is not null && there is not null && SameChild.IsOneChild(here, there, today)));
        }

        return found;
    }

    private static IEnumerable<NameOfSubject> NamesIn(TableEntity pupil) =>
        [new(pupil.Text("Surname"), pupil.Text("Forename")), new(pupil.Text("Surname"), pupil.Text("PreferredName"))];
}
