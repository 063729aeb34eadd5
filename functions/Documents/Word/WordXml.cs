using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace AttendanceFunctions.Functions.Documents.Word;

/// <summary>The WordprocessingML elements that reading a template needs, and this project's own elements.</summary>
internal static class WordXml
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    // This project's own elements, which a template has only in memory.
    private static readonly XNamespace Own = "urn:attendance-functions:letters";

    private static readonly XNamespace Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static readonly XName Body = Main + "body";
    public static readonly XName Section = Main + "sectPr";
    public static readonly XName SectionType = Main + "type";
    public static readonly XName Paragraph = Main + "p";
    public static readonly XName ParagraphProperties = Main + "pPr";
    public static readonly XName Text = Main + "t";
    public static readonly XName Break = Main + "br";
    public static readonly XName Row = Main + "tr";
    public static readonly XName Cell = Main + "tc";
    public static readonly XName Comment = Main + "comment";
    public static readonly XName Number = Main + "num";
    public static readonly XName NumberId = Main + "numId";
    public static readonly XName AbstractNumber = Main + "abstractNum";
    public static readonly XName AbstractNumberId = Main + "abstractNumId";
    public static readonly XName NumberFormat = Main + "numFmt";
    public static readonly XName Value = Main + "val";
    public static readonly XName RelationshipId = Relationships + "id";
    public static readonly XName If = Own + "if";
    public static readonly XName Each = Own + "each";

    /// <summary>The elements that break a line or separate two words in a text.</summary>
    public static readonly IReadOnlySet<XName> Breaks = new HashSet<XName> { Break, Main + "tab", Main + "cr" };

    public static readonly IReadOnlySet<XName> Bookmarks = new HashSet<XName> { Main + "bookmarkStart", Main + "bookmarkEnd" };

    public static readonly IReadOnlySet<XName> TrackedChanges =
        new HashSet<XName> { Main + "ins", Main + "del", Main + "moveFrom", Main + "moveTo" };

    /// <summary>Whether a root element is of the format that Word calls "Word Document", not "Strict Open XML".</summary>
    public static bool IsWordDocument(XElement root) => root.Name.Namespace == Main;

    /// <summary>
    /// The instructions of the Word fields in a part, such as PAGE or INCLUDETEXT "C:\\x". Word may split an instruction over elements;
    /// a field whose instruction is missing is an empty one.
    /// </summary>
    public static IReadOnlyList<string> InstructionsIn(XElement root)
    {
        var (instructions, current) = (new List<string>(), (StringBuilder?)null);
        foreach (var element in root.Descendants())
        {
            if (element.Name == Main + "fldSimple")
            {
                instructions.Add(element.Attribute(Main + "instr")?.Value.Trim() ?? "");
            }
            else if (element.Name == Main + "fldChar" || element.Name == Main + "instrText" || element.Name == Main + "delInstrText")
            {
                if (element.Name != Main + "fldChar")
                {
                    (current ??= new()).Append(element.Value);
                }
                else if ((string?)element.Attribute(Main + "fldCharType") == "begin" || current is not null)
                {
                    Close();
                    current = (string?)element.Attribute(Main + "fldCharType") == "begin" ? new() : null;
                }
            }
        }

        Close();
        return instructions;

        void Close()
        {
            if (current is not null)
            {
                instructions.Add(current.ToString().Trim());
            }
        }
    }

    /// <summary>Parses a part and returns its root.</summary>
    /// <exception cref="XmlException">The part is not well-formed, is nested too deeply, or has an element with too many
    /// attributes.</exception>
    public static XElement Load(byte[] part)
    {
        using (var reader = ReaderOf(part))
        {
            while (reader.Read())
            {
                if (reader.Depth > SettingsBounds.XmlDepth || reader.AttributeCount > SettingsBounds.XmlAttributes)
                {
                    throw new XmlException("The part is nested too deeply, or an element has too many attributes.");
                }
            }
        }

        using var second = ReaderOf(part);
        return XDocument.Load(second, LoadOptions.PreserveWhitespace).Root ?? throw new XmlException("The part is empty.");
    }

    private static XmlReader ReaderOf(byte[] part) =>
        XmlReader.Create(new MemoryStream(part, writable: false), new() { DtdProcessing = DtdProcessing.Prohibit });

    public static byte[] Save(XElement root)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new() { Encoding = Utf8, NewLineChars = "\n" }))
        {
            new XDocument(new XDeclaration("1.0", "UTF-8", "yes"), root).Save(writer);
        }

        return stream.ToArray();
    }
}
