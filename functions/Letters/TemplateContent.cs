using System.Xml.Linq;
using AttendanceFunctions.Functions.Documents.Word;

namespace AttendanceFunctions.Functions.Letters;

/// <summary>
/// Finds what a letter must not carry: whatever Word would fetch from elsewhere, run, or work out by itself when somebody opens the letter.
/// A letter is words, tables and pictures, and its values come from this product's fields.
/// </summary>
/// <param name="faults">Gets a fault for each kind of such content in each part, with what to do in Word.</param>
internal sealed class TemplateContent(ContentTypes types, FaultList faults)
{
    private const string File = "file";
    private const string Relationships = ".rels";

    private const string Embedded =
        "there is a control, another file or data of another program in it: take it out, or insert it as text or a picture.";

    /// <summary>The last words of the types of relationships to code, controls, other documents and data, in small letters.</summary>
    private static readonly HashSet<string> Unwanted = new(StringComparer.Ordinal)
    {
        "vbaproject", "wordvbadata", "oleobject", "package", "control", "activexcontrolbinary", "afchunk", "subdocument",
        "attachedtemplate",
        "frame", "mailmergesource", "mailmergeheadersource", "recipientdata", "webextension", "webextensiontaskpanes", "extensibility",
        "attachedtoolbars", "keymapcustomizations",
    };

    /// <summary>The elements of the same, in small letters.</summary>
    private static readonly HashSet<string> UnwantedElements = new(StringComparer.Ordinal)
    {
        "object", "oleobject", "control", "altchunk", "subdoc", "mailmerge", "frameset",
    };

    private static readonly XNamespace Vml = "urn:schemas-microsoft-com:vml";

    /// <summary>Whether a part is XML, and so has to be looked at.</summary>
    public bool IsXml(DocxPart part) =>
        part.Name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || IsRelationships(part) || types.IsXml(part);

    /// <summary>Looks at a part.</summary>
    /// <param name="place">What the part is called for people: page footer.</param>
    /// <exception cref="System.Xml.XmlException">The part is not well-formed.</exception>
    public void Check(DocxPart part, XElement root, string? place)
    {
        var sentences = IsRelationships(part)
            ? root.Descendants().Where(element => element.Name.LocalName == "Relationship").Select(FaultOf)
            : WordXml.InstructionsIn(root).Select(FaultOfField).Concat(root.Descendants().Select(FaultOfElement));
        foreach (var sentence in sentences.OfType<string>().Distinct(StringComparer.Ordinal))
        {
            faults.Add(new(place ?? File, sentence));
        }
    }

    private static bool IsRelationships(DocxPart part) => part.Name.EndsWith(Relationships, StringComparison.OrdinalIgnoreCase);

    /// <summary>What is wrong with a relationship; null if it leads to another part of the file that may be in a letter.</summary>
    private static string? FaultOf(XElement relationship)
    {
        var type = (relationship.Attribute("Type")?.Value ?? "").Split('/')[^1].ToLowerInvariant();
        var target = relationship.Attribute("Target")?.Value ?? "";
        var isExternal = string.Equals(relationship.Attribute("TargetMode")?.Value, "External", StringComparison.OrdinalIgnoreCase)
            || target.Split('/')[0].Contains(':', StringComparison.Ordinal) || target.StartsWith("//", StringComparison.Ordinal)
            || target.Contains('\\', StringComparison.Ordinal);
        return (type, isExternal) switch
        {
            ("attachedtemplate", _) => "it is attached to a Word template that is not in it: choose Normal instead "
                + "(Developer, Document Template, or File, Options, Add-ins, Manage: Templates).",
            ("hyperlink", true) =>
                $"there is a link to {English.Quote(target)}: remove it and keep its text (right-click, Remove Hyperlink).",
            ("image", true) => "there is a picture that Word would fetch from elsewhere: insert it into the document (Insert, Pictures).",
            (_, true) => "it refers to something outside of it, which Word would fetch: take it out, or insert it as text or a picture.",
            _ => Unwanted.Contains(type) ? Embedded : null,
        };
    }

    private static string? FaultOfElement(XElement element) =>
        UnwantedElements.Contains(element.Name.LocalName.ToLowerInvariant()) && IsOfOffice(element) ? Embedded
        : element.Name.Namespace == Vml && element.Attributes().Any(IsLink) ? "there is a drawing that links to something: remove the link."
        : null;

    private static string? FaultOfField(string instruction) => instruction.StartsWith("MERGEFIELD", StringComparison.OrdinalIgnoreCase)
        ? "there is a mail-merge field of Word's own («…»): delete it and write a field of this list in its place."
        : $"there is a field of Word's own ({NameOf(instruction)}): delete it and write text in its place.";

    private static string NameOf(string instruction) =>
        instruction.Split(' ')[0] is { Length: > 0 and < 20 } word && word.All(char.IsAsciiLetter)
        ? word.ToUpperInvariant()
        : "without a name";

    private static bool IsOfOffice(XElement element) =>
        element.Name.NamespaceName.Contains("wordprocessingml", StringComparison.Ordinal)
        || element.Name.NamespaceName.StartsWith("urn:schemas-microsoft-com:office", StringComparison.Ordinal);

    private static bool IsLink(XAttribute attribute) =>
        attribute.Name.LocalName is "href" or "src" or "althref" && attribute.Value is { Length: > 0 } value && value[0] != '#';
}
