using Azure;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>How a blob holds something about a pupil.</summary>
public enum HeldForm
{
    /// <summary>Rows of a CSV file.</summary>
    Rows,

    /// <summary>Rows of a workbook.</summary>
    Workbook,

    /// <summary>The whole blob is about this pupil: a letter.</summary>
    Letter,

    /// <summary>A file that cannot be read as a table, and in which the UPN stands.</summary>
    Unreadable,
}

/// <summary>A blob that says something about a pupil, and what it says of this one alone.</summary>
/// <param name="Container">Its container.</param>
/// <param name="Name">Its name in the container.</param>
/// <param name="ETag">The version that was read.</param>
/// <param name="Form">How it holds it.</param>
/// <param name="Columns">The names of the columns; none for a letter.</param>
/// <param name="Rows">The pupil's rows, cell by cell; none for a letter.</param>
public sealed record HeldFile(
    string Container, string Name, ETag ETag, HeldForm Form, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    public string Path => $"{Container}/{Name}";
}
