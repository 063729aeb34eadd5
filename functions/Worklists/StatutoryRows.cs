using AttendanceFunctions.Domain.Absences.Thresholds;
using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>What the rows about statutory lines say: the arithmetic, what a notice would be, and what makes the row go.</summary>
internal static class StatutoryRows
{
    /// <summary>Why a duty is there, if it is that of a line; else nothing.</summary>
    public static string Why(Case current, Duty duty, DateOnly night) => MatterOf(current, duty) is { } matter
        ? matter.Threshold == StatutoryThreshold.PenaltyNotice ? $"{matter.Evidence} {NoticeLadder.InWords(current.Notices, night)}" : matter.Evidence
        : "";

    /// <summary>What to think of, and what makes the row go.</summary>
    public static IReadOnlyList<string> Advice(Case current, Duty duty) => MatterOf(current, duty) is { } matter ? StatutoryDescription.Advice(matter.Threshold) : [];

    /// <summary>The lines that a stage's document names and that stand open, for whoever acts on the stage; each has a row of its own.</summary>
    public static IEnumerable<string> OpenAt(Stage stage, Case current) =>
        from matter in current.StatutoryActions
        where matter.IsOpen && stage.Lines.Contains(matter.Threshold)
        from duty in current.Duties
        where duty.Key == matter.Key
        select $"Open now, in a row of its own: {CaseDescription.Sentence(duty.What)}";

    private static StatutoryAction? MatterOf(Case current, Duty duty) => current.StatutoryActions.FirstOrDefault(matter => matter.IsOpen && matter.Key == duty.Key);
}
