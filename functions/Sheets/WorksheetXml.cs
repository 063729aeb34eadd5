using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace AttendanceFunctions.Functions.Sheets;

/// <summary>Writes one sheet of a workbook, row by row.</summary>
internal static class WorksheetXml
{
    /// <summary>A line of text, in points; a row has a little more.</summary>
    private const double LineHeight = 12.75;

    private const double RowPadding = 1.5;

    private const double HighestRow = 409;

    /// <summary>Before it, the two programs that matter count days differently.</summary>
    private static readonly DateOnly FirstCountedDay = new(1900, 3, 1);

    private static readonly DateOnly DayZero = new(1899, 12, 30);

    public static void Write(WorksheetPart part, WorkbookSheet sheet, bool isFirst)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetProperties(new PageSetupProperties { FitToPage = true }));
        writer.WriteElement(new SheetViews(ViewOf(sheet, isFirst)));
        writer.WriteElement(new SheetFormatProperties { DefaultRowHeight = LineHeight + RowPadding });
        writer.WriteElement(new DocumentFormat.OpenXml.Spreadsheet.Columns(sheet.Columns.Select((column, index) =>
            new DocumentFormat.OpenXml.Spreadsheet.Column { Min = (uint)index + 1, Max = (uint)index + 1, Width = column.Width, CustomWidth = true })));
        writer.WriteStartElement(new SheetData());
        writer.WriteElement(HeaderOf(sheet));
        for (var index = 0; index < sheet.Rows.Count; index++)
        {
            writer.WriteElement(RowOf(sheet, index));
        }

        writer.WriteEndElement();
        writer.WriteElement(new AutoFilter { Reference = CellPlace.All(sheet) });
        if (DropDowns.Of(sheet) is { HasChildren: true } dropDowns)
        {
            writer.WriteElement(dropDowns);
        }

        foreach (var element in PrintSetup.Of(sheet))
        {
            writer.WriteElement(element);
        }

        // A class "4" and a URN are text on purpose; without this each of them carries a warning triangle.
        writer.WriteElement(new IgnoredErrors(new IgnoredError { SequenceOfReferences = new([CellPlace.All(sheet)]), NumberStoredAsText = true }));
        writer.WriteEndElement();
    }

    private static SheetView ViewOf(WorkbookSheet sheet, bool isFirst)
    {
        var corner = CellPlace.Of(sheet.FrozenColumns, 2);
        var pane = new Pane { VerticalSplit = 1, TopLeftCell = corner, State = PaneStateValues.Frozen, ActivePane = PaneValues.BottomLeft };
        if (sheet.FrozenColumns > 0)
        {
            (pane.HorizontalSplit, pane.ActivePane) = (sheet.FrozenColumns, PaneValues.BottomRight);
        }

        var selection = new Selection { Pane = pane.ActivePane, ActiveCell = corner, SequenceOfReferences = new([corner]) };
        return new(pane, selection) { WorkbookViewId = 0, TabSelected = isFirst };
    }

    private static Row HeaderOf(WorkbookSheet sheet) => new(sheet.Columns.Select((column, index) =>
        CellOf(index, 1, Cell.Text(column.Name), CellStyles.OfHeader(column))))
    {
        RowIndex = 1,
        Height = HeightOf(sheet.Columns.Max(column => WrappedText.LinesOf(column.Name, column.Width, isBold: true))),
    };

    private static Row RowOf(WorkbookSheet sheet, int index)
    {
        var (row, number) = (sheet.Rows[index], (uint)index + 2);
        return new(row.Cells.Zip(sheet.Columns, (cell, column) => (Cell: cell, Style: CellStyles.Of(column, cell.Kind, row.Choices.Count > 0)))
            .Select((cell, column) => CellOf(column, number, cell.Cell, cell.Style)))
        {
            RowIndex = number,
            Height = HeightOf(row.Cells.Zip(sheet.Columns, (cell, column) => column.Wraps ? WrappedText.LinesOf(cell.Content, column.Width) : 1).Max()),
        };
    }

    private static double HeightOf(int lines) => Math.Min(lines * LineHeight + RowPadding, HighestRow);

    private static DocumentFormat.OpenXml.Spreadsheet.Cell CellOf(int column, uint row, Cell cell, uint style)
    {
        var written = new DocumentFormat.OpenXml.Spreadsheet.Cell { CellReference = CellPlace.Of(column, row), StyleIndex = style };
        if (cell.Kind is CellKind.Number or CellKind.Percent)
        {
            written.CellValue = new(cell.Content);
        }
        else if (cell.Kind == CellKind.Date && cell.Day >= FirstCountedDay)
        {
            written.CellValue = new(cell.Day.DayNumber - DayZero.DayNumber);
        }
        else if (cell.Kind != CellKind.Empty)
        {
            written.DataType = CellValues.InlineString;
            written.InlineString = new(new Text(CellText.Stored(cell.Content)) { Space = SpaceProcessingModeValues.Preserve });
        }

        return written;
    }
}
