using System.Text;
using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>One row of an uploaded file.</summary>
/// <param name="Line">The line on which it starts, from 1.</param>
/// <param name="Cells">
/// Its cells, trimmed, without the apostrophe that <see cref="SafeCell.Neutralise"/> adds; none if they cannot be told apart.
/// </param>
/// <param name="HasOpenQuote">Whether a quotation mark opens in the row and does not close in it; it then has no cells.</param>
internal sealed record SourceRow(int Line, IReadOnlyList<string> Cells, string Source, bool HasOpenQuote)
{
    /// <summary>Whether the row has more bytes or cells than <see cref="Bounds"/> allow; it then has no cells.</summary>
    public bool IsTooLong { get; init; }

    public bool IsBlank => !HasOpenQuote && !IsTooLong && Cells.All(cell => cell.Length == 0);

    /// <summary>The cell of a column; empty if the file has no such column.</summary>
    public string this[Column column] => column.Index is { } index && index < Cells.Count ? Cells[index] : "";
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

/// <summary>
/// The faults of one row, which keep it from being applied, the remarks on it, which do not, and what else its reader found out about the
/// row as a whole.
/// </summary>
internal sealed class RowFaults
{
    private const int MostPlacesShown = 3;

    // Most rows have neither.
    private List<(string Sentence, List<string> Places)>? _faults;

    private List<string>? _remarks;

    public bool Any => _faults is not null;

    /// <summary>Whether the row is about a pupil who is not on the school's roster.</summary>
    public bool NamesUnknownPupil { get; set; }

    /// <summary>The school year of the row's marks.</summary>
    public RowYear Year { get; set; }

    /// <summary>Whether the row has a mark of the next school year.</summary>
    public bool HasLaterMarks { get; set; }

    /// <summary>Each distinct fault, with the places where it occurs.</summary>
    public string Reason => string.Join(' ', (_faults ?? []).Select(fault => Show(fault.Places) + fault.Sentence));

    /// <summary>What was left out or changed in a row that is applied, or is to be checked, in sentences; empty if nothing.</summary>
    public string Remarks => _remarks is null ? "" : string.Join(' ', _remarks);

    public void Add(string sentence) => PlacesOf(sentence);

    /// <summary>Adds a fault at a place in the row: a column or a session.</summary>
    public void Add(string place, string sentence) => PlacesOf(sentence).Add(place);

    /// <summary>Adds what was left out or changed in the row, or is to be checked; the row is applied.</summary>
    public void Remark(string sentence) => (_remarks ??= []).Add(sentence);

    /// <summary>Adds a fault and returns <paramref name="instead"/>, the value to use for the unreadable cell.</summary>
    public T Fail<T>(string sentence, T instead)
    {
        Add(sentence);
        return instead;
    }

