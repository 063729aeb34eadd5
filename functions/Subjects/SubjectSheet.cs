using System.Collections.Immutable;
using System.Text;
using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Letters;
using AttendanceFunctions.Functions.Summaries;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>A file of rows, with a test for rows about a pupil.</summary>
/// <param name="IsAbout">Whether a row is about the pupil.</param>
/// <param name="Mentions">Whether a text has the pupil's number.</param>
/// <param name="Separator">What separates the cells of a row's source.</param>
internal sealed record SubjectSheet(
    HeaderRow Header, IEnumerable<SourceRow> Rows, Func<SourceRow, bool> IsAbout, Func<string, bool> Mentions, char Separator)
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>Opens a CSV file, or an export of a school; null if the file is none.</summary>
    public static SubjectSheet? Open(string container, string name, byte[] content, SubjectMatch match) =>
        Open(container, content) is Checked<SourceTable>.Valid { Value: var table }
            ? new(table.Header, table.Rows, row => match.IsAbout(container, name, table.Header, row), match.Mentions, table.Separator)
            : null;

    private static Checked<SourceTable> Open(string container, byte[] content) => container switch
    {
        // A column that only the trust's settings name is not needed: a row with the pupil's number in any cell is about the pupil.
        Containers.Registers => SourceTable.Open(content, RegisterLayout.Kind(ImmutableDictionary<string, string>.Empty)),
        Containers.Rosters => SourceTable.Open(content, RosterRow.Kind(ImmutableDictionary<string, string>.Empty)),
        _ => SourceTable.Open(content),
    };

    /// <summary>What stands for a contact's address: one parent's request must not tell where the other parent lives.</summary>
    public const string NotShown = "on file, and not shown here";

    private const string OfSeveral =
        "A number or an address of this pupil's contact stands with other families too. The row names them and is not shown.";

    /// <summary>The pupil's rows, cell by cell, without what a row about a shared number says of other families.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Mine => [.. Rows.Where(IsAbout).Select(CellsOf)];

    /// <summary>The CSV file without the pupil's rows; all other rows are unchanged.</summary>
    public byte[] Without(byte[] content) => Write(content, Rows.Where(row => !IsAbout(row)).Select(row => row.Source));

    /// <summary>The CSV file, with only these columns kept in rows about the pupil and the others emptied.</summary>
    public byte[] With(byte[] content, IReadOnlyList<string> columns)
    {
        var kept = columns.Select(column => Header.Find(column).Index).OfType<int>().ToHashSet();
        return Write(content, Rows.Select(row => IsAbout(row) ? Reduce(row, kept) : row.Source));
    }

    private IReadOnlyList<string> CellsOf(SourceRow row) => row.Cells.Count == 0 ? [row.Source]
        : SubjectMatch.IsOfSeveral(Header, row) ? [
            .. row.Cells.Select((_, index) => index == Header.Find("What").Index ? OfSeveral
                : index == Header.Find("Kind").Index ? WorklistKinds.Shared : "")
        ]
        : [.. row.Cells.Select((cell, index) => cell.Length > 0 && IsAddressOfContact(index) ? NotShown : cell)];

    /// <summary>Whether a column has a contact's address: Contact1Address of a roster, Parent1Address of a return.</summary>
    private bool IsAddressOfContact(int index) => index < Header.Names.Count
        && Header.Names[index].Replace(" ", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal) is var name
        && name.EndsWith("Address", StringComparison.OrdinalIgnoreCase)
        && (name.StartsWith("Contact", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("Parent", StringComparison.OrdinalIgnoreCase));

    private byte[] Write(byte[] content, IEnumerable<string> rows)
    {
        var newLine = content.AsSpan().IndexOf("\r\n"u8) >= 0 ? "\r\n" : "\n";
        var text = string.Concat(rows.Prepend(Header.Source).Select(row => row + newLine));
        return [.. content.AsSpan().StartsWith(ByteOrderMark) ? ByteOrderMark : [], .. Encoding.UTF8.GetBytes(text)];
    }

    private string Reduce(SourceRow row, HashSet<int> kept) => string.Join(Separator, row.Cells.Select((cell, index) =>
        kept.Contains(index) || Mentions(cell) ? SourceRows.CsvOf(SafeCell.Neutralise(cell), Separator) : ""));
}

