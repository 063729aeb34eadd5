using AttendanceFunctions.Domain.Absences.Lines;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>What the rows about statutory lines say: the arithmetic, what a notice would be, and what makes the row go.</summary>
internal static class LineRows
{
    /// <summary>Why a duty is there, if it is that of a line; else nothing.</summary>
    public static string Why(Case current, Duty duty, DateOnly night) => MatterOf(current, duty) is { } matter
        ? matter.Line == StatuteLine.PenaltyNotice ? $"{matter.Evidence} {NoticeLadder.InWords(current.Notices, night)}" : matter.Evidence
        : "";

    /// <summary>What to think of, and what makes the row go.</summary>
    public static IReadOnlyList<string> Advice(Case current, Duty duty) => MatterOf(current, duty) is { } matter ? LineWords.Advice(matter.Line) : [];

    /// <summary>The lines that a stage's document names and that stand open, for whoever acts on the stage; each has a row of its own.</summary>
    public static IEnumerable<string> OpenAt(Stage stage, Case current) =>
        from matter in current.Lines
        where matter.IsOpen && stage.Lines.Contains(matter.Line)
        from duty in current.Duties
        where duty.Key == matter.Key
        select $"Open now, in a row of its own: {CaseWords.Sentence(duty.What)}";

    private static LineMatter? MatterOf(Case current, Duty duty) => current.Lines.FirstOrDefault(matter => matter.IsOpen && matter.Key == duty.Key);
}
