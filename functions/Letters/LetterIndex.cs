using AttendanceFunctions.Domain.Letters;
using AttendanceFunctions.Functions.Documents.Sheets;
using AttendanceFunctions.Functions.Intake;

namespace AttendanceFunctions.Functions.Letters;

/// <summary>A copy of a letter as it lies in its print run.</summary>
/// <param name="Run">The file of the run; null where the letter is printed by itself.</param>
/// <param name="Envelope">The number of the household in the run, from 1.</param>
/// <param name="Place">The number of the copy in the run, from 1.</param>
/// <param name="To">To whom it goes: the names on the envelope.</param>
/// <param name="HasAddress">Whether there is an address; without one the letter is given by hand.</param>
/// <param name="LocalForm">The local authority's form that the policy asks for in place of the letter; null if there is none.</param>
/// <param name="File">The file of the letter itself, which all its copies share.</param>
public sealed record PrintedCopy(
    LetterKind Kind, string? Run, int Envelope, int Place, string Class, string Surname, string Forename, string To, bool HasAddress,
    string? LocalForm, string File, Upn Upn)
{
    /// <summary>The copy of a letter that is to one household.</summary>
    /// <param name="envelope">The number of the household.</param>
    /// <param name="place">The number of the copy.</param>
    public static PrintedCopy Of(
        LetterKind kind, LetterFacts facts, int envelope, int place, string file, string? run = null, string? localForm = null) => new(
        kind, run, envelope, place, facts.Pupil.Class, facts.Pupil.Surname, facts.Pupil.Forename,
        facts.To.Names is { Count: > 0 } names ? English.List(names) : "The parents or carers", facts.To.HomeAddress.Length > 0, localForm,
        file, facts.Pupil.Upn);
}

/// <summary>Writes and reads index.csv: what lies in the folder of a school and night, in the order of the print runs.</summary>
public static class LetterIndex
{
    private static readonly string[] Columns =
    [
        "Run", "Envelope", "Place", "Letter", "Class", "Surname", "Forename", "To", "Address", "LocalForm", "File", "UPN",
    ];

    /// <summary>The file's content.</summary>
    public static BinaryData Write(IEnumerable<PrintedCopy> copies) => CsvSheet.Make(
        Columns,
        copies.Select(copy => new Cell[]
        {
            copy.Run ?? "", copy.Envelope, copy.Place, copy.Kind.TitleOf(), copy.Class, copy.Surname, copy.Forename, copy.To,
            Cell.YesOrNo(copy.HasAddress), copy.LocalForm ?? "", copy.File, copy.Upn.ToString(),
        }),
        forPeople: true);

    /// <summary>The copies in a file that <see cref="Write"/> made. Rows that somebody changed beyond reading are left out.</summary>
    public static IReadOnlyList<PrintedCopy> Read(byte[] content)
    {
        if (SourceTable.Open(content) is not Checked<SourceTable>.Valid { Value: var table }
            || !Columns.All(column => table.Header.Has(column)))
        {
            return [];
        }

        var copies = new List<PrintedCopy>();
        foreach (var row in table.Rows.Where(table.Header.Fits))
        {
            string Text(string column) => row[table.Header.Find(column)];
            if (LetterNames.TryRead(Text("File"), out var kind) && Upn.TryParse(Text("UPN"), out var upn)
                && int.TryParse(Text("Envelope"), CultureInfo.InvariantCulture, out var envelope)
                && int.TryParse(Text("Place"), CultureInfo.InvariantCulture, out var place))
            {
                copies.Add(new(
                    kind, Text("Run") is { Length: > 0 } run ? run : null, envelope, place, Text("Class"), Text("Surname"),
                    Text("Forename"), Text("To"), Text("Address") == "yes", Text("LocalForm") is { Length: > 0 } form ? form : null,
                    Text("File"), upn));
            }
        }

        return copies;
    }
}
