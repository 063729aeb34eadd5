using System.Text;
using AttendanceFunctions.Functions.Documents.Sheets;
using CsvHelper;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>One row of an uploaded file.</summary>
/// <param name="Line">The line on which it starts, or its row number in the sheet, from 1.</param>
/// <param name="Cells">Its cells, trimmed, without the apostrophe that <see cref="SafeCell.Neutralise"/> adds.</param>
/// <param name="HasOpenQuote">Whether a quotation mark opens in the row and does not close in it; its cells are then unreliable.</param>
internal sealed record SourceRow(int Line, IReadOnlyList<string> Cells, string Source, bool HasOpenQuote)
{
    public bool IsBlank => !HasOpenQuote && Cells.All(cell => cell.Length == 0);

    /// <summary>The cell of a column; empty if the file has no such column.</summary>
    public string this[Column column] => column.Index is { } index && index < Cells.Count ? Cells[index] : "";

    /// <summary>A row of a sheet; its source is the text of the row in a CSV file.</summary>
    /// <param name="width">The number of cells: missing ones are empty, further ones appear only in the source.</param>
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

/// <summary>The school year of a row's marks, as seen from the night that reads it.</summary>
internal enum RowYear
{
    /// <summary>The night's own year, in part at least; also for a row without a date that can be read.</summary>
    Current,

    /// <summary>The next year: the row is held until that year's first night.</summary>
    Next,

    /// <summary>An earlier year, whose nights have read the row.</summary>
    Earlier,
}

/// <summary>The faults of one row, and what else its reader found out about the row as a whole.</summary>
internal sealed class RowFaults
{
    private const int MostPlacesShown = 3;

    private readonly List<(string Sentence, List<string> Places)> _faults = [];

    public bool Any => _faults.Count > 0;

    /// <summary>Whether the row is about a pupil who is not on the school's roster.</summary>
    public bool NamesUnknownPupil { get; set; }

    /// <summary>The school year of the row's marks.</summary>
    public RowYear Year { get; set; }

    /// <summary>Whether the row has a mark of the next school year.</summary>
    public bool HasLaterMarks { get; set; }

    /// <summary>Each distinct fault, with the places where it occurs.</summary>
    public string Reason => string.Join(' ', _faults.Select(fault => Show(fault.Places) + fault.Sentence));

    public void Add(string sentence) => PlacesOf(sentence);

    /// <summary>Adds a fault at a place in the row: a column or a session.</summary>
    public void Add(string place, string sentence) => PlacesOf(sentence).Add(place);

    /// <summary>Adds a fault and returns <paramref name="instead"/>, the value to use for the unreadable cell.</summary>
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

    /// <summary>The separator of a file: a semicolon or a tab if the first line has more of them than commas.</summary>
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

    /// <summary>The rows of UTF-8 text, including the header; empty lines are skipped.</summary>
    /// <remarks>
    /// A quotation mark that is never closed would put every row after it into one cell. So a row that has quotation marks in the
    /// wrong places and continues over several lines is read as its first line only, and reading continues with the next line.
    /// </remarks>
    public static IEnumerable<SourceRow> Read(ReadOnlyMemory<byte> text, char separator)
    {
        // If the text did not end in a line end, a quotation mark left open in its last row would not be detected.
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

    /// <summary>Splits the source of a row into cells, as far as possible if a quotation mark is left open.</summary>
    public static IReadOnlyList<string> CellsOf(string source, char separator)
    {
        using var reader = CsvReader.FromText(source, new() { Separator = separator, HasHeader = false, TrimWhitespace = true });
        return reader.Read() ? Cells(reader) : [];
    }

    /// <summary>The rows up to the first with an open quotation mark, each with the offset at which reading continues.</summary>
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
