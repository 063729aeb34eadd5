using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace AttendanceFunctions.Tests.Functions.Letters;

/// <summary>Templates as a trust's office might write them in Word.</summary>
internal static class WordFile
{
    /// <summary>A document with these paragraphs, one run each.</summary>
    public static byte[] Of(params string[] paragraphs) => Of([.. paragraphs.Select(text => Paragraph(text))]);

    /// <summary>A document of these elements.</summary>
    public static byte[] Of(params OpenXmlElement[] elements) => Make(main => main.Document.Body!.Append(elements));

    /// <summary>A document that <paramref name="write"/> makes.</summary>
    public static byte[] Make(Action<MainDocumentPart> write, WordprocessingDocumentType type = WordprocessingDocumentType.Document)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, type))
        {
            document.AddMainDocumentPart().Document = new Document(new Body());
            write(document.MainDocumentPart!);
            document.PackageProperties.Creator = "Jo Reader";
            document.PackageProperties.LastModifiedBy = "Jo Reader";
            document.AddExtendedFilePropertiesPart().Properties = new(new DocumentFormat.OpenXml.ExtendedProperties.Manager("Jo Reader"));
        }

        return stream.ToArray();
    }

    /// <summary>A paragraph whose text Word has split over runs.</summary>
    public static Paragraph Paragraph(params string[] runs) =>
        new(runs.Select(run => new Run(new Text(run) { Space = SpaceProcessingModeValues.Preserve })));

    /// <summary>A table with these rows.</summary>
    public static Table Table(params string[][] rows) => new(
        [
            new TableProperties(), new TableGrid(rows[0].Select(_ => new GridColumn())),
            .. rows.Select(cells => new TableRow(cells.Select(cell => new TableCell(Paragraph(cell))))),
        ]);
}
