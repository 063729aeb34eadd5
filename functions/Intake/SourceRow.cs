using AttendanceFunctions.Functions.Sheets;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>One row of a file as it came.</summary>
/// <param name="Line">The line on which it starts, from 1.</param>
/// <param name="Cells">Its cells, trimmed, and as they were before <see cref="SafeCell.Neutralise"/>.</param>
/// <param name="Source">The row as the file has it, without its line end.</param>
/// <param name="HasOpenQuote">A quotation mark opens in the row and closes rows later or never; its cells mean nothing.</param>
internal sealed record SourceRow(int Line, IReadOnlyList<string> Cells, string Source, bool HasOpenQuote)
{
    public bool IsBlank => !HasOpenQuote && Cells.All(cell => cell.Length == 0);

    /// <summary>The cell of a column; empty where the file has no such column.</summary>
    public string this[Column column] => column.Index is >= 0 and var index && index < Cells.Count ? Cells[index] : "";

    public RejectedRow Rejected(RowFaults faults) => new(Line, faults.Reason, Source);
}
