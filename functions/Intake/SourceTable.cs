using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>A CSV file, or a sheet of a workbook, that a school sent: its header and its rows, or why there are none.</summary>
internal abstract record SourceTable
{
    private SourceTable()
    {
    }

    /// <param name="Header">The first row that is not blank.</param>
    /// <param name="Rows">The other rows that are not blank.</param>
    public sealed record Opened(HeaderRow Header, IReadOnlyList<SourceRow> Rows) : SourceTable;

    /// <param name="Reason">What the file is instead and what to do, in a sentence.</param>
    public sealed record Rejected(string Reason) : SourceTable;

    public static SourceTable Open(byte[] content) => SourceText.Decode(content) switch
    {
        SourceText.Decoded decoded => Open(decoded.Utf8Text),
        SourceText.Rejected rejected => new Rejected(rejected.Reason),
        var other => throw new InvalidOperationException($"A source text is decoded or rejected, not {other.GetType().Name}."),
    };

    /// <summary>A sheet of a workbook: its first row is the header, and what stands to the right of the header belongs to nobody.</summary>
    public static SourceTable Open(SheetContent sheet)
    {
        if (sheet.Rows.Where(row => !row.Cells.All(string.IsNullOrWhiteSpace)).ToList() is not [var first, .. var others])
        {
            return new Rejected("The workbook is empty: fill in the worklist as it was sent out.");
        }

        var header = new HeaderRow(SourceRow.Of(first, first.Cells.Count, HeaderText));
        return new Opened(header, [.. others.Select(row => SourceRow.Of(row, header.Width, text => text)).Where(row => !row.IsBlank)]);
    }

    // In the copy that goes back the first line says what separates the cells.
    private static string HeaderText(string text) => string.Concat(text.Select(c => c is ';' || char.IsControl(c) ? ' ' : c));

    private static SourceTable Open(ReadOnlyMemory<byte> text)
    {
        var rows = SourceRows.Read(text, SourceRows.SeparatorOf(text.Span)).Where(row => !row.IsBlank).ToList();
        return rows switch
        {
            [] => new Rejected("The file is empty: export it again."),
            [{ HasOpenQuote: true }, ..] => new Rejected("The header cannot be read: a quotation mark (\") opens in it and is not closed."),
            [var header, .. var others] => new Opened(new HeaderRow(header), others),
        };
    }
}
