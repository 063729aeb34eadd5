using System.Globalization;
using System.Text.RegularExpressions;
using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Summaries;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>A pupil's surname and one of the first names that the files give.</summary>
internal sealed record NameOfSubject(string Surname, string Forename)
{
    public bool IsSame(string surname, string forename) =>
        Surname.Equals(surname, StringComparison.OrdinalIgnoreCase) && Forename.Equals(forename, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Says which rows of a file are about a pupil: by UPN, by a letter's name, or, where a sheet has nothing else, by the pupil's names.</summary>
internal sealed class SubjectMatch(Subject subject)
{
    private readonly Regex _upn = new(
        $"(?<![A-Za-z0-9_-]){Regex.Escape(subject.Upn.ToString())}(?![A-Za-z0-9_-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The names that the pupil goes by, as far as they are known.</summary>
    public IReadOnlySet<NameOfSubject> Names { get; init; } = new HashSet<NameOfSubject>();

    public bool Mentions(string text) => _upn.IsMatch(text);

    /// <summary>Whether rows of a table can be told apart by names alone.</summary>
    public static bool IsByName(HeaderRow header) => !header.Has("UPN") && !IsIndex(header) && header.Has("Surname") && header.Has("Forename");

    /// <summary>Whether a blob is a letter about the pupil, by its name: letters/{school}/{date}/{letter}-{key}.docx.</summary>
    public bool IsLetter(string name) => name.Split('/') is [_, var date, var file] && LettersOf(date).Contains(file);

    /// <summary>Whether a row is about the pupil.</summary>
    /// <param name="container">The blob's container.</param>
    /// <param name="name">The blob's name.</param>
    /// <param name="header">The table's header.</param>
    /// <param name="row">The row.</param>
    public bool IsAbout(string container, string name, HeaderRow header, SourceRow row)
    {
        if (IsIndex(header))
        {
            return name.Split('/') is [_, var date, _] && LettersOf(date).Contains(row[header.Find("File")]);
        }

        if (IsByName(header))
        {
            return Names.Any(known => known.IsSame(row[header.Find("Surname")], row[header.Find("Forename")]));
        }

        // The trust's summary alone holds all schools in one file; elsewhere the folder says the school, and a column of that name anything.
        var isOfSchool = container != Containers.Summaries || SummaryFolder.IsOfSchool(name, subject.School) || (header.Has("School") && row[header.Find("School")] == subject.School.ToString());
        return header.Has("UPN") && isOfSchool && (Upn.TryParse(row[header.Find("UPN")], out var upn) ? upn == subject.Upn : Mentions(row.Source));
    }

    private static bool IsIndex(HeaderRow header) => header.Has("File") && header.Has("Letter");

    /// <summary>The file names that letters about the pupil have in the folder of a night; <see cref="LetterWriter"/> gives them.</summary>
    private HashSet<string> LettersOf(string date) => DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var night)
        ? [.. Enum.GetValues<LetterKind>().SelectMany(kind => LetterWriter.NamesOf(kind, LetterKey.Of(subject.School, subject.Upn, kind, night)))]
        : [];
}
