namespace AttendanceFunctions.Functions.Intake;

/// <summary>What a register file says, or why it was rejected whole.</summary>
public abstract record RegisterFile
{
    private RegisterFile()
    {
    }

    /// <summary>No row of the file can be understood.</summary>
    /// <param name="Reason">What was found and what a register looks like.</param>
    public sealed record Rejected(string Reason) : RegisterFile;

    /// <summary>The file was read row by row.</summary>
    /// <param name="Rows">Rows read: all but the header and blank rows.</param>
    /// <param name="Statements">What the applied rows say, in the order of the file: of two about the same session the later wins.</param>
    /// <param name="Rejections">The rows that were not applied, in the order of the file.</param>
    /// <param name="Header">The header as the file has it.</param>
    public sealed record Read(int Rows, IReadOnlyList<MarkStatement> Statements, IReadOnlyList<RejectedRow> Rejections, string Header) : RegisterFile
    {
        /// <summary>Rows read = rows applied + rows rejected, always.</summary>
        public int RowsApplied => Rows - Rejections.Count;

        /// <summary>How many of the rejected rows are about a pupil who is not on the school's roster.</summary>
        public int UnknownPupils { get; init; }
    }
}
