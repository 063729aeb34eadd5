using System.Xml;
using System.Xml.Linq;

namespace AttendanceFunctions.Functions.Documents.Word;

/// <summary>The names of WordprocessingML that a template is read by, and the engine's own.</summary>
internal static class WordXml
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    // Elements of the engine, which stand in a template only while it is in memory.
    private static readonly XNamespace Own = "urn:attendance-functions:letters";

    /// <summary>The most elements inside one another. A table in a text box in a table has about 30.</summary>
    private const int MostDepth = 250;

    public static readonly XName Paragraph = Main + "p";
    public static readonly XName Text = Main + "t";
    public static readonly XName Break = Main + "br";
    public static readonly XName Row = Main + "tr";
    public static readonly XName Cell = Main + "tc";
    public static readonly XName Comment = Main + "comment";
    public static readonly XName Instruction = Main + "instrText";
    public static readonly XName SimpleField = Main + "fldSimple";
    public static readonly XName InstructionOf = Main + "instr";
    public static readonly XName If = Own + "if";
    public static readonly XName Each = Own + "each";

    /// <summary>What ends a line or parts two words in a text.</summary>
    public static readonly IReadOnlySet<XName> Breaks = new HashSet<XName> { Break, Main + "tab", Main + "cr" };

    public static readonly IReadOnlySet<XName> TrackedChanges =
        new HashSet<XName> { Main + "ins", Main + "del", Main + "moveFrom", Main + "moveTo" };

    /// <summary>Whether the element is the root of a part with text, in the form that Word calls "Word Document" and not "Strict Open XML".</summary>
    public static bool IsOurs(XElement root) => root.Name.Namespace == Main;

    /// <exception cref="XmlException">The part is not well-formed, or its elements are nested more deeply than those of any letter.</exception>
    public static XElement Load(byte[] part)
    {
        using (var reader = ReaderOf(part))
        {
            while (reader.Read())
            {
                if (reader.Depth > MostDepth)
                {
                    throw new XmlException("The part is nested too deeply.");
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
        using (var writer = XmlWriter.Create(stream, new() { Encoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false), NewLineChars = "\n" }))
        {
            new XDocument(new XDeclaration("1.0", "UTF-8", "yes"), root).Save(writer);
        }

        return stream.ToArray();
    }
}
