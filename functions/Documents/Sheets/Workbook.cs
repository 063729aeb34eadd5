using System.Buffers;
using System.IO.Packaging;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace AttendanceFunctions.Functions.Documents.Sheets;

/// <summary>
/// Makes an .xlsx workbook of sheets that people read, filter and print. Text is stored as text, so nothing in it runs
/// as a formula. Equal sheets give equal bytes.
/// </summary>
public static class Workbook
{
    private const int LongestName = 31;

    private const string BookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

    private const string PropertiesType = "application/vnd.openxmlformats-package.core-properties+xml";

    private static readonly SearchValues<char> NotInNames = SearchValues.Create(@"[]:*?/\");

    /// <exception cref="ArgumentException">An invalid name or number of cells.</exception>
    public static BinaryData Make(IReadOnlyList<WorkbookSheet> sheets)
    {
        Check(sheets);
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            // Compressed only once, below.
            document.CompressionOption = CompressionOption.NotCompressed;
            var book = document.AddNewPart<WorkbookPart>(BookType, "book");
            book.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = CellStyles.Sheet();
            foreach (var (sheet, number) in Numbered(sheets))
            {
                WorksheetWriter.Write(book.AddNewPart<WorksheetPart>(PartOf(number)), sheet, number);
            }

            book.Workbook = new(
                new BookViews(new WorkbookView()),
                new DocumentFormat.OpenXml.Spreadsheet.Sheets(Numbered(sheets).Select(entry =>
                    new Sheet { Name = entry.Sheet.Name, SheetId = entry.Number, Id = PartOf(entry.Number) })),
                new DefinedNames(Numbered(sheets).SelectMany(entry => SheetParts.PrintNamesOf(entry.Sheet, entry.Number - 1))));
            Describe(document.AddNewPart<CoreFilePropertiesPart>(PropertiesType, "properties"), sheets[0].Title);
        }

        return OfficeArchive.WithoutTimes(stream);
    }

    private static IEnumerable<(WorkbookSheet Sheet, uint Number)> Numbered(IEnumerable<WorkbookSheet> sheets) =>
        sheets.Select((sheet, index) => (sheet, (uint)index + 1));

    private static string PartOf(uint number) => $"sheet{number}";

    private static void Describe(CoreFilePropertiesPart part, string title)
    {
        const string dublinCore = "http://purl.org/dc/elements/1.1/";
        using var writer = XmlWriter.Create(part.GetStream(FileMode.Create));
        writer.WriteStartElement("cp", "coreProperties", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties");
        writer.WriteElementString("dc", "title", dublinCore, CellText.Storable(title));
        writer.WriteElementString("dc", "language", dublinCore, "en-GB");
        writer.WriteEndElement();
    }

    private static void Check(IReadOnlyList<WorkbookSheet> sheets)
    {
        if (sheets.Count == 0 || sheets.DistinctBy(sheet => sheet.Name, StringComparer.OrdinalIgnoreCase).Count() < sheets.Count)
        {
            throw new ArgumentException("A workbook has at least one sheet, and no two of one name.", nameof(sheets));
        }

        var tables = sheets.Select(sheet => sheet.Heading?.Table).OfType<string>().ToList();
        if (tables.Distinct(StringComparer.OrdinalIgnoreCase).Count() < tables.Count)
        {
            throw new ArgumentException("Two tables of a workbook have one name.", nameof(sheets));
        }

        foreach (var sheet in sheets)
        {
            if (sheet.Heading is { } heading && !CanBeTable(heading.Table, sheet.Columns))
            {
                throw new ArgumentException(
                    $"\"{heading.Table}\" cannot be the name of a table, or a column has no name, or two have one.", nameof(sheets));
            }

            if (sheet.Name is { Length: 0 or > LongestName } or ['\'', ..] or [.., '\''] || sheet.Name.AsSpan().ContainsAny(NotInNames))
            {
                throw new ArgumentException($"\"{sheet.Name}\" cannot be the name of a sheet.", nameof(sheets));
            }

            if (sheet.Columns.Count == 0 || sheet.Rows.Any(row => row.Cells.Count != sheet.Columns.Count))
            {
                throw new ArgumentException(
                    $"A row of the sheet \"{sheet.Name}\" does not have a cell for each of {sheet.Columns.Count} columns.", nameof(sheets));
            }
        }
    }

    private static bool CanBeTable(string name, IReadOnlyList<WorkbookColumn> columns) =>
        name is [var first, ..] && char.IsAsciiLetter(first) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
        && columns.All(column => column.Name.Length > 0)
        && columns.DistinctBy(column => column.Name, StringComparer.OrdinalIgnoreCase).Count() == columns.Count;
}
