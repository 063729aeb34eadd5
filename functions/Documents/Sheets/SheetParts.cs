using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Columns = DocumentFormat.OpenXml.Spreadsheet.Columns;

namespace AttendanceFunctions.Functions.Documents.Sheets;

/// <summary>The parts of a sheet besides its rows: frozen header, filters, Excel's table and print settings.</summary>
internal static class SheetParts
{
    private const uint A4 = 9;

    private const double NarrowMargin = 0.4;

    private const double WideMargin = 0.7;

    /// <summary>A page header holds 255 characters, formatting codes included, and each &amp; of the title is written twice.</summary>
    private const int LongestTitle = 110;

    private const string TableId = "table";

    public static SheetView ViewOf(WorkbookSheet sheet, bool isFirst)
    {
        var corner = CellPlace.Of(sheet.FrozenColumns, sheet.RowAt(0));
        var pane = new Pane
        {
            VerticalSplit = sheet.HeaderRow(),
            TopLeftCell = corner,
            State = PaneStateValues.Frozen,
            ActivePane = PaneValues.BottomLeft,
        };
        if (sheet.FrozenColumns > 0)
        {
            (pane.HorizontalSplit, pane.ActivePane) = (sheet.FrozenColumns, PaneValues.BottomRight);
        }

        var selection = new Selection { Pane = pane.ActivePane, ActiveCell = corner, SequenceOfReferences = new([corner]) };
        return new(pane, selection) { WorkbookViewId = 0, TabSelected = isFirst };
    }

    public static Columns ColumnsOf(WorkbookSheet sheet) => new(sheet.Columns.Select((column, index) =>
        new Column { Min = (uint)index + 1, Max = (uint)index + 1, Width = column.Width, CustomWidth = true }));

    /// <summary>The elements after the rows, in the order that the format requires.</summary>
    /// <param name="part">The sheet's part, to which its table is added.</param>
    /// <param name="number">The sheet's number in the workbook, from 1.</param>
    public static IEnumerable<OpenXmlElement> AfterRows(WorksheetPart part, WorkbookSheet sheet, uint number)
    {
        yield return sheet.Heading is null
            ? new AutoFilter { Reference = sheet.AllRange() }
            : new MergeCells(new MergeCell { Reference = $"A2:{CellPlace.Of(sheet.HeadingColumns() - 1, 2)}" });
        yield return new PageMargins
        {
            Left = NarrowMargin,
            Right = NarrowMargin,
            Top = WideMargin,
            Bottom = WideMargin,
            Header = NarrowMargin,
            Footer = NarrowMargin,
        };
        yield return new PageSetup { PaperSize = A4, Orientation = OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 };
        yield return new HeaderFooter(
            // The size comes before the font: otherwise a title that begins with a digit would change the size.
            new OddHeader($"&L&11&\"Arial,Bold\"{PrintedTitle(sheet)}"),
            new OddFooter("&L&9&\"Arial\"&A&R&9&\"Arial\"Page &P of &N"));
        // A class "4" and a URN are text on purpose; without this, Excel shows a warning triangle on each of them.
        yield return new IgnoredErrors(new IgnoredError { SequenceOfReferences = new([sheet.AllRange()]), NumberStoredAsText = true });
        if (sheet is { Heading: { } heading, Rows.Count: > 0 })
        {
            part.AddNewPart<TableDefinitionPart>(TableId).Table = TableOf(sheet, heading, number);
            yield return new TableParts(new TablePart { Id = TableId }) { Count = 1 };
        }
    }

    /// <summary>A sheet's print settings in the workbook: the printed columns, and the header that is repeated on each page.</summary>
    /// <param name="index">The sheet's index in the workbook, from 0.</param>
    public static IEnumerable<DefinedName> PrintNamesOf(WorkbookSheet sheet, uint index)
    {
        var quoted = $"'{sheet.Name.Replace("'", "''", StringComparison.Ordinal)}'";
        var printed = sheet.Columns.Reverse().SkipWhile(column => column.IsSecondary).Count();
        var last = CellPlace.ColumnOf(Math.Max(Math.Max(printed, 1), sheet.HeadingColumns()) - 1);
        var header = sheet.HeaderRow();
        return
        [
            new DefinedName($"{quoted}!$A$1:${last}${sheet.LastRow()}") { Name = "_xlnm.Print_Area", LocalSheetId = index },
            new DefinedName($"{quoted}!${header}:${header}") { Name = "_xlnm.Print_Titles", LocalSheetId = index },
        ];
    }

    private static string PrintedTitle(WorkbookSheet sheet)
    {
        var title = CellText.Storable(sheet.Title);
        return title[..Math.Min(title.Length, LongestTitle)].Replace("&", "&&", StringComparison.Ordinal);
    }

    /// <summary>Excel's table, which people can sort and filter and which formulas can refer to by name.</summary>
    private static Table TableOf(WorkbookSheet sheet, SheetHeading heading, uint number) => new(
        new AutoFilter { Reference = sheet.TableRange() },
        new TableColumns(sheet.Columns.Select((column, index) =>
            new TableColumn { Id = (uint)index + 1, Name = CellText.Stored(column.Name) }))
        { Count = (uint)sheet.Columns.Count },
        // None of Excel's table styles: the cells' own styles look the same in every program.
        new TableStyleInfo { ShowFirstColumn = false, ShowLastColumn = false, ShowRowStripes = false, ShowColumnStripes = false })
    {
        Id = number,
        Name = heading.Table,
        DisplayName = heading.Table,
        Reference = sheet.TableRange(),
        TotalsRowShown = false,
    };
}
