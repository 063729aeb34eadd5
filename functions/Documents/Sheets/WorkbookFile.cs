using System.Xml;

namespace AttendanceFunctions.Functions.Documents.Sheets;

/// <summary>A row of a sheet that came in.</summary>
/// <param name="Number">Its number in the sheet, from 1.</param>
/// <param name="Cells">The texts of its cells from column A to the last one that is filled.</param>
public sealed record SheetRow(int Number, IReadOnlyList<string> Cells);

/// <summary>A visible sheet of a workbook that came in.</summary>
/// <param name="Name">What its tab says.</param>
/// <param name="Rows">Its rows that are not empty, those that a filter hides among them.</param>
public sealed record SheetContent(string Name, IReadOnlyList<SheetRow> Rows);

/// <summary>
/// A workbook that a person saved, read as text: numbers as they are written, days as dd/MM/yyyy, formulas as their results.
/// Reading is bounded, whatever the file says of itself, and never throws for what it holds.
/// </summary>
public static class WorkbookFile
{
    /// <summary>Whether the bytes begin as a workbook of any kind does, which no text can.</summary>
    public static bool IsWorkbook(byte[] content) => content is [0x50, 0x4B, 0x03 or 0x05, ..] || OfficeArchive.IsCompound(content);

    /// <returns>The visible sheets in their order, or what the file is instead and what to do.</returns>
    public static Checked<IReadOnlyList<SheetContent>> Read(byte[] content)
    {
        if (OfficeArchive.IsCompound(content))
        {
            return Reject(OfficeArchive.IsEncrypted(content)
                ? "The Excel workbook is protected with a password: remove the password and save it again."
                : $"The file is an Excel workbook of the old form (.xls): {WorkbookRefusedException.SaveAgain}");
        }

        try
        {
            using var package = WorkbookPackage.Open(content);
            return new Checked<IReadOnlyList<SheetContent>>.Valid(WorkbookParts.Read(package));
        }
        catch (WorkbookRefusedException refused)
        {
            return Reject(refused.Message);
        }
        catch (Exception damaged)
            when (damaged is InvalidDataException or XmlException or IOException or NotSupportedException or ArgumentException)
        {
            return Reject($"The Excel workbook is damaged or cut off: {WorkbookRefusedException.SaveAgain}");
        }
    }

    private static Checked<IReadOnlyList<SheetContent>>.Invalid Reject(string reason) => new(reason);
}

/// <summary>A workbook is not read any further.</summary>
/// <param name="reason">Why and what to do, in a sentence.</param>
internal sealed class WorkbookRefusedException(string reason) : Exception(reason)
{
    public const string SaveAgain = "open it in a spreadsheet program and save it as .xlsx or .csv.";

    /// <summary>It is no workbook that is read here.</summary>
    public static WorkbookRefusedException Kind(string kind) => new($"The file is {kind}: {SaveAgain}");

    /// <summary>It holds more than any workbook that is meant for here.</summary>
    public static WorkbookRefusedException Size(string what) =>
        new($"The Excel workbook has {what}: keep what was in it at first and delete the rest.");
}