    private List<string> PlacesOf(string sentence)
    {
        _faults ??= [];
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
/// <remarks>
/// A quotation mark that is never closed would put every row after it into one cell. So a row that has quotation marks in the
/// wrong places and continues over several lines is read as its first line only, and reading continues with the next line. No library is
/// used, because none looks ahead only a bounded number of lines, which keeps the time linear in the size of the file.
/// </remarks>
internal static class SourceRows
{
    private const byte Cr = (byte)'\r';

    private const byte Lf = (byte)'\n';

    private const byte Quote = (byte)'"';

    /// <summary>The separator of a file: a semicolon or a tab if the first line has more of them than commas.</summary>
    public static char SeparatorOf(ReadOnlySpan<byte> text)
    {
        var line = FirstLine(text.TrimStart("\r\n \t"u8));
        var commas = line.Count((byte)',');
        var semicolons = line.Count((byte)';');
        var tabs = line.Count((byte)'\t');
        return tabs > Math.Max(commas, semicolons) ? '\t' : semicolons > commas ? ';' : ',';
    }

    /// <summary>The number of lines, whatever ends them.</summary>
    public static int LinesOf(ReadOnlySpan<byte> text) => Math.Max(text.Count(Cr), text.Count(Lf)) + 1;

    /// <summary>The rows of UTF-8 text, including the header and blank rows. The text is read as its rows are taken.</summary>
    public static IEnumerable<SourceRow> Read(ReadOnlyMemory<byte> text, char separator)
    {
        var (cells, line) = (new List<Range>(), 1);
        for (var rest = text; !rest.IsEmpty;)
        {
            var (length, lines, isOpen) = Split(rest.Span, (byte)separator, cells);
            yield return RowOf(rest.Span[..length], line, cells, isOpen);
            rest = rest[(length + LineEnd(rest.Span[length..]))..];
            line += lines;
        }
    }

    /// <summary>Splits the source of a row into cells; one with an open quotation mark at every separator.</summary>
    public static IReadOnlyList<string> CellsOf(string source, char separator)
    {
        var (text, cells) = (Encoding.UTF8.GetBytes(source), new List<Range>());
        return Split(text, (byte)separator, cells).IsOpen || IsTooLong(text, cells)
            ? [.. source.Split(separator, Bounds.Columns).Select(cell => cell.Trim())]
            : RowOf(text, 1, cells, hasOpenQuote: false).Cells;
    }

    private static bool IsTooLong(ReadOnlySpan<byte> text, List<Range> cells) =>
        cells.Count > Bounds.Columns || text.Length > Bounds.RowBytes;

    private static SourceRow RowOf(ReadOnlySpan<byte> text, int line, List<Range> ranges, bool hasOpenQuote)
    {
        var source = Encoding.UTF8.GetString(text);
        if (hasOpenQuote || IsTooLong(text, ranges))
        {
            return new(line, [], source, hasOpenQuote) { IsTooLong = !hasOpenQuote };
        }

        var cells = new string[ranges.Count];
        for (var index = 0; index < cells.Length; index++)
        {
            cells[index] = SafeCell.Restore(TextOf(text[ranges[index]].Trim(" \t"u8)).Trim());
        }

        return new(line, cells, source, hasOpenQuote);
    }

    /// <summary>Finds the cells of the first row.</summary>
    /// <returns>
    /// The row's length without its line end, and its lines; of a row with an open quotation mark, those of its first line.
    /// </returns>
    private static (int Length, int Lines, bool IsOpen) Split(ReadOnlySpan<byte> text, byte separator, List<Range> cells)
    {
        cells.Clear();
        var (start, lines, isMisplaced) = (0, 1, false);
        while (true)
        {
            var content = ContentOf(text[start..], separator, ref lines, ref isMisplaced);
            if (content is not { } length || (isMisplaced && lines > 1))
            {
                return (FirstLine(text).Length, 1, true);
            }

            var end = start + length;
            if (cells.Count <= Bounds.Columns)
            {
                cells.Add(start..end);
            }

            if (end == text.Length || text[end] != separator)
            {
                return (end, lines, false);
            }

            start = end + 1;
        }
    }

    /// <summary>The length of the first cell, with its quotation marks; null if one opens and does not close.</summary>
    /// <param name="lines">The lines of the row so far.</param>
    /// <param name="isMisplaced">Set if a quotation mark closes before the end of the cell.</param>
    private static int? ContentOf(ReadOnlySpan<byte> text, byte separator, ref int lines, ref bool isMisplaced)
    {
        if (text.IsEmpty || text[0] == separator)
        {
            return 0;
        }

        var blanks = text.Length - (separator == '\t' ? text.TrimStart((byte)' ') : text.TrimStart(" \t"u8)).Length;
        var close = blanks;
        if (text[blanks..].StartsWith(Quote))
        {
            if (ClosingQuote(text, blanks + 1, ref lines) is not { } found)
            {
                return null;
            }

            close = found + 1;
        }

        var rest = text[close..].IndexOfAny(separator, Cr, Lf) is var end and >= 0 ? text[close..][..end] : text[close..];
        isMisplaced |= close > blanks && !rest.Trim(" \t"u8).IsEmpty;
        return close + rest.Length;
    }

    /// <summary>The place of the quotation mark that closes a cell; null if there is none on the lines that a row may have.</summary>
    private static int? ClosingQuote(ReadOnlySpan<byte> text, int at, ref int lines)
    {
        while (lines <= Bounds.LinesOfRow && text[at..].IndexOfAny(Quote, Cr, Lf) is var next and >= 0)
        {
            at += next;
            if (text[at] != Quote)
            {
                lines++;
                at += LineEnd(text[at..]);
            }
            else if (text[(at + 1)..].StartsWith(Quote))
            {
                at += 2;
            }
            else
            {
                return at;
            }
        }

        return null;
    }

    /// <summary>The text of a cell. What follows a closing quotation mark in its cell is kept.</summary>
    private static string TextOf(ReadOnlySpan<byte> cell)
    {
        var lines = 0;
        if (!cell.StartsWith(Quote) || ClosingQuote(cell, 1, ref lines) is not { } close)
        {
            return Encoding.UTF8.GetString(cell);
        }

        var quoted = Encoding.UTF8.GetString(cell[1..close]).Replace("\"\"", "\"", StringComparison.Ordinal);
        return quoted + Encoding.UTF8.GetString(cell[(close + 1)..]);
    }

    private static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> text) =>
        text.IndexOfAny(Cr, Lf) is var end and >= 0 ? text[..end] : text;

    /// <summary>The length of the line end at the start of a text; 0 if there is none.</summary>
    private static int LineEnd(ReadOnlySpan<byte> text) => text switch
    {
        [Cr, Lf, ..] => 2,
        [Cr or Lf, ..] => 1,
        _ => 0,
    };
}