/// <summary>A pupil's surname and a forename, as written in a file.</summary>
internal sealed record NameOfSubject(string Surname, string Forename)
{
    /// <summary>Whether the names are the same, ignoring case.</summary>
    public bool IsSame(string surname, string forename) =>
        Surname.Equals(surname, StringComparison.OrdinalIgnoreCase) && Forename.Equals(forename, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Decides which rows of a file are about a pupil: by UPN, by a letter's file name, or by names if there is no UPN.</summary>
internal sealed class SubjectMatch(Subject subject)
{
    /// <summary>The pupil's names known so far.</summary>
    public IReadOnlySet<NameOfSubject> Names { get; init; } = new HashSet<NameOfSubject>();

    /// <summary>Whether a text contains the UPN as a separate word.</summary>
    public bool Mentions(string text)
    {
        var upn = subject.Upn.ToString();
        for (var at = 0; text.IndexOf(upn, at, StringComparison.OrdinalIgnoreCase) is var found and >= 0; at = found + 1)
        {
            if (!IsOfUpn(text, found - 1) && !IsOfUpn(text, found + upn.Length))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfUpn(string text, int index) =>
        index >= 0 && index < text.Length && (char.IsAsciiLetterOrDigit(text[index]) || text[index] is '-' or '_');

    /// <summary>Whether a table identifies pupils by name only.</summary>
    public static bool IsByName(HeaderRow header) =>
        !header.Has("UPN") && !IsIndex(header) && header.Has("Surname") && header.Has("Forename");

    /// <summary>Whether a file is a letter about the pupil, judged by the key in its name (<see cref="LetterNames"/>).</summary>
    public bool IsLetter(string name) => name.Split('/') is [_, var date, var file] && IsLetter(date, file);

    /// <summary>Whether a row of a file is about the pupil.</summary>
    public bool IsAbout(string container, string name, HeaderRow header, SourceRow row)
    {
        // The trust's own settings may name the column of an export's numbers, and a row of one is about the pupil whose number it has.
        if (container is Containers.Registers or Containers.Rosters && !header.Has("UPN"))
        {
            return Mentions(row.Source);
        }

        if (IsIndex(header))
        {
            return name.Split('/') is [_, var date, _] && IsLetter(date, row[header.Find("File")]);
        }

        if (IsByName(header))
        {
            return Names.Any(known => known.IsSame(row[header.Find("Surname")], row[header.Find("Forename")]));
        }

        // The trust's summary has all schools in one file, with a column School. Any other file belongs to the school of its folder.
        var isOfSchool = container != Containers.Summaries
            || SummaryFolder.IsOfSchool(name, subject.School)
            || (header.Has("School") && row[header.Find("School")] == subject.School.ToString());
        return header.Has("UPN") && isOfSchool
            && (Upn.TryParse(row[header.Find("UPN")], out var upn)
                // A row about a shared number has one pupil's UPN in its column and names the others in its text.
                ? upn == subject.Upn || (IsOfSeveral(header, row) && Mentions(row.Source))
                : Mentions(row.Source));
    }

    /// <summary>Whether a row of a worklist names pupils of several families, because they share a number or an address.</summary>
    public static bool IsOfSeveral(HeaderRow header, SourceRow row) =>
        header.Has("Kind") && header.Has("What") && row[header.Find("Kind")] == WorklistKinds.Shared;

    private static bool IsIndex(HeaderRow header) => header.Has("File") && header.Has("Letter");

    private bool IsLetter(string date, string file) => LetterNames.TryRead(file, out var kind)
        && Dates.Read(date) is { } night
        && LetterKey.AllOf(subject.School, subject.Upn, kind, night).Any(key => LetterNames.IsOf(file, key));
}
