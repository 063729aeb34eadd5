using System.Text;
using System.Xml;
using System.Xml.Linq;
using AttendanceFunctions.Functions.Documents.Word;

namespace AttendanceFunctions.Functions.Letters;

/// <summary>
/// Puts the letters of a print run into one Word document: the letters of one template, filled in for each pupil. Each letter begins on a
/// new page, and each household on a new sheet, also where both sides are printed.
/// </summary>
/// <param name="file">The template.</param>
/// <param name="parts">Its parts with text, by name.</param>
internal sealed class RunDocument(DocxFile file, IReadOnlyDictionary<string, XElement> parts)
{
    private const string NewPage = "nextPage";
    private const string NewSheet = "oddPage";

    /// <summary>What stands before the type of a section, by the schema.</summary>
    private static readonly HashSet<string> BeforeType = new(StringComparer.Ordinal)
    {
        "headerReference", "footerReference", "footnotePr", "endnotePr",
    };

    private readonly ContentTypes _types = ContentTypes.Of(file);
    private readonly Dictionary<string, byte[]> _written = new(StringComparer.Ordinal);
    private readonly List<DocxPart> _added = [];
    private readonly Dictionary<(string Part, string Content), string> _variants = [];
    private int _drawings;

    private string Main => parts.Keys.Single(name => _types.Is(file.Parts.First(part => part.Name == name), ContentTypes.Document));

