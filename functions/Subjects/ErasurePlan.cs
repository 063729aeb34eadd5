namespace AttendanceFunctions.Functions.Subjects;

/// <summary>What erasure does with what one table or container holds about a pupil.</summary>
/// <param name="Holding">The table or container.</param>
/// <param name="Fate">What becomes of it.</param>
/// <param name="Count">Rows or files.</param>
/// <param name="Why">In words.</param>
public sealed record ErasureLine(InventoryEntry Holding, ErasureAction Fate, int Count, string Why);

/// <summary>What erasing a pupil's data would do, before anything is done.</summary>
/// <param name="Record">What is held.</param>
/// <param name="Lines">What becomes of it, for each table and container that holds any.</param>
/// <param name="Refusals">Why it cannot be done now, each with what to do; none if it can.</param>
/// <param name="Remarks">What whoever asks should know.</param>
public sealed record ErasurePlan(SubjectRecord Record, IReadOnlyList<ErasureLine> Lines, IReadOnlyList<string> Refusals, IReadOnlyList<string> Remarks);

/// <summary>Erasure is refused as things stand; the message says every reason and what to do.</summary>
public sealed class ErasureRefusedException(IReadOnlyList<string> reasons) : Exception(string.Join(Environment.NewLine, reasons));
