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
public abstract record WorkbookFile
{
    private WorkbookFile()
    {
    }

    /// <summary>The workbook was read.</summary>
    /// <param name="Sheets">Its visible sheets, in their order.</param>
    public sealed record Opened(IReadOnlyList<SheetContent> Sheets) : WorkbookFile;

    /// <summary>It cannot be read.</summary>
    /// <param name="Reason">What the file is instead and what to do, in a sentence.</param>
    public sealed record Rejected(string Reason) : WorkbookFile;

    /// <summary>Whether the bytes begin as a workbook of any kind does, which no text can.</summary>
    public static bool IsWorkbook(byte[] content) => content is [0x50, 0x4B, 0x03 or 0x05, ..] || IsCompound(content);

    public static WorkbookFile Read(byte[] content)
    {
        if (IsCompound(content))
        {
            // A workbook with a password is kept in a file of the old form, in a stream of this name.
            return new Rejected(content.AsSpan().IndexOf("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"u8) >= 0
                ? "The Excel workbook is protected with a password: remove the password and save it again."
                : $"The file is an Excel workbook of the old form (.xls): {WorkbookRefusedException.SaveAgain}");
        }

        try
        {
            using var package = WorkbookPackage.Open(content);
            return new Opened(WorkbookParts.Read(package));
        }
        catch (WorkbookRefusedException refused)
        {
            return new Rejected(refused.Message);
        }
        catch (Exception damaged)
            when (damaged is InvalidDataException or XmlException or IOException or NotSupportedException or ArgumentException)
        {
            return new Rejected($"The Excel workbook is damaged or cut off: {WorkbookRefusedException.SaveAgain}");
        }
    }

    private static bool IsCompound(byte[] content) => content is [0xD0, 0xCF, 0x11, 0xE0, ..];
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
