using System.IO.Compression;
using System.Xml;

namespace AttendanceFunctions.Functions.Documents.Sheets;

/// <summary>A row of an uploaded sheet.</summary>
/// <param name="Number">The row's number in the sheet, from 1.</param>
/// <param name="Cells">The texts of its cells from column A to the last non-empty one.</param>
public sealed record SheetRow(int Number, IReadOnlyList<string> Cells);

/// <summary>A visible sheet of an uploaded workbook.</summary>
/// <param name="Rows">Its non-empty rows, including rows hidden by a filter.</param>
public sealed record SheetContent(string Name, IReadOnlyList<SheetRow> Rows);

/// <summary>
/// A workbook that another program saved, read as text: numbers without their format, days as dd/MM/yyyy, formulas as their results.
/// Limits apply whatever sizes the file states, and reading never throws because of a file's content.
/// </summary>
public static class WorkbookFile
{
    /// <summary>Whether the bytes begin like a workbook of any kind; no text begins like that.</summary>
    public static bool IsWorkbook(byte[] content) => content is [0x50, 0x4B, 0x03 or 0x05, ..] || OfficeArchive.IsCompound(content);

    /// <param name="mostRows">The most rows of all sheets together.</param>
    /// <returns>The visible sheets in order; or what kind of file it is instead and what to do.</returns>
    public static Checked<IReadOnlyList<SheetContent>> Read(byte[] content, int mostRows)
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
            return new Checked<IReadOnlyList<SheetContent>>.Valid(WorkbookParts.Read(package, mostRows));
        }
        catch (WorkbookRefusedException refused)
        {
            return Reject(refused.Message);
        }
        catch (Exception damaged)
            when (damaged is InvalidDataException or XmlException or IOException or NotSupportedException or ArgumentException
                or OverflowException)
        {
            return Reject($"The Excel workbook is damaged or cut off: {WorkbookRefusedException.SaveAgain}");
        }
    }

    private static Checked<IReadOnlyList<SheetContent>>.Invalid Reject(string reason) => new(reason);
}

/// <summary>The workbook cannot be read.</summary>
/// <param name="reason">Why and what to do, as a sentence.</param>
internal sealed class WorkbookRefusedException(string reason) : Exception(reason)
{
    public const string SaveAgain = "open it in a spreadsheet program and save it as .xlsx or .csv.";

    /// <summary>The file is not a supported workbook.</summary>
    public static WorkbookRefusedException Kind(string kind) => new($"The file is {kind}: {SaveAgain}");

    /// <summary>The workbook exceeds a size limit.</summary>
    public static WorkbookRefusedException Size(string what) =>
        new($"The Excel workbook has {what}: export fewer pupils or days, or export CSV.");
}

/// <summary>The parts of an uploaded workbook; the number of bytes that are unpacked is limited.</summary>
internal sealed class WorkbookPackage : IDisposable
{
    private readonly ZipArchive _archive;

    private readonly ILookup<string, ZipArchiveEntry> _parts;

    private long _left = Bounds.UnpackedBytes;

    private WorkbookPackage(ZipArchive archive)
    {
        _archive = archive;
        // Part names are case-insensitive (Open Packaging Conventions).
        _parts = archive.Entries.ToLookup(part => part.FullName.Replace('\\', '/').TrimStart('/'), StringComparer.OrdinalIgnoreCase);
    }

    /// <exception cref="InvalidDataException">The bytes are not a zip archive, or it is damaged.</exception>
    /// <exception cref="WorkbookRefusedException">The archive has too many entries.</exception>
    public static WorkbookPackage Open(byte[] content)
    {
        var archive = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
        return archive.Entries.Count <= Bounds.ArchiveEntries ? new(archive)
            : throw WorkbookRefusedException.Size($"more than {English.Number(Bounds.ArchiveEntries)} parts");
    }

    public bool Has(string part) => _parts.Contains(part);

    /// <summary>The elements and texts of a part; none if the package lacks it.</summary>
    /// <exception cref="InvalidDataException">The part is damaged; XmlException and IOException mean the same.</exception>
    /// <exception cref="WorkbookRefusedException">The limit of unpacked bytes is exceeded.</exception>
    public IEnumerable<XmlReader> Read(string part)
    {
        if (_parts[part].FirstOrDefault() is not { } entry)
        {
            yield break;
        }

        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        var content = OfficeArchive.Unpack(entry, _left) ?? throw WorkbookRefusedException.Size("more in it than is ever read here");
        _left -= content.Length;
        using var reader = XmlReader.Create(new MemoryStream(content, writable: false), settings);
        while (reader.Read())
        {
            yield return reader;
        }
    }

    /// <summary>The relationships of a part: id, type and target of each.</summary>
    /// <param name="part">The part; empty for the package itself.</param>
    public IReadOnlyList<(string Id, string Type, string Part)> ReferencesOf(string part)
    {
        var folder = part[..(part.LastIndexOf('/') + 1)];
        var references = Read($"{folder}_rels/{part[folder.Length..]}.rels")
            .Where(reader => reader is { NodeType: XmlNodeType.Element, LocalName: "Relationship" })
            .Select(reader => (reader["Id"] ?? "", (reader["Type"] ?? "").Split('/')[^1], Resolve(folder, reader["Target"] ?? "")));
        return [.. references];
    }

    public void Dispose() => _archive.Dispose();

    private static string Resolve(string folder, string target)
    {
        var names = new List<string>();
        foreach (var name in (target.StartsWith('/') ? target : folder + target).Split('/'))
        {
            if (name == ".." && names.Count > 0)
            {
                names.RemoveAt(names.Count - 1);
            }
            else if (name is not ("" or "." or ".."))
            {
                names.Add(name);
            }
        }

        return string.Join('/', names);
    }
}