    /// <summary>The document.</summary>
    /// <param name="households">A function that fills in a part, for each letter of each household.</param>
    /// <returns>
    /// Null where the letters cannot be one document: a numbered list would count on from letter to letter, and a footnote about one pupil
    /// would stand in all letters.
    /// </returns>
    public byte[]? Write(IReadOnlyList<IReadOnlyList<Func<XElement, XElement>>> households)
    {
        if (HasNumberedList())
        {
            return null;
        }

        var main = Main;
        var relationships = RelationshipsOf(main);
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(
            stream, new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), NewLineChars = "\n" }))
        {
            writer.WriteStartDocument(standalone: true);
            Begin(writer, parts[main]);
            Begin(writer, parts[main].Element(WordXml.Body)!);
            for (var household = 0; household < households.Count; household++)
            {
                for (var letter = 0; letter < households[household].Count; letter++)
                {
                    var fill = households[household][letter];
                    if (OtherParts(main, fill, relationships) is not { } replacedIds)
                    {
                        return null;
                    }

                    var isLast = household == households.Count - 1 && letter == households[household].Count - 1;
                    foreach (var block in Letter(fill(parts[main]), replacedIds, letter == 0 ? NewSheet : NewPage, isLast))
                    {
                        block.WriteTo(writer);
                    }
                }
            }

            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        _written[main] = stream.ToArray();
        return Packed(main, relationships);
    }

    /// <summary>The blocks of a letter; its last section ends in its last paragraph, or at the end of the document.</summary>
    private IEnumerable<XElement> Letter(XElement root, IReadOnlyDictionary<string, string> replacedIds, string begins, bool isLast)
    {
        var body = root.Element(WordXml.Body)!;
        Prepare(body, replacedIds);
        var end = body.Elements(WordXml.Section).LastOrDefault() ?? new XElement(WordXml.Section);
        if (end.Parent is not null)
        {
            end.Remove();
        }

        SetType(body.Descendants(WordXml.Section).FirstOrDefault() ?? end, begins);
        if (isLast)
        {
            body.Add(end);
        }
        else if (body.Elements().LastOrDefault() is { } last && last.Name == WordXml.Paragraph && !last.Descendants(WordXml.Section).Any())
        {
            if (last.Element(WordXml.ParagraphProperties) is not { } properties)
            {
                last.AddFirst(properties = new(WordXml.ParagraphProperties));
            }

            properties.Add(end);
        }
        else
        {
            body.Add(new XElement(WordXml.Paragraph, new XElement(WordXml.ParagraphProperties, end)));
        }

        return body.Elements();
    }

    /// <summary>
    /// Takes out what may stand only once in a document, numbers drawings, and refers to the letter's own headers and footers.
    /// </summary>
    private void Prepare(XElement body, IReadOnlyDictionary<string, string> replacedIds)
    {
        foreach (var element in body.Descendants().ToList())
        {
            if (WordXml.Bookmarks.Contains(element.Name))
            {
                element.Remove();
                continue;
            }

            if (element.Name.LocalName == "docPr")
            {
                element.SetAttributeValue("id", ++_drawings);
            }

            element.Attributes().Where(attribute => attribute.Name.LocalName is "paraId" or "textId").Remove();
            if (element.Name.LocalName is "headerReference" or "footerReference"
                && element.Attribute(WordXml.RelationshipId) is { } id && replacedIds.TryGetValue(id.Value, out var own))
            {
                id.Value = own;
            }
        }
    }

    private static void SetType(XElement section, string type)
    {
        section.Elements(WordXml.SectionType).Remove();
        var element = new XElement(WordXml.SectionType, new XAttribute(WordXml.Value, type));
        if (section.Elements().LastOrDefault(before => BeforeType.Contains(before.Name.LocalName)) is { } before)
        {
            before.AddAfterSelf(element);
        }
        else
        {
            section.AddFirst(element);
        }
    }

    /// <summary>Fills in headers, footers and notes.</summary>
    /// <returns>
    /// The ids of the letter's own headers and footers, by the ids of those of the first letter; null where a note is of this letter alone.
    /// </returns>
    private Dictionary<string, string>? OtherParts(
        string main, Func<XElement, XElement> fill, IReadOnlyDictionary<string, string> relationships)
    {
        var replaced = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, template) in parts.Where(part => part.Key != main))
        {
            var content = WordXml.Save(fill(template));
            if (!_written.TryGetValue(name, out var first))
            {
                _written[name] = content;
            }
            else if (!content.AsSpan().SequenceEqual(first))
            {
                if (!template.Name.LocalName.Equals("hdr", StringComparison.Ordinal)
                    && !template.Name.LocalName.Equals("ftr", StringComparison.Ordinal))
                {
                    return null;
                }

                foreach (var id in relationships.Where(relationship => relationship.Value == name).Select(relationship => relationship.Key))
                {
                    replaced[id] = VariantOf(name, content);
                }
            }
        }

        return replaced;
    }

    /// <summary>The id of a header or footer with this content, which is added to the document.</summary>
    private string VariantOf(string name, byte[] content)
    {
        var key = (name, Convert.ToBase64String(content));
        if (!_variants.TryGetValue(key, out var id))
        {
            _variants[key] = id = string.Create(CultureInfo.InvariantCulture, $"rIdOfRun{_variants.Count + 1}");
            var own = NameOf(name, id);
            _added.Add(new(own, content, IsPacked: false));
            if (file.Parts.FirstOrDefault(part => part.Name == RelationshipsName(name)) is { } rels)
            {
                _added.Add(rels with { Name = RelationshipsName(own) });
            }
        }

        return id;
    }

    private static string NameOf(string part, string id) => $"{part[..part.LastIndexOf('.')]}-{id}{part[part.LastIndexOf('.')..]}";

    private static string RelationshipsName(string part) =>
        $"{part[..(part.LastIndexOf('/') + 1)]}_rels/{part[(part.LastIndexOf('/') + 1)..]}.rels";

    /// <summary>The parts to which a part refers, by the ids of its relationships.</summary>
    private Dictionary<string, string> RelationshipsOf(string part)
    {
        var folder = part[..(part.LastIndexOf('/') + 1)];
        return file.Parts.FirstOrDefault(candidate => candidate.Name == RelationshipsName(part)) is not { } rels ? []
            : WordXml.Load(rels.Content).Elements().Where(element => element.Attribute("Target") is not null)
                .ToDictionary(
                    element => element.Attribute("Id")?.Value ?? "",
                    element =>
                        element.Attribute("Target")!.Value is ['/', .. var whole] ? whole : folder + element.Attribute("Target")!.Value,
                    StringComparer.Ordinal);
    }

    private byte[] Packed(string main, Dictionary<string, string> relationships)
    {
        if (_variants.Count > 0)
        {
            var rels = file.Parts.Single(part => part.Name == RelationshipsName(main));
            var (list, types) = (
                WordXml.Load(rels.Content), WordXml.Load(file.Parts.Single(part => part.Name == ContentTypes.PartName).Content));
            foreach (var ((name, _), id) in _variants)
            {
                var known = list.Elements().First(element => relationships.GetValueOrDefault(element.Attribute("Id")?.Value ?? "") == name);
                var added = new XElement(known);
                added.SetAttributeValue("Id", id);
                added.SetAttributeValue("Target", $"/{NameOf(name, id)}");
                list.Add(added);
                types.Add(new XElement(
                    types.Name.Namespace + "Override", new XAttribute("PartName", $"/{NameOf(name, id)}"),
                    new XAttribute("ContentType", _types.TypeOf(name))));
            }

            (_written[rels.Name], _written[ContentTypes.PartName]) = (WordXml.Save(list), WordXml.Save(types));
        }

        return (file with { Parts = [.. file.Parts, .. _added] }).Write(_written);
    }

    /// <summary>Whether the text or one of its styles uses a list with numbers or letters.</summary>
    private bool HasNumberedList()
    {
        var roots = file.Parts.Where(part => _types.Is(part, ContentTypes.Numbering)).Select(part => WordXml.Load(part.Content)).ToList();
        var styles = file.Parts.Where(part => _types.Is(part, ContentTypes.Styles)).Select(part => WordXml.Load(part.Content));
        var used = parts.Values.Concat(styles).SelectMany(root => root.Descendants(WordXml.NumberId))
            .Select(id => id.Attribute(WordXml.Value)?.Value).ToHashSet(StringComparer.Ordinal);
        var lists = roots.SelectMany(root => root.Elements(WordXml.Number))
            .Where(number => used.Contains(number.Attribute(WordXml.NumberId)?.Value))
            .Select(number => number.Element(WordXml.AbstractNumberId)?.Attribute(WordXml.Value)?.Value).ToHashSet(StringComparer.Ordinal);
        return roots.SelectMany(root => root.Elements(WordXml.AbstractNumber))
            .Where(number => lists.Contains(number.Attribute(WordXml.AbstractNumberId)?.Value))
            .SelectMany(number => number.Descendants(WordXml.NumberFormat))
            .Any(format => format.Attribute(WordXml.Value)?.Value is not ("bullet" or "none"));
    }

    private static void Begin(XmlWriter writer, XElement element)
    {
        writer.WriteStartElement(element.GetPrefixOfNamespace(element.Name.Namespace), element.Name.LocalName, element.Name.NamespaceName);
        foreach (var attribute in element.Attributes())
        {
            var (name, space) = (attribute.Name.LocalName, attribute.Name.Namespace);
            if (!attribute.IsNamespaceDeclaration)
            {
                writer.WriteAttributeString(element.GetPrefixOfNamespace(space), name, space.NamespaceName, attribute.Value);
            }
            else if (space == XNamespace.None)
            {
                writer.WriteAttributeString("xmlns", attribute.Value);
            }
            else
            {
                writer.WriteAttributeString("xmlns", name, ns: null, attribute.Value);
            }
        }
    }
}
