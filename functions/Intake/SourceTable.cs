using System.Text;
using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>A kind of file that the systems of schools export.</summary>
/// <param name="Headings">The headings by which its columns are known.</param>
/// <param name="Columns">The columns that are read.</param>
/// <param name="HasAll">Whether a header has all columns that are needed. The first such row of a file is its header.</param>
internal sealed record ExportKind(FileBounds Bounds, Headings Headings, IReadOnlyList<string> Columns, Func<HeaderRow, bool> HasAll);

/// <summary>A CSV file, or a sheet of a workbook.</summary>
/// <param name="All">The rows below the header, blank ones among them; those of a CSV file are read again each time.</param>
/// <param name="Separator">What separates the cells of a row's source.</param>
internal sealed record SourceTable(HeaderRow Header, IEnumerable<SourceRow> All, char Separator)
{
    /// <summary>The recognised columns that make a row a header, where one that is needed is missing.</summary>
    private const int FewestOfHeader = 2;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)
        ?? throw new NotSupportedException("This .NET has no Windows-1252.");

    /// <summary>The kind of export; null for a file whose first row is its header and whose last row is a row.</summary>
    private ExportKind? Kind { get; init; }

    /// <summary>The lines above the header that are not blank.</summary>
    private IReadOnlyList<int> LinesAbove { get; init; } = [];

    /// <summary>The rows that are not blank, without the lines below the rows of an export.</summary>
    public IEnumerable<SourceRow> Rows => End().Without(All);

    /// <summary>Reads a CSV file whose first row is its header; a rejection is a sentence that says what to do.</summary>
    public static Checked<SourceTable> Open(byte[] content) => Decode(content).Then(Read);

    /// <summary>The same for a CSV file that is within bounds.</summary>
    public static Checked<SourceTable> Open(byte[] content, FileBounds bounds) =>
        (bounds.RefusalOfSize(content.Length) ?? bounds.RefusalOfLines(SourceRows.LinesOf(content))) is { } refusal
            ? Reject(refusal)
            : Open(content);

    /// <summary>
    /// Reads an export, CSV or a workbook: finds its header below a title, and leaves out a footer. Of a workbook it is the first sheet
    /// with such a header.
    /// </summary>
    public static Checked<SourceTable> Open(byte[] content, ExportKind kind) =>
        kind.Bounds.RefusalOfSize(content.Length) is { } large ? Reject(large)
        : WorkbookFile.IsWorkbook(content)
            ? WorkbookFile.Read(content, kind.Bounds.Lines).Then(sheets =>
                Choose(sheets.Select(sheet => Find(SourceRows.Of(sheet), SourceRows.Comma, kind)), kind))
        : kind.Bounds.RefusalOfLines(SourceRows.LinesOf(content)) is { } many ? Reject(many)
        : Decode(content).Then(text => Choose(
            SourceRows.SeparatorsOf(text.Span).Select(separator => Find(SourceRows.Read(text, separator), separator, kind)), kind));

    /// <summary>Reads the rows one by one. With a fault of the row as a whole nothing of it is applied, and it comes back.</summary>
    /// <param name="read">Returns the content of a row, and adds what is wrong with it to the row's faults.</param>
    public ReadFile<T> ReadRows<T>(Func<SourceRow, RowFaults, IEnumerable<T>> read)
    {
        var (values, rejections, remarks) = (new List<T>(), new List<RejectedRow>(), new List<RowRemark>());
        var (count, held, hasLaterMarks, comments, end) = (0, 0, false, 0, End());
        foreach (var row in end.Without(All))
        {
            var (faults, isRepeated) = (new RowFaults(), rejections.Count < Bounds.ReturnedRows);
            var stated = new List<T>();
            if (Header.Fits(row))
            {
                stated.AddRange(read(row, faults));
            }
            else
            {
                faults.Add(isRepeated ? Header.FaultOf(row) : "");
            }

            hasLaterMarks |= faults.HasLaterMarks;
            comments += faults.Comments;
            count += faults.Any || faults.Year != RowYear.Earlier ? 1 : 0;
            if (faults.Any)
            {
                rejections.Add(Rejection(row, faults, isRepeated));
                continue;
            }

            values.AddRange(stated);
            if (faults.AnyOfCell)
            {
                rejections.Add(Rejection(row, faults, isRepeated, isInPart: stated.Count > 0));
                continue;
            }

            held += faults.Year == RowYear.Next ? 1 : 0;
            if (faults.Remarks is { Length: > 0 } remark && remarks.Count < Bounds.ReturnedRows)
            {
                remarks.Add(new(row.Line, remark, row.Source));
            }
        }

        return new(count, values, rejections, Header.Source, Separator)
        {
            Remarks = remarks,
            RowsHeld = held,
            HasLaterMarks = hasLaterMarks,
            Columns = Kind is null ? ColumnUse.None : Header.Use(Kind.Columns),
            Notes = [.. Notes(end.Lines, comments)],
        };
    }

    private IEnumerable<string> Notes(IReadOnlyList<int> linesBelow, int comments)
    {
        var left = new[] { (Lines: LinesAbove, Where: "above the header"), (Lines: linesBelow, Where: "below the rows") }
            .Where(part => part.Lines.Count > 0).Select(part => $"{InWords(part.Lines)} {part.Where}").ToList();
        if (left.Count > 0)
        {
            yield return $"Left out: {English.List(left)}.";
        }

        if (comments > 0)
        {
            yield return $"{English.Count(comments, "mark")} had a comment in the cell, such as \"I (flu)\": "
                + "the marks were read, and the comments left out.";
        }
    }

    private static string InWords(IReadOnlyList<int> lines) => lines.Count == 1
        ? string.Create(CultureInfo.InvariantCulture, $"line {lines[0]}")
        : string.Create(CultureInfo.InvariantCulture, $"lines {lines[0]} to {lines[^1]}");

    private ExportEnd End() => new(Kind is null ? null : Header.Find("UPN"));

    private static RejectedRow Rejection(SourceRow row, RowFaults faults, bool isRepeated, bool isInPart = false)
    {
        var source = row.IsTooLong ? row.Source[..Math.Min(row.Source.Length, Bounds.CellCharacters)] + "…" : row.Source;
        return new(row.Line, isRepeated ? (isInPart ? RejectedRow.InPart : "") + faults.Reason : "", isRepeated ? source : "")
        {
            NamesUnknownPupil = faults.NamesUnknownPupil,
            IsInPart = isInPart,
        };
    }

    private static Checked<SourceTable> Read(ReadOnlyMemory<byte> text)
    {
        var separator = SourceRows.SeparatorsOf(text.Span)[0];
        var rows = SourceRows.Read(text, separator);
        return HeaderOf(rows.FirstOrDefault(row => !row.IsBlank), Headings.Names).Then<SourceTable>(header =>
            new Checked<SourceTable>.Valid(new(header, Below(rows, header), separator)));
    }

    /// <summary>The header and the rows of a sheet, or of a file split at a separator.</summary>
    private static Checked<SourceTable> Find(IEnumerable<SourceRow> rows, char separator, ExportKind kind)
    {
        var first = rows.Where(row => !row.IsBlank).Take(Bounds.LinesAboveHeader + 1).ToList();
        var headers = first.Where(row => row.Cells.Count > 0).Select(row => new HeaderRow(row, kind.Headings)).ToList();
        var nearest = headers.MaxBy(header => Known(header, kind));
        var likeliest = headers.Find(header => kind.HasAll(header))
            ?? (nearest is not null && Known(nearest, kind) >= FewestOfHeader ? nearest : null)
            // Nothing is known of the file; its header is then the widest of its first rows, which is wider than a title.
            ?? (first is [{ Cells.Count: > 0 }, ..] ? headers.MaxBy(header => header.Filled) : null);
        return (likeliest is null ? HeaderOf(first.FirstOrDefault(), kind.Headings) : new Checked<HeaderRow>.Valid(likeliest))
            .Then<SourceTable>(found => new Checked<SourceTable>.Valid(new(found, Below(rows, found), separator)
            {
                Kind = kind,
                LinesAbove = [.. first.TakeWhile(row => row.Line < found.Line).Select(row => row.Line)],
            }));
    }

    /// <summary>The first table with all columns that are needed; otherwise the first of those with most columns that are known.</summary>
    private static Checked<SourceTable> Choose(IEnumerable<Checked<SourceTable>> tables, ExportKind kind)
    {
        var seen = new List<Checked<SourceTable>>();
        foreach (var table in tables)
        {
            if (table is Checked<SourceTable>.Valid { Value: var found } && kind.HasAll(found.Header))
            {
                return table;
            }

            seen.Add(table);
        }

        // Where the likeliest cannot be read, another one that was split in a wrong way says nothing better.
        var best = seen.OfType<Checked<SourceTable>.Valid>()
            .MaxBy(table => (Known(table.Value.Header, kind), table.Value.Header.Filled));
        return best is not null && (seen[0] is Checked<SourceTable>.Valid || Known(best.Value.Header, kind) >= FewestOfHeader)
            ? best
            : seen.FirstOrDefault()
            ?? Reject("The Excel workbook has no sheet that can be seen: unhide the sheet with the export and save it again.");
    }

    private static int Known(HeaderRow header, ExportKind kind) => kind.Columns.Count(header.Has);

    private static IEnumerable<SourceRow> Below(IEnumerable<SourceRow> rows, HeaderRow header) =>
        rows.SkipWhile(row => row.Line <= header.Line);

    private static Checked<HeaderRow> HeaderOf(SourceRow? row, Headings headings) => row switch
    {
        null => RejectHeader("The file is empty: export it again."),
        { HasOpenQuote: true } => RejectHeader("The header cannot be read: a quotation mark (\") opens in it and is not closed."),
        { IsTooLong: true } => RejectHeader(
            $"The header has more than {Bounds.Columns} columns or {English.Number(Bounds.RowBytes)} bytes: "
                + "export those columns alone that are needed."),
        _ => new Checked<HeaderRow>.Valid(new(row, headings)),
    };

    /// <summary>
    /// Reads UTF-8, with or without a byte order mark, or Windows-1252 if the bytes are not valid UTF-8. A file with a zero byte
    /// is not text.
    /// </summary>
    /// <returns>The text as UTF-8 without a byte order mark; or what kind of file it is instead, and what to do.</returns>
    private static Checked<ReadOnlyMemory<byte>> Decode(byte[] content) => content switch
    {
        [0x50, 0x4B, 0x03, 0x04, ..] or [0xD0, 0xCF, 0x11, 0xE0, ..] =>
            NotText("The file is an Excel workbook, not CSV: save it as CSV UTF-8."),
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => NotText("The file is Unicode text (UTF-16), which is not read here: save it as CSV UTF-8."),
        [0xEF, 0xBB, 0xBF, ..] => DecodeBytes(content.AsMemory(3)),
        _ => DecodeBytes(content),
    };

    private static Checked<ReadOnlyMemory<byte>> DecodeBytes(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Span.Contains((byte)0))
        {
            return NotText("The file is binary, not text: export it as CSV UTF-8.");
        }

        return new Checked<ReadOnlyMemory<byte>>.Valid(
            System.Text.Unicode.Utf8.IsValid(bytes.Span) ? bytes : Utf8.GetBytes(Windows1252.GetString(bytes.Span)));
    }

    private static Checked<ReadOnlyMemory<byte>>.Invalid NotText(string reason) => new(reason);

    private static Checked<SourceTable>.Invalid Reject(string reason) => new(reason);

    private static Checked<HeaderRow>.Invalid RejectHeader(string reason) => new(reason);
}

