using AttendanceFunctions.Domain.Trusts;
using Azure.Data.Tables;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>Everything that is held about a pupil at a school.</summary>
/// <param name="Subject">The pupil.</param>
/// <param name="Tables">The rows of each table that holds something about pupils; an empty list where it holds nothing of this one.</param>
/// <param name="Files">The blobs, with this pupil's rows.</param>
/// <param name="OtherSchools">Other schools of the trust where the same UPN stands.</param>
/// <param name="HasNamesake">Whether another pupil of the school has the same names, so that a sheet without UPNs cannot tell the two apart.</param>
public sealed record SubjectRecord(
    Subject Subject, IReadOnlyDictionary<string, IReadOnlyList<TableEntity>> Tables, IReadOnlyList<HeldFile> Files, IReadOnlyList<SchoolId> OtherSchools, bool HasNamesake)
{
    public bool IsEmpty => Tables.Values.All(rows => rows.Count == 0) && Files.Count == 0;

    public IEnumerable<HeldFile> FilesOf(string container) => Files.Where(file => file.Container == container);
}
