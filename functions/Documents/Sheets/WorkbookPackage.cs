using System.IO.Compression;
using System.Xml;

namespace AttendanceFunctions.Functions.Documents.Sheets;

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
    /// <exception cref="InvalidDataException">It is damaged; <see cref="XmlException"/> and <see cref="IOException"/> mean the same.</exception>
    /// <exception cref="WorkbookRefusedException">More would have to be unpacked than is allowed.</exception>
    public IEnumerable<XmlReader> Read(string part)
    {
        if (_parts[part].FirstOrDefault() is not { } entry)
        {
            yield break;
        }

        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true,
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