/// <summary>
/// Tells the lines below the rows of an export, such as "Report produced by …", from rows. They have no pupil's number and at most two
/// cells with content, and an empty line stands before them, or one of them begins with a word of such lines. A row that is cut off at the
/// end of a file is thus a row, and comes back.
/// </summary>
/// <param name="upn">The column of the pupils' numbers; null where the last row is always a row.</param>
internal sealed class ExportEnd(Column? upn)
{
    private const int MostFilled = 2;

    private static readonly string[] Words =
    [
        "report", "printed", "produced", "generated", "created", "exported", "downloaded", "run by", "run on", "page", "total", "totals",
        "number of", "count", "key", "end of", "©", "copyright", "confidential", "notes", "source",
    ];

    private readonly List<int> _lines = [];

    /// <summary>The lines that were left out, once the rows have been read.</summary>
    public IReadOnlyList<int> Lines => _lines;

    /// <summary>The rows that are not blank, without those lines.</summary>
    public IEnumerable<SourceRow> Without(IEnumerable<SourceRow> rows)
    {
        var (waiting, isAfterBlank) = (new List<(SourceRow Row, bool Begins)>(), false);
        foreach (var row in rows)
        {
            if (row.IsBlank)
            {
                isAfterBlank = true;
                continue;
            }

            var mayBeBelow = upn is { } column && MayBeBelow(row, column);
            if (!mayBeBelow || waiting.Count == Bounds.LinesBelowRows)
            {
                foreach (var (known, _) in waiting)
                {
                    yield return known;
                }

                waiting.Clear();
            }

            if (mayBeBelow)
            {
                waiting.Add((row, isAfterBlank || Begins(row)));
            }
            else
            {
                yield return row;
            }

            isAfterBlank = false;
        }

        foreach (var (row, _) in waiting.TakeWhile(known => !known.Begins))
        {
            yield return row;
        }

        _lines.AddRange(waiting.SkipWhile(known => !known.Begins).Select(known => known.Row.Line));
    }

