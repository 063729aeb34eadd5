using AttendanceFunctions.Functions.Intake;

namespace AttendanceFunctions.Functions.Office.Pages;

/// <summary>What is said about files that came in.</summary>
public static class FileWords
{
    /// <summary>What a file is: "Register".</summary>
    public static string KindOf(ReceivedFile file) => file.IsRegister ? "Register" : file.IsRoster ? "Roster" : "Decisions";

    /// <summary>Who sent it and when: "by Meera Joshi, 20 March 2026 at 09:15".</summary>
    public static string Sent(ReceivedFile file)
    {
        var at = file.Uploaded?.At ?? file.File.LastModified;
        var sender = file.Uploaded is { } mark ? $"uploaded by {mark.By.InWords()}" : "sent by your system";
        return $"{sender}, {London.InWords(at)}";
    }

    /// <summary>What became of a file, in sentences.</summary>
    public static string Outcome(ReceivedFile file) => file.Entry switch
    {
        null when file.IsRegister => "Waits for tonight. This morning's list counts it already, if it has marks of today.",
        null => "Waits for tonight.",
        { Outcome: IntakeOutcome.Rejected } entry => $"Rejected as a whole. {entry.Reason}",
        { Outcome: IntakeOutcome.Held } entry => $"Held. {entry.Reason}",
        { RowsRejected: > 0 } entry => $"Applied on the night of {English.Day(entry.Night)}; "
            + $"{English.Count(entry.RowsRejected, "row")} of {English.Number(entry.RowsRead)} came back.",
        var entry => $"Applied on the night of {English.Day(entry.Night)}: {English.Count(entry.RowsApplied, "row")}.",
    };
}
