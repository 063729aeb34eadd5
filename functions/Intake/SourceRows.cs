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

    /// <summary>Whether it is a row of a sheet, which ends at its last cell with content and whose cells cannot have moved.</summary>
    public bool IsOfSheet { get; init; }

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

    // Most rows have none of them.
    private List<Named>? _faults;

    private List<string>? _remarks;

    /// <summary>Whether the row as a whole cannot be applied.</summary>
    public bool Any { get; private set; }

    /// <summary>Whether a cell cannot be applied.</summary>
    public bool AnyOfCell { get; private set; }

    /// <summary>How many cells have a comment beside their mark.</summary>
    public int Comments { get; set; }

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

    /// <summary>Adds a fault that keeps the row from being applied.</summary>
    public void Add(string sentence)
    {
        Any = true;
        PlacesOf(sentence);
    }

    /// <summary>Adds a fault of a single cell or mark; the others of the row are applied.</summary>
    /// <param name="place">The column or the session.</param>
    public void AddToCell(string place, string sentence)
    {
        AnyOfCell = true;
        PlacesOf(sentence).Add(place);
    }

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
        if (_faults.Find(fault => fault.Sentence == sentence) is not { } known)
        {
            known = new(sentence, []);
            _faults.Add(known);
        }

        return known.Places;
    }

    private static string Show(List<string> places) => places.Count switch
    {
        0 => "",
        <= MostPlacesShown => string.Join(", ", places) + ": ",
        _ => string.Join(", ", places.Take(MostPlacesShown)) + $" and {places.Count - MostPlacesShown} more: ",
    };

    private sealed record Named(string Sentence, List<string> Places);
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

    /// <summary>The separator that is used where a file does not have one.</summary>
    public const char Comma = ',';

    /// <summary>The separators that a file may have, the likeliest first: the one that the first line has most often.</summary>
    public static IReadOnlyList<char> SeparatorsOf(ReadOnlySpan<byte> text)
    {
        var line = FirstLine(text.TrimStart("\r\n \t"u8));
        var (commas, semicolons, tabs) = (line.Count((byte)Comma), line.Count((byte)';'), line.Count((byte)'\t'));
        return tabs > Math.Max(commas, semicolons) ? ['\t', Comma, ';'] : semicolons > commas ? [';', Comma, '\t'] : [Comma, ';', '\t'];
    }

    /// <summary>The rows of a sheet, with a blank one in place of those between them that are left out.</summary>
    public static IEnumerable<SourceRow> Of(SheetContent sheet)
    {
        var before = 0;
        foreach (var row in sheet.Rows)
        {
            if (row.Number > before + 1)
            {
                yield return new(before + 1, [], "", HasOpenQuote: false);
            }

            var source = string.Join(Comma, row.Cells.Select(cell => CsvOf(cell, Comma)));
            yield return new(row.Number, [.. row.Cells.Select(cell => SafeCell.Restore(cell.Trim()))], source, HasOpenQuote: false)
            {
                IsOfSheet = true,
            };
            before = row.Number;
        }
    }

    /// <summary>A cell as it stands in a CSV file.</summary>
    public static string CsvOf(string cell, char separator) =>
        cell.Contains(separator, StringComparison.Ordinal) || cell.AsSpan().ContainsAny("\"\r\n") || cell != cell.Trim()
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;

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