    private static bool MayBeBelow(SourceRow row, Column upn) => !row.HasOpenQuote && !row.IsTooLong
        && row.Cells.Count(cell => cell.Length > 0) <= MostFilled
        && !(Upn.TryParse(row[upn], out _) && row[upn].Any(char.IsAsciiDigit));

    private static bool Begins(SourceRow row) => row.Cells.First(cell => cell.Length > 0) is var text
        && Words.Any(word => text.StartsWith(word, StringComparison.OrdinalIgnoreCase)
            && (text.Length == word.Length || !char.IsLetter(text[word.Length])));
}

/// <summary>The content of a file that was read row by row.</summary>
/// <param name="Rows">
/// The number of rows read, without the header, blank rows and rows that an earlier school year's night has read; in a worklist, only
/// rows in which a person wrote.
/// </param>
/// <param name="Values">The content of the applied rows and cells, in file order.</param>
/// <param name="Rejections">The rows that come back, because they were not applied or not in full, in file order.</param>
/// <param name="Header">The header row of the file.</param>
/// <param name="Separator">What separates the cells of the header and of rows.</param>
public sealed record ReadFile<T>(int Rows, IReadOnlyList<T> Values, IReadOnlyList<RejectedRow> Rejections, string Header, char Separator)
{
    /// <summary>What was left out of the file as a whole, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Which of its columns were read.</summary>
    public ColumnUse Columns { get; init; } = ColumnUse.None;

