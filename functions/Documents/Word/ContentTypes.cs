using System.Xml.Linq;

namespace AttendanceFunctions.Functions.Documents.Word;

/// <summary>What the parts of a .docx file are, by their content types.</summary>
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

    /// <summary>Parts that hold text which a reader sees, and what people call them.</summary>
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

    /// <summary>Whether there is a part with code in it.</summary>
    public bool HasMacros => _typeOf.Values.Any(type =>
        type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) || type.Contains("vbaProject", StringComparison.OrdinalIgnoreCase));

    /// <exception cref="System.Xml.XmlException">The list is not well-formed.</exception>
    public static ContentTypes Of(DocxFile file)
    {
        var list = file.Parts.FirstOrDefault(part => part.Name == PartName);
        var entries = list is null ? [] : WordXml.Load(list.Content).Elements().ToList();
        var byName = TypesBy(entries, "Override", "PartName");
        var byExtension = TypesBy(entries, "Default", "Extension");
        // The list itself is none of the parts, though a default for .xml would fit it.
        return new(file.Parts.Where(part => part.Name != PartName).ToDictionary(
            part => part.Name,
            part => byName.GetValueOrDefault("/" + part.Name) ?? byExtension.GetValueOrDefault(Path.GetExtension(part.Name).TrimStart('.')) ?? "",
            StringComparer.Ordinal));
    }

    public bool Has(string type) => _typeOf.ContainsValue(type);

    public bool Is(DocxPart part, string type) => _typeOf.GetValueOrDefault(part.Name) == type;

    /// <summary>What people call the part if it holds text that a reader sees; else nothing.</summary>
    public string PlaceOf(DocxPart part) => PlacesOfText.GetValueOrDefault(_typeOf.GetValueOrDefault(part.Name) ?? "") ?? "";

    private static Dictionary<string, string> TypesBy(List<XElement> entries, string kind, string key) => entries
        .Where(entry => entry.Name.LocalName == kind)
        .DistinctBy(entry => entry.Attribute(key)?.Value, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(entry => entry.Attribute(key)?.Value ?? "", entry => entry.Attribute("ContentType")?.Value ?? "", StringComparer.OrdinalIgnoreCase);
}
