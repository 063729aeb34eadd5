namespace AttendanceFunctions.Functions.Intake;

/// <summary>A row that was not applied.</summary>
/// <param name="Line">The line of the file on which the row starts, from 1; the header and empty lines count.</param>
/// <param name="Reason">Every fault of the row, in words for a school's data manager.</param>
/// <param name="Source">The row as the file has it, without its line end.</param>
public sealed record RejectedRow(int Line, string Reason, string Source);
