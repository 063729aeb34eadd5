using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>One row of a file as it came.</summary>
/// <param name="Line">The line on which it starts, or its number in the sheet, from 1.</param>
/// <param name="Cells">Its cells, trimmed, and as they were before <see cref="SafeCell.Neutralise"/>.</param>
/// <param name="Source">The row as the file has it, without its line end.</param>
/// <param name="HasOpenQuote">A quotation mark opens in the row and closes rows later or never; its cells mean nothing.</param>
internal sealed record SourceRow(int Line, IReadOnlyList<string> Cells, string Source, bool HasOpenQuote)
{
    public bool IsBlank => !HasOpenQuote && Cells.All(cell => cell.Length == 0);

    /// <summary>The cell of a column; empty where the file has no such column.</summary>
    public string this[Column column] => column.Index is >= 0 and var index && index < Cells.Count ? Cells[index] : "";

    /// <summary>A row of a sheet; its source is what the row would be in a CSV file.</summary>
    /// <param name="row">The row.</param>
    /// <param name="width">The cells that it is to have: missing ones are empty, and those beyond stand in its source alone.</param>
    /// <param name="written">How a text is written in the source.</param>
    public static SourceRow Of(SheetRow row, int width, Func<string, string> written)
    {
        var missing = Enumerable.Repeat("", Math.Max(0, width - row.Cells.Count));
        var source = string.Join(',', row.Cells.Select(cell => Quote(written(cell))));
        return new(row.Number, [.. row.Cells.Take(width).Select(cell => SafeCell.Restore(cell.Trim())), .. missing], source, HasOpenQuote: false);
    }

    public RejectedRow Rejected(RowFaults faults) => new(Line, faults.Reason, Source);

    private static string Quote(string cell) =>
        cell.AsSpan().ContainsAny(",\"\r\n") || cell != cell.Trim() ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
