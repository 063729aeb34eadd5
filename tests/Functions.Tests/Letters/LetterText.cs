using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace AttendanceFunctions.Tests.Functions.Letters;

/// <summary>The text of a Word document, read with the library and not with the product's own engine.</summary>
internal static class LetterText
{
    /// <summary>A line for each paragraph with its style, and one for each row of a table; the footer last.</summary>
    public static string Of(byte[] docx)
    {
        using var document = Open(docx);
        var main = document.MainDocumentPart!;
        var footers = main.FooterParts.Concat<OpenXmlPart>(main.HeaderParts).SelectMany(part => part.RootElement!.ChildElements);
        return string.Join("\n", main.Document.Body!.ChildElements.Concat(footers).Select(Line).Where(line => line.Length > 0)) + "\n";
    }

    /// <summary>The paragraphs with sentences: what a parent reads, without address, greeting, signature, headings and tables.</summary>
    public static IReadOnlyList<string> Prose(byte[] docx)
    {
        using var document = Open(docx);
        return [.. document.MainDocumentPart!.Document.Body!.Elements<Paragraph>()
            .Where(paragraph => StyleOf(paragraph) is "Normal" or "ListBullet" && !IsFormula(paragraph.InnerText))
            .Select(paragraph => paragraph.InnerText).Where(text => text.Length > 0)];
    }

    public static WordprocessingDocument Open(byte[] docx) => WordprocessingDocument.Open(new MemoryStream(docx), isEditable: false);

    private static bool IsFormula(string text) =>
        text.StartsWith("To the parents", StringComparison.Ordinal) || text.StartsWith("Dear ", StringComparison.Ordinal)
            || text.StartsWith("Yours ", StringComparison.Ordinal);

    private static string Line(OpenXmlElement element) => element switch
    {
        Paragraph paragraph => $"{Mark(StyleOf(paragraph))}{paragraph.InnerText}",
        Table table => string.Join(
            "\n",
            table.Elements<TableRow>().Select(
                row => $"| {string.Join(" | ", row.Elements<TableCell>().Select(cell => cell.InnerText))} |")),
        _ => "",
    };

    private static string Mark(string style) => style switch
    {
        "Heading1" => "# ",
        "Heading2" => "## ",
        "Heading3" => "### ",
        "ListBullet" => "- ",
        _ => "",
    };

    private static string StyleOf(Paragraph paragraph) => paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value ?? "Normal";
}
