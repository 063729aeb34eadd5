namespace AttendanceFunctions.Functions.Intake;

/// <summary>A column of a file.</summary>
/// <param name="Name">Its documented name.</param>
/// <param name="Index">Its index in the file, from 0; null if the file does not have it.</param>
internal readonly record struct Column(string Name, int? Index);

/// <summary>The columns of a file that mean something, each with its heading in the file, and the headings of the others.</summary>
public sealed record ColumnUse(IReadOnlyList<(string Column, string Heading)> Read, IReadOnlyList<string> Others)
{
    public static ColumnUse None { get; } = new([], []);
}

/// <summary>The header of a file.</summary>
/// <param name="headings">The headings by which its columns are known.</param>
internal sealed class HeaderRow(SourceRow header, Headings headings)
{
    private const int MostNamesShown = 20;

    private readonly List<string> _names = [.. header.Cells];

    private readonly ILookup<string, int> _places = header.Cells.Select((name, index) => (Key: Headings.Plain(name), Index: index))
        .ToLookup(place => place.Key, place => place.Index, StringComparer.Ordinal);

    /// <summary>The line on which it stands, from 1.</summary>
    public int Line => header.Line;

    /// <summary>The header as the file has it.</summary>
    public string Source => header.Source;

    /// <summary>The names of all columns, in file order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The number of columns with a name.</summary>
    public int Filled { get; } = header.Cells.Count(name => name.Length > 0);

    /// <summary>The number of columns up to the last one with a name.</summary>
    public int Width { get; } = header.Cells.ToList().FindLastIndex(name => name.Length > 0) + 1;

    /// <summary>The first names in the file, for an error message.</summary>
    public string Shown =>
        string.Join(", ", _names.Take(Math.Min(Width, MostNamesShown)).Select(English.Quote)) + (Width > MostNamesShown ? " …" : "");

    public bool Has(string name) => HeadingOf(name) is not null;

    /// <summary>The column; of several with its heading the first.</summary>
    public Column Find(string name) => new(name, HeadingOf(name) is { } heading ? _places[heading].First() : null);

    /// <summary>Which of the columns that are read it has, and which of its headings mean nothing.</summary>
    public ColumnUse Use(IEnumerable<string> columns)
    {
        var read = columns.Select(Find).Where(column => column.Index is not null).ToList();
        var places = read.Select(column => column.Index).ToHashSet();
        return new(
            [.. read.Select(column => (column.Name, _names[column.Index ?? 0]))],
            [.. _names.Where((name, index) => name.Length > 0 && !places.Contains(index))]);
    }

    /// <summary>Checks that all required columns are present and no known column is repeated.</summary>
    /// <returns>What is wrong, as a sentence; null if nothing is.</returns>
    public string? Check(string kind, IReadOnlyList<string> required, IEnumerable<string> known) =>
        (required.Where(name => !Has(name)).ToList(), Repeated(known)) switch
        {
            ([_, ..] missing, _) =>
                $"The {kind} has no column {string.Join(", ", missing)}. It needs {string.Join(", ", required)}; the file has {Shown}.",
            (_, [_, ..] repeated) => $"The {kind} has more than one column named {string.Join(", ", repeated)}: keep the right one.",
            _ => null,
        };

    /// <summary>Those of the given names that the file has more than once.</summary>
    public IReadOnlyList<string> Repeated(IEnumerable<string> names) =>
        [.. names.Where(name => HeadingOf(name) is { } heading && _places[heading].Skip(1).Any())];

    /// <summary>Whether the row is within bounds, and has a cell for every column and no further cell with content.</summary>
    public bool Fits(SourceRow row) => !row.IsTooLong && !row.HasOpenQuote && HasItsCells(row)
        && row.Cells.All(cell => cell.Length <= Bounds.CellCharacters);

    /// <summary>What is wrong with a row that does not fit, as a sentence.</summary>
    public string FaultOf(SourceRow row)
    {
        if (row.IsTooLong)
        {
            return $"The row has more than {Bounds.Columns} cells or {English.Number(Bounds.RowBytes)} bytes, and no more are read: "
                + "shorten it.";
        }

        if (row.HasOpenQuote)
        {
            return "A quotation mark (\") opens in this row and is not closed in it: close it or remove it.";
        }

        return !HasItsCells(row)
            ? $"The row has {English.Count(FilledOf(row), "cell")} and the header {English.Count(Width, "column")}: "
                + "put a text with a comma in it in quotation marks, and keep empty cells."
            : $"A cell has {English.Number(row.Cells.Max(cell => cell.Length))} characters and no more than "
                + $"{English.Number(Bounds.CellCharacters)} are read: shorten it.";
    }

    // What stands to the right of a sheet's columns is a note of somebody.
    private bool HasItsCells(SourceRow row) => row.IsOfSheet || (FilledOf(row) is var filled && filled >= Width && filled <= _names.Count);

    /// <summary>The number of a row's cells, without empty ones beyond the header.</summary>
    private int FilledOf(SourceRow row)
    {
        var filled = row.Cells.Count;
        while (filled > _names.Count && row.Cells[filled - 1].Length == 0)
        {
            filled--;
        }

        return filled;
    }

    /// <summary>The heading that a column has here, as it is compared; null if the file does not have the column.</summary>
    private string? HeadingOf(string name) => headings.Of(name).FirstOrDefault(_places.Contains);
}
