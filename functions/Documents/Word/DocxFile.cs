using System.IO.Compression;
using System.Xml.Linq;

namespace AttendanceFunctions.Functions.Documents.Word;

/// <summary>The parts of a .docx file (a zip archive), by name.</summary>
/// <param name="Parts">In the archive's order.</param>
internal sealed record DocxFile(IReadOnlyList<DocxPart> Parts)
{
    /// <summary>Reads a file, however damaged it is.</summary>
    /// <param name="mostParts">The most parts.</param>
    /// <param name="mostBytes">The most unpacked bytes of all parts together.</param>
    /// <exception cref="InvalidDataException">The file is not a zip archive, or has more parts or bytes.</exception>
    public static DocxFile Read(byte[] file, int mostParts, long mostBytes)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
            return archive.Entries.Count <= mostParts ? Read(archive, mostBytes)
                : throw new InvalidDataException("The archive has too many parts.");
        }
        catch (Exception damaged) when (damaged is IOException or NotSupportedException or ArgumentException or OverflowException)
        {
            // What a zip archive throws on damaged offsets, lengths, names and methods of compression.
            throw new InvalidDataException("The archive is damaged.", damaged);
        }
    }

    private static DocxFile Read(ZipArchive archive, long mostBytes)
    {
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

    /// <summary>
    /// The names of which there are several, and names that no program gives to a part. Word looks for parts without regard to case, and
    /// might show another part than the one that was checked.
    /// </summary>
    public IEnumerable<string> DoubtfulNames() => Parts.GroupBy(part => Uri.UnescapeDataString(part.Name), StringComparer.OrdinalIgnoreCase)
        .Where(same => same.Count() > 1 || same.Key.StartsWith('/') || same.Key.Contains('\\', StringComparison.Ordinal)
            || same.Key.Split('/').Any(step => step is "" or "." or ".."))
        .Select(same => same.Key);

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
    public const string Styles = Word + "styles+xml";
    public const string Numbering = Word + "numbering+xml";
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
    public bool HasMacros => HasAny("macroEnabled", "vbaProject", "vbaData");

    /// <summary>Whether any part is a control, or a file of another program.</summary>
    public bool HasObjects => HasAny("activeX", "oleObject", "keyMapCustomizations", "attachedToolbars", "webextension");

    /// <exception cref="System.Xml.XmlException">The list is not well-formed.</exception>
    /// <exception cref="InvalidDataException">The list names a part or an extension twice.</exception>
    public static ContentTypes Of(DocxFile file)
    {
        var list = file.Parts.FirstOrDefault(part => part.Name == PartName);
        var entries = list is null ? [] : WordXml.Load(list.Content).Elements().ToList();
        var byName = TypesBy(entries, "Override", "PartName");
        var byExtension = TypesBy(entries, "Default", "Extension");
        // The list itself is not a part, although the default for .xml would match it.
        return new(file.Parts.Where(part => part.Name != PartName).DistinctBy(part => part.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(
                part => part.Name,
                part => byName.GetValueOrDefault("/" + part.Name)
                    ?? byExtension.GetValueOrDefault(Path.GetExtension(part.Name).TrimStart('.')) ?? "",
                StringComparer.OrdinalIgnoreCase));
    }

    public bool Has(string type) => _typeOf.ContainsValue(type);

    /// <summary>The type of a part; empty where the list has none.</summary>
    public string TypeOf(string part) => _typeOf.GetValueOrDefault(part, "");

    public bool Is(DocxPart part, string type) => _typeOf.GetValueOrDefault(part.Name) == type;

    public bool IsXml(DocxPart part) => _typeOf.GetValueOrDefault(part.Name) is { } type
        && (type.EndsWith("+xml", StringComparison.OrdinalIgnoreCase) || type.EndsWith("/xml", StringComparison.OrdinalIgnoreCase));

    /// <summary>The part's name for people if it holds text that a reader sees; otherwise null.</summary>
    public string? PlaceOf(DocxPart part) => PlacesOfText.GetValueOrDefault(_typeOf.GetValueOrDefault(part.Name) ?? "");

    private bool HasAny(params string[] words) =>
        _typeOf.Values.Any(type => words.Any(word => type.Contains(word, StringComparison.OrdinalIgnoreCase)));

    private static Dictionary<string, string> TypesBy(List<XElement> entries, string kind, string key)
    {
        var types = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in entries.Where(entry => entry.Name.LocalName == kind))
        {
            if (!types.TryAdd(entry.Attribute(key)?.Value ?? "", entry.Attribute("ContentType")?.Value ?? ""))
            {
                throw new InvalidDataException("The list of content types names a part twice.");
            }
        }

        return types;
    }
}

/// <summary>The properties of a letter: a title and a language. The author of the template is left out.</summary>
internal static class Properties
{
    private static readonly XNamespace Core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    private static readonly XNamespace DublinCore = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace App = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    private static readonly XNamespace Custom = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties";
    private static readonly XNamespace People = "http://schemas.microsoft.com/office/word/2012/wordml";

    /// <summary>The core properties of a document with this title.</summary>
    public static byte[] Of(string title) => WordXml.Save(new XElement(
        Core + "coreProperties",
        new XAttribute(XNamespace.Xmlns + "dc", DublinCore),
        new XElement(DublinCore + "title", title),
        new XElement(DublinCore + "language", "en-GB")));

    /// <summary>The file with the properties of the letter instead of the template's.</summary>
    public static DocxFile WithoutPersons(DocxFile docx, ContentTypes types, LetterKind kind) => new([.. docx.Parts.Select(part =>
        types.Is(part, ContentTypes.CoreProperties) ? part with { Content = Of(kind.TitleOf()) }
        : types.Is(part, ContentTypes.AppProperties) ? part with { Content = WordXml.Save(new(App + "Properties")) }
        : types.Is(part, ContentTypes.CustomProperties) ? part with { Content = WordXml.Save(new(Custom + "Properties")) }
        : types.Is(part, ContentTypes.People) ? part with { Content = WordXml.Save(new(People + "people")) }
        : part)]);
}
