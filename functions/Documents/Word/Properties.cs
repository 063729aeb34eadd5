using System.Xml.Linq;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Functions.Documents.Word;

/// <summary>
/// What a document says about itself. A letter has a title and a language, and nobody's name: who wrote the template is nothing to
/// those who get the letter.
/// </summary>
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

    /// <summary>The file with the properties of the letter in place of the template's own.</summary>
    public static DocxFile WithoutPersons(DocxFile docx, ContentTypes types, LetterKind kind) => new([.. docx.Parts.Select(part =>
        types.Is(part, ContentTypes.CoreProperties) ? part with { Content = Of(kind) }
        : types.Is(part, ContentTypes.AppProperties) ? part with { Content = WordXml.Save(new(App + "Properties")) }
        : types.Is(part, ContentTypes.CustomProperties) ? part with { Content = WordXml.Save(new(Custom + "Properties")) }
        : types.Is(part, ContentTypes.People) ? part with { Content = WordXml.Save(new(People + "people")) }
        : part)]);
}