    /// <summary>The applied rows of which something was left out or changed, in file order; no more than are returned one by one.</summary>
    public IReadOnlyList<RowRemark> Remarks { get; init; } = [];

    /// <summary>The number of rows that are kept until the next school year, because all of their marks are of that year.</summary>
    public int RowsHeld { get; init; }

    /// <summary>Whether any mark is of the next school year; the file is then read again on that year's first night.</summary>
    public bool HasLaterMarks { get; init; }

    /// <summary>
    /// The number of rows that were applied in full. Rows read = rows applied + rows rejected + rows held, always.
    /// </summary>
    public int RowsApplied => Rows - Rejections.Count - RowsHeld;

    /// <summary>The number of rejected rows about a pupil who is not on the school's roster; a newer roster may have the pupil.</summary>
    public int UnknownPupils => Rejections.Count(row => row.NamesUnknownPupil);
}

/// <summary>A row that comes back.</summary>
/// <param name="Line">The line of the file on which the row starts, from 1, counting the header and empty lines.</param>
/// <param name="Reason">
/// Every fault of the row, in words for a school's data manager; empty after the first <see cref="Bounds.ReturnedRows"/> rows of a file.
/// </param>
/// <param name="Source">The row as in the file, without its line end; empty likewise.</param>
public sealed record RejectedRow(int Line, string Reason, string Source)
{
    /// <summary>What stands before the reason of a row whose other cells were applied.</summary>
    public const string InPart = "The rest of the row was applied. ";

    /// <summary>Whether the row is about a pupil who is not on the school's roster.</summary>
    public bool NamesUnknownPupil { get; init; }

    /// <summary>Whether its other cells were applied.</summary>
    public bool IsInPart { get; init; }
}

/// <summary>A row that was applied, but not just as it stands.</summary>
/// <param name="Line">The line of the file on which the row starts, from 1.</param>
/// <param name="Remark">What was left out or changed, why, and what to do, in sentences.</param>
/// <param name="Source">The row as in the file, without its line end.</param>
public sealed record RowRemark(int Line, string Remark, string Source);
