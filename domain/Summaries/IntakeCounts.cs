namespace AttendanceFunctions.Domain.Summaries;

/// <summary>What became of the files that a night looked at. Rows read are rows applied and rows rejected, always; a held file has none yet.</summary>
/// <param name="FilesApplied">Files applied, whole or in part.</param>
/// <param name="FilesRejected">Files that could not be understood at all.</param>
/// <param name="FilesHeld">Files kept back until they can be trusted.</param>
/// <param name="RowsRead">Rows of the applied files.</param>
/// <param name="RowsApplied">Those that were applied.</param>
/// <param name="RowsRejected">Those that were sent back with a reason.</param>
public sealed record IntakeCounts(int FilesApplied, int FilesRejected, int FilesHeld, int RowsRead, int RowsApplied, int RowsRejected)
{
    public static IntakeCounts None { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>Two schools together.</summary>
    public IntakeCounts And(IntakeCounts other) => new(
        FilesApplied + other.FilesApplied, FilesRejected + other.FilesRejected, FilesHeld + other.FilesHeld,
        RowsRead + other.RowsRead, RowsApplied + other.RowsApplied, RowsRejected + other.RowsRejected);
}
