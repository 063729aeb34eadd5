using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Functions.Intake;

namespace AttendanceFunctions.Functions.Decisions;

/// <summary>One decision of a person, as the worklist came back.</summary>
/// <param name="Line">The line of the file on which it starts, from 1.</param>
/// <param name="School">The school's id, as written.</param>
/// <param name="Upn">The pupil's number, as written.</param>
/// <param name="Kind"><c>nudge</c>, <c>case</c> or <c>absence</c>.</param>
/// <param name="Key">The opaque key of what is decided on.</param>
/// <param name="Decision">What was decided, as written; never empty.</param>
/// <param name="By">Who decided; never empty.</param>
/// <param name="Note">Why; may be empty.</param>
/// <param name="Source">The row as the file has it, without its line end.</param>
public sealed record DecisionRow(
    int Line, string School, string Upn, string Kind, string Key, string Decision, string By, string Note, string Source)
{
    /// <summary>The surname that stands in the row; empty where the file has no such column.</summary>
    public string Surname { get; init; } = "";

    /// <summary>The forename that stands in the row; empty where the file has no such column.</summary>
    public string Forename { get; init; } = "";

    /// <summary>Whether the names in the row are a pupil's: a worklist of which only some columns were sorted has one child's name beside another's key.</summary>
    public bool IsAbout(Pupil pupil) => IsSame(Surname, pupil.Surname) && IsSame(Forename, pupil.Forename);

    // A text that could be a formula stands with an apostrophe before it.
    private static bool IsSame(string cell, string text) =>
        cell.Length == 0 || cell.TrimStart('\'').Equals(text.Trim().TrimStart('\''), StringComparison.OrdinalIgnoreCase);
}

/// <summary>What a worklist says that a person filled in, or why it was rejected whole.</summary>
public abstract record DecisionFile
{
    private DecisionFile()
    {
    }

    /// <summary>No row of the file can be understood.</summary>
    /// <param name="Reason">What was found and what a worklist needs.</param>
    public sealed record Rejected(string Reason) : DecisionFile;

    /// <summary>The file was read row by row.</summary>
    /// <param name="Rows">Rows with a decision; the others wait for one and are not counted.</param>
    /// <param name="Decisions">The decisions that can be read, in the order of the file.</param>
    /// <param name="Rejections">The rows with a decision that cannot be read, in the order of the file.</param>
    /// <param name="Header">The header as the file has it.</param>
    public sealed record Read(int Rows, IReadOnlyList<DecisionRow> Decisions, IReadOnlyList<RejectedRow> Rejections, string Header) : DecisionFile
    {
        /// <summary>Rows read = rows applied + rows rejected, always.</summary>
        public int RowsApplied => Rows - Rejections.Count;
    }
}
