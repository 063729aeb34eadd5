using System.IO.Compression;
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

/// <summary>The parts of a workbook that came in, of which only so much is unpacked.</summary>
internal sealed class WorkbookPackage : IDisposable
{
    /// <summary>Bytes: several times as many as a large school's worklist has.</summary>
    private const int MostUnpacked = 64 << 20;

    private readonly ZipArchive _archive;

    private readonly ILookup<string, ZipArchiveEntry> _parts;

    private long _left = MostUnpacked;

    private WorkbookPackage(ZipArchive archive)
    {
        _archive = archive;
        // Part names are matched without case (Open Packaging Conventions).
        _parts = archive.Entries.ToLookup(part => part.FullName.Replace('\\', '/').TrimStart('/'), StringComparer.OrdinalIgnoreCase);
    }

    /// <exception cref="InvalidDataException">It is no archive, or a damaged one.</exception>
    public static WorkbookPackage Open(byte[] content) => new(new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read));

    public bool Has(string part) => _parts.Contains(part);

    /// <summary>The elements and texts of a part; none where the package does not have it.</summary>
    /// <exception cref="InvalidDataException">It is damaged; XmlException and IOException mean the same.</exception>
    /// <exception cref="WorkbookRefusedException">More would have to be unpacked than is allowed.</exception>
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

    /// <summary>The parts that a part refers to: id, type and name of each.</summary>
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
