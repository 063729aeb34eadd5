using System.Text;
using AttendanceFunctions.Functions.Documents.Sheets;
using CsvHelper;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>One row of a file as it came.</summary>
/// <param name="Line">The line on which it starts, or its number in the sheet, from 1.</param>
/// <param name="Cells">Its cells, trimmed, and as they were before <see cref="SafeCell.Neutralise"/>.</param>
/// <param name="HasOpenQuote">A quotation mark opens in the row and closes rows later or never, so its cells cannot be told apart.</param>
internal sealed record SourceRow(int Line, IReadOnlyList<string> Cells, string Source, bool HasOpenQuote)
{
    public bool IsBlank => !HasOpenQuote && Cells.All(cell => cell.Length == 0);

    /// <summary>The cell of a column; empty where the file has no such column.</summary>
    public string this[Column column] => column.Index is { } index && index < Cells.Count ? Cells[index] : "";

    /// <summary>A row of a sheet; its source is what the row would be in a CSV file.</summary>
    /// <param name="width">The number of cells it is given: missing ones are empty, further ones are in its source only.</param>
    public static SourceRow Of(SheetRow row, int width, Func<string, string> written)
    {
        var missing = Enumerable.Repeat("", Math.Max(0, width - row.Cells.Count));
        var source = string.Join(',', row.Cells.Select(cell => Quote(written(cell))));
        var cells = row.Cells.Take(width).Select(cell => SafeCell.Restore(cell.Trim()));
        return new(row.Number, [.. cells, .. missing], source, HasOpenQuote: false);
    }

    private static string Quote(string cell) =>
        cell.AsSpan().ContainsAny(",\"\r\n") || cell != cell.Trim()
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;
}

/// <summary>What is wrong with one row.</summary>
internal sealed class RowFaults
{
    private const int MostPlacesShown = 3;

    private readonly List<(string Sentence, List<string> Places)> _faults = [];

    public bool Any => _faults.Count > 0;

    /// <summary>Whether the row is about a pupil who is not on the school's roster.</summary>
    public bool NamesUnknownPupil { get; set; }

    /// <summary>Every fault once, with the places where it is.</summary>
    public string Reason => string.Join(' ', _faults.Select(fault => Show(fault.Places) + fault.Sentence));

    public void Add(string sentence) => PlacesOf(sentence);

    /// <summary>Adds a fault of a place in the row: a column, a session.</summary>
    public void Add(string place, string sentence) => PlacesOf(sentence).Add(place);

    /// <summary>Adds a fault of a cell, and returns the value that stands for what cannot be read.</summary>
    public T Fail<T>(string sentence, T instead)
    {
        Add(sentence);
        return instead;
    }

    private List<string> PlacesOf(string sentence)
    {
        var known = _faults.FindIndex(fault => fault.Sentence == sentence);
        if (known < 0)
        {
            _faults.Add((sentence, []));
            known = _faults.Count - 1;
        }

        return _faults[known].Places;
    }

    private static string Show(List<string> places) => places.Count switch
    {
        0 => "",
        <= MostPlacesShown => string.Join(", ", places) + ": ",
        _ => string.Join(", ", places.Take(MostPlacesShown)) + $" and {places.Count - MostPlacesShown} more: ",
    };
}

/// <summary>Splits CSV text into rows and cells.</summary>
internal static class SourceRows
{
    private const byte Cr = (byte)'\r';

    private const byte Lf = (byte)'\n';

    /// <summary>The separator of a file: a semicolon or a tab where the first line has more of them than commas.</summary>
    public static char SeparatorOf(ReadOnlySpan<byte> text)
    {
        var start = text.TrimStart("\r\n \t"u8);
        var end = start.IndexOfAny(Cr, Lf);
        var line = end < 0 ? start : start[..end];
        var commas = line.Count((byte)',');
        var semicolons = line.Count((byte)';');
        var tabs = line.Count((byte)'\t');
        return tabs > Math.Max(commas, semicolons) ? '\t' : semicolons > commas ? ';' : ',';
    }

    /// <summary>The rows of UTF-8 text, the header among them; empty lines are skipped.</summary>
    /// <remarks>
    /// A quotation mark that is never closed would put every row after it into one cell. So a row that has quotation marks in the
    /// wrong places and continues over several lines is read as its first line only, and reading continues with the next line.
    /// </remarks>
    public static IEnumerable<SourceRow> Read(ReadOnlyMemory<byte> text, char separator)
    {
        // With a line end at the end of the text, a row whose quotation mark is never closed continues over it, which shows the fault.
        var rest = text.Length == 0 || text.Span[^1] is Cr or Lf ? text : new([.. text.Span, Lf]);
        var linesBefore = 0;
        while (!rest.IsEmpty)
        {
            var read = rest.Length;
            foreach (var row in ReadUpToOpenQuote(rest, separator, linesBefore))
            {
                yield return row.Row;
                (read, linesBefore) = row.Row.HasOpenQuote ? (row.End, row.Row.Line) : (read, linesBefore);
            }

            rest = rest[read..];
        }
    }

    /// <summary>The cells of one row that was read before, as far as they can be told apart where a quotation mark is left open.</summary>
    public static IReadOnlyList<string> CellsOf(string source, char separator)
    {
        using var reader = CsvReader.FromText(source, new() { Separator = separator, HasHeader = false, TrimWhitespace = true });
        return reader.Read() ? Cells(reader) : [];
    }

    /// <summary>Rows up to the first with an open quotation mark, and where reading continues after that one.</summary>
    private static IEnumerable<(SourceRow Row, int End)> ReadUpToOpenQuote(ReadOnlyMemory<byte> text, char separator, int linesBefore)
    {
        var malformed = false;
        var options = new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            OnMalformedRecord = _ => malformed = true,
        };
        using var reader = CsvReader.Create(text, options);
        while (reader.Read())
        {
            var start = (int)reader.ByteOffset;
            var line = linesBefore + (int)reader.LineNumber;
            var firstLineEnd = reader.RawRecord.IndexOfAny(Cr, Lf);
            if (malformed && firstLineEnd >= 0)
            {
                var source = Encoding.UTF8.GetString(reader.RawRecord[..firstLineEnd]);
                yield return (new SourceRow(line, [], source, HasOpenQuote: true), AfterLineEnd(text.Span, start + firstLineEnd));
                yield break;
            }

            malformed = false;
            yield return (new SourceRow(line, Cells(reader), Encoding.UTF8.GetString(reader.RawRecord), HasOpenQuote: false), 0);
        }
    }

    private static int AfterLineEnd(ReadOnlySpan<byte> text, int lineEnd) => lineEnd + (text[lineEnd..] is [Cr, Lf, ..] ? 2 : 1);

    private static string[] Cells(CsvReader reader) =>
        [.. Enumerable.Range(0, reader.FieldCount).Select(index => SafeCell.Restore(reader.GetString(index).Trim()))];
}
