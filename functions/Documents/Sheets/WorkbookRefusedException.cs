namespace AttendanceFunctions.Functions.Documents.Sheets;

/// <summary>A workbook is not read any further.</summary>
/// <param name="reason">Why and what to do, in a sentence.</param>
internal sealed class WorkbookRefusedException(string reason) : Exception(reason)
{
    public const string SaveAgain = "open it in a spreadsheet program and save it as .xlsx or .csv.";

    /// <summary>It is no workbook that is read here.</summary>
    public static WorkbookRefusedException Kind(string kind) => new($"The file is {kind}: {SaveAgain}");

    /// <summary>It holds more than any workbook that is meant for here.</summary>
    public static WorkbookRefusedException Size(string what) => new($"The Excel workbook has {what}: keep what was in it at first and delete the rest.");
}
