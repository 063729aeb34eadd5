using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>What a roster says, or why it was rejected whole.</summary>
public abstract record RosterFile
{
    private RosterFile()
    {
    }

    /// <summary>No row of the file can be understood.</summary>
    /// <param name="Reason">What was found and what a roster needs.</param>
    public sealed record Rejected(string Reason) : RosterFile;

    /// <summary>The file was read row by row.</summary>
    /// <param name="Rows">Rows read: all but the header and blank rows.</param>
    /// <param name="Pupils">One pupil per applied row, in the order of the file; no UPN twice.</param>
    /// <param name="Rejections">The rows that were not applied, in the order of the file.</param>
    /// <param name="Header">The header as the file has it.</param>
    public sealed record Read(int Rows, IReadOnlyList<Pupil> Pupils, IReadOnlyList<RejectedRow> Rejections, string Header) : RosterFile
    {
        /// <summary>Rows read = rows applied + rows rejected, always.</summary>
        public int RowsApplied => Rows - Rejections.Count;
    }
}
