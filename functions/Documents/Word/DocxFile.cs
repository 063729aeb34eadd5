using System.IO.Compression;
using System.Xml.Linq;

namespace AttendanceFunctions.Functions.Documents.Word;

/// <summary>The parts of a .docx file (a zip archive), by name.</summary>
/// <param name="Parts">In the archive's order.</param>
internal sealed record DocxFile(IReadOnlyList<DocxPart> Parts)
{
    /// <param name="mostBytes">The most unpacked bytes of all parts together.</param>
    /// <exception cref="InvalidDataException">The file is not a zip archive, or its parts have more bytes.</exception>
    public static DocxFile Read(byte[] file, long mostBytes)
    {
        using var archive = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
        var parts = new List<DocxPart>();
        foreach (var entry in archive.Entries.Where(entry => entry.Name.Length > 0))
        {
            var content = OfficeArchive.Unpack(entry, mostBytes) ?? throw new InvalidDataException("The parts of the archive are too big.");
            mostBytes -= content.Length;
            // Pictures are compressed already; compressing them again for every letter would only take time.
            parts.Add(new(entry.FullName, content, IsPacked: entry.CompressedLength * 10 >= entry.Length * 9));
        }

        return new(parts);
    }

    /// <summary>The archive, with these parts replacing those of the same names.</summary>
    public byte[] Write(IReadOnlyDictionary<string, byte[]> replaced)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in Parts)
            {
                var entry = archive.CreateEntry(part.Name, part.IsPacked ? CompressionLevel.NoCompression : CompressionLevel.Fastest);
                entry.LastWriteTime = OfficeArchive.NoTime;
                using var stream = entry.Open();
                stream.Write(replaced.TryGetValue(part.Name, out var content) ? content : part.Content);
            }
        }

        return file.ToArray();
    }
}

/// <summary>One part of a .docx file.</summary>
/// <param name="Name">Its name in the archive: word/document.xml.</param>
/// <param name="IsPacked">Whether compression saves less than a tenth, as with pictures.</param>
internal sealed record DocxPart(string Name, byte[] Content, bool IsPacked);

/// <summary>The kinds of the parts of a .docx file, by content type.</summary>
internal sealed class ContentTypes
{
    public const string PartName = "[Content_Types].xml";
    public const string Document = Word + "document.main+xml";
    public const string Template = Word + "template.main+xml";
    public const string Comments = Word + "comments+xml";
    public const string People = Word + "people+xml";
    public const string CoreProperties = "application/vnd.openxmlformats-package.core-properties+xml";
    public const string AppProperties = Office + "extended-properties+xml";
    public const string CustomProperties = Office + "custom-properties+xml";

    private const string Office = "application/vnd.openxmlformats-officedocument.";
    private const string Word = Office + "wordprocessingml.";

    /// <summary>The parts with text that a reader sees, and their names for people.</summary>
    private static readonly Dictionary<string, string> PlacesOfText = new(StringComparer.Ordinal)
    {
        [Document] = "text",
        [Word + "header+xml"] = "page header",
        [Word + "footer+xml"] = "page footer",
        [Word + "footnotes+xml"] = "footnotes",
        [Word + "endnotes+xml"] = "endnotes",
    };

    private readonly Dictionary<string, string> _typeOf;

    private ContentTypes(Dictionary<string, string> typeOf) => _typeOf = typeOf;

    /// <summary>Whether any part holds code, such as macros.</summary>
    public bool HasMacros => _typeOf.Values.Any(type =>
        type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)
        || type.Contains("vbaProject", StringComparison.OrdinalIgnoreCase));

    /// <exception cref="System.Xml.XmlException">The list is not well-formed.</exception>
    public static ContentTypes Of(DocxFile file)
    {
        var list = file.Parts.FirstOrDefault(part => part.Name == PartName);
        var entries = list is null ? [] : WordXml.Load(list.Content).Elements().ToList();
        var byName = TypesBy(entries, "Override", "PartName");
        var byExtension = TypesBy(entries, "Default", "Extension");
        // The list itself is not a part, although the default for .xml would match it.
        return new(file.Parts.Where(part => part.Name != PartName).ToDictionary(
            part => part.Name,
            part => byName.GetValueOrDefault("/" + part.Name)
                ?? byExtension.GetValueOrDefault(Path.GetExtension(part.Name).TrimStart('.')) ?? "",
            StringComparer.Ordinal));
    }

    public bool Has(string type) => _typeOf.ContainsValue(type);

    public bool Is(DocxPart part, string type) => _typeOf.GetValueOrDefault(part.Name) == type;

    /// <summary>The part's name for people if it holds text that a reader sees; otherwise null.</summary>
    public string? PlaceOf(DocxPart part) => PlacesOfText.GetValueOrDefault(_typeOf.GetValueOrDefault(part.Name) ?? "");

    private static Dictionary<string, string> TypesBy(List<XElement> entries, string kind, string key) => entries
        .Where(entry => entry.Name.LocalName == kind)
        .DistinctBy(entry => entry.Attribute(key)?.Value, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(
            entry => entry.Attribute(key)?.Value ?? "", entry => entry.Attribute("ContentType")?.Value ?? "",
            StringComparer.OrdinalIgnoreCase);
}

/// <summary>The properties of a letter: a title and a language. The author of the template is left out.</summary>
internal static class Properties
{
    private static readonly XNamespace Core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    private static readonly XNamespace DublinCore = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace App = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    private static readonly XNamespace Custom = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties";
    private static readonly XNamespace People = "http://schemas.microsoft.com/office/word/2012/wordml";

    /// <summary>The core properties of a letter.</summary>
    public static byte[] Of(LetterKind kind) => WordXml.Save(new XElement(
        Core + "coreProperties",
        new XAttribute(XNamespace.Xmlns + "dc", DublinCore),
        new XElement(DublinCore + "title", kind.TitleOf()),
        new XElement(DublinCore + "language", "en-GB")));

    /// <summary>The file with the properties of the letter instead of the template's.</summary>
    public static DocxFile WithoutPersons(DocxFile docx, ContentTypes types, LetterKind kind) => new([.. docx.Parts.Select(part =>
        types.Is(part, ContentTypes.CoreProperties) ? part with { Content = Of(kind) }
        : types.Is(part, ContentTypes.AppProperties) ? part with { Content = WordXml.Save(new(App + "Properties")) }
        : types.Is(part, ContentTypes.CustomProperties) ? part with { Content = WordXml.Save(new(Custom + "Properties")) }
        : types.Is(part, ContentTypes.People) ? part with { Content = WordXml.Save(new(People + "people")) }
        : part)]);
}
