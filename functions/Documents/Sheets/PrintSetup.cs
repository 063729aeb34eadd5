using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace AttendanceFunctions.Functions.Documents.Sheets;

/// <summary>How a sheet is printed: A4 landscape, as wide as the page, its header on every page.</summary>
internal static class PrintSetup
{
    private const uint A4 = 9;

    /// <summary>A page header holds 255 characters with its instructions, and each &amp; of the title twice.</summary>
    private const int LongestTitle = 110;

    private const double NarrowMargin = 0.4;

    private const double WideMargin = 0.7;

    /// <summary>What the sheet itself says, in the order that the format asks for.</summary>
    public static IEnumerable<OpenXmlElement> Of(WorkbookSheet sheet) =>
    [
        new PageMargins { Left = NarrowMargin, Right = NarrowMargin, Top = WideMargin, Bottom = WideMargin, Header = NarrowMargin, Footer = NarrowMargin },
        new PageSetup { PaperSize = A4, Orientation = OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 },
        new HeaderFooter(
            // The size stands before the font: a title that begins with a digit would make it another size.
            new OddHeader($"&L&11&\"Arial,Bold\"{TitleOf(sheet)}"),
            new OddFooter("&L&9&\"Arial\"&A&R&9&\"Arial\"Page &P of &N")),
    ];

    /// <summary>What the workbook says about a sheet: the header that is repeated, and the columns that are printed.</summary>
    public static IEnumerable<DefinedName> NamesOf(WorkbookSheet sheet, uint index)
    {
        var quoted = $"'{sheet.Name.Replace("'", "''", StringComparison.Ordinal)}'";
        var last = CellPlace.ColumnOf(Math.Max(PrintedColumns(sheet), SheetLayout.HeadingColumns(sheet)) - 1);
        var header = SheetLayout.HeaderRow(sheet);
        return
        [
            new DefinedName($"{quoted}!$A$1:${last}${SheetLayout.LastRow(sheet)}") { Name = "_xlnm.Print_Area", LocalSheetId = index },
            new DefinedName($"{quoted}!${header}:${header}") { Name = "_xlnm.Print_Titles", LocalSheetId = index },
        ];
    }

    private static string TitleOf(WorkbookSheet sheet)
    {
        var title = CellText.Storable(sheet.Title);
        return title[..Math.Min(title.Length, LongestTitle)].Replace("&", "&&", StringComparison.Ordinal);
    }

    private static int PrintedColumns(WorkbookSheet sheet)
    {
        var columns = sheet.Columns.Count;
        while (columns > 1 && sheet.Columns[columns - 1].IsSecondary)
        {
            columns--;
        }

        return columns;
    }
}
