using System.Text;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>A CSV file that a school sent.</summary>
/// <param name="Header">The first row that is not blank.</param>
/// <param name="Rows">The other rows that are not blank; they are read again each time.</param>
internal sealed record SourceTable(HeaderRow Header, IEnumerable<SourceRow> Rows)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)
        ?? throw new NotSupportedException("This .NET has no Windows-1252.");

    /// <summary>Reads a CSV file; a rejection is a sentence that says what to do.</summary>
    public static Checked<SourceTable> Open(byte[] content) => Decode(content).Then(Read);

    /// <summary>Reads a CSV file that is within bounds.</summary>
    public static Checked<SourceTable> Open(byte[] content, FileBounds bounds) =>
        (bounds.RefusalOfSize(content.Length) ?? bounds.RefusalOfLines(SourceRows.LinesOf(content))) is { } refusal
            ? Reject(refusal)
            : Open(content);

    /// <summary>Reads the rows one by one. A row is applied as a whole, or rejected as a whole if it has a fault.</summary>
    /// <param name="read">Returns the content of a row, and adds what is wrong with it to the row's faults.</param>
    public ReadFile<T> ReadRows<T>(Func<SourceRow, RowFaults, IEnumerable<T>> read)
    {
        var (values, rejections, remarks) = (new List<T>(), new List<RejectedRow>(), new List<RowRemark>());
        var (count, held, hasLaterMarks) = (0, 0, false);
        foreach (var row in Rows)
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
            count += faults.Any || faults.Year != RowYear.Earlier ? 1 : 0;
            if (faults.Any)
            {
                rejections.Add(Rejection(row, faults, isRepeated));
                continue;
            }

            values.AddRange(stated);
            held += faults.Year == RowYear.Next ? 1 : 0;
            if (faults.Remarks is { Length: > 0 } remark && remarks.Count < Bounds.ReturnedRows)
            {
                remarks.Add(new(row.Line, remark, row.Source));
            }
        }

        return new(count, values, rejections, Header.Source) { Remarks = remarks, RowsHeld = held, HasLaterMarks = hasLaterMarks };
    }

    private static RejectedRow Rejection(SourceRow row, RowFaults faults, bool isRepeated)
    {
        var source = row.IsTooLong ? row.Source[..Math.Min(row.Source.Length, Bounds.CellCharacters)] + "…" : row.Source;
        return new(row.Line, isRepeated ? faults.Reason : "", isRepeated ? source : "") { NamesUnknownPupil = faults.NamesUnknownPupil };
    }

    private static Checked<SourceTable> Read(ReadOnlyMemory<byte> text)
    {
        var rows = SourceRows.Read(text, SourceRows.SeparatorOf(text.Span)).Where(row => !row.IsBlank);
        return rows.FirstOrDefault() switch
        {
            null => Reject("The file is empty: export it again."),
            { HasOpenQuote: true } => Reject("The header cannot be read: a quotation mark (\") opens in it and is not closed."),
            { IsTooLong: true } => Reject(
                $"The header has more than {Bounds.Columns} columns or {English.Number(Bounds.RowBytes)} bytes: "
                    + "export those columns alone that are needed."),
            var header => new Checked<SourceTable>.Valid(new(new HeaderRow(header), rows.Skip(1))),
        };
    }

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
}

/// <summary>The content of a file that was read row by row.</summary>
/// <param name="Rows">
/// The number of rows read, without the header, blank rows and rows that an earlier school year's night has read; in a worklist, only
/// rows in which a person wrote.
/// </param>
/// <param name="Values">The content of the applied rows, in file order.</param>
/// <param name="Rejections">The rows that were not applied, in file order.</param>
/// <param name="Header">The header row of the file.</param>
public sealed record ReadFile<T>(int Rows, IReadOnlyList<T> Values, IReadOnlyList<RejectedRow> Rejections, string Header)
{
    /// <summary>The applied rows of which something was left out or changed, in file order; no more than are returned one by one.</summary>
    public IReadOnlyList<RowRemark> Remarks { get; init; } = [];

    /// <summary>The number of rows that are kept until the next school year, because all of their marks are of that year.</summary>
    public int RowsHeld { get; init; }

    /// <summary>Whether any mark is of the next school year; the file is then read again on that year's first night.</summary>
    public bool HasLaterMarks { get; init; }

    /// <summary>The number of applied rows. Rows read = rows applied + rows rejected + rows held, always.</summary>
    public int RowsApplied => Rows - Rejections.Count - RowsHeld;

    /// <summary>The number of rejected rows about a pupil who is not on the school's roster; a newer roster may have the pupil.</summary>
    public int UnknownPupils => Rejections.Count(row => row.NamesUnknownPupil);
}

/// <summary>A row that was not applied.</summary>
/// <param name="Line">The line of the file on which the row starts, from 1, counting the header and empty lines.</param>
/// <param name="Reason">
/// Every fault of the row, in words for a school's data manager; empty after the first <see cref="Bounds.ReturnedRows"/> rows of a file.
/// </param>
/// <param name="Source">The row as in the file, without its line end; empty likewise.</param>
public sealed record RejectedRow(int Line, string Reason, string Source)
{
    /// <summary>Whether the row is about a pupil who is not on the school's roster.</summary>
    public bool NamesUnknownPupil { get; init; }
}

/// <summary>A row that was applied, but not just as it stands.</summary>
/// <param name="Line">The line of the file on which the row starts, from 1.</param>
/// <param name="Remark">What was left out or changed, why, and what to do, in sentences.</param>
/// <param name="Source">The row as in the file, without its line end.</param>
public sealed record RowRemark(int Line, string Remark, string Source);
