using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace AttendanceFunctions.Functions.Documents.Sheets;

/// <summary>Writes one sheet of a workbook, row by row.</summary>
internal static class WorksheetXml
{
    /// <summary>A line of text, in points; a row has a little more.</summary>
    private const double LineHeight = 12.75;

    private const double RowPadding = 1.5;

    private const double HighestRow = 409;

    private const double TitleHeight = 21;

    /// <summary>Before it, the two programs that matter count days differently.</summary>
    private static readonly DateOnly FirstCountedDay = new(1900, 3, 1);

    private static readonly DateOnly DayZero = new(1899, 12, 30);

    /// <param name="part">Where to.</param>
    /// <param name="sheet">The sheet.</param>
    /// <param name="number">Its number in the workbook, from 1.</param>
    public static void Write(WorksheetPart part, WorkbookSheet sheet, uint number)
    {
        var hasTable = SheetLayout.HasHeading(sheet) && sheet.Rows.Count > 0;
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetProperties(new PageSetupProperties { FitToPage = true }));
        writer.WriteElement(new SheetViews(ViewOf(sheet, isFirst: number == 1)));
        writer.WriteElement(new SheetFormatProperties { DefaultRowHeight = LineHeight + RowPadding });
        writer.WriteElement(new DocumentFormat.OpenXml.Spreadsheet.Columns(sheet.Columns.Select((column, index) =>
            new DocumentFormat.OpenXml.Spreadsheet.Column { Min = (uint)index + 1, Max = (uint)index + 1, Width = column.Width, CustomWidth = true })));
        writer.WriteStartElement(new SheetData());
        foreach (var row in HeadingOf(sheet))
        {
            writer.WriteElement(row);
        }

        writer.WriteElement(HeaderOf(sheet));
        for (var index = 0; index < sheet.Rows.Count; index++)
        {
            writer.WriteElement(RowOf(sheet, index));
        }

        if (SheetLayout.HasHeading(sheet) && !hasTable)
        {
            writer.WriteElement(new Row(CellOf(0, SheetLayout.RowOf(sheet, 0), Cell.Text(sheet.Heading.WhenEmpty), CellStyles.About)) { RowIndex = SheetLayout.RowOf(sheet, 0) });
        }

        writer.WriteEndElement();
        if (SheetLayout.HasHeading(sheet))
        {
            writer.WriteElement(new MergeCells(new MergeCell { Reference = $"A2:{CellPlace.Of(SheetLayout.HeadingColumns(sheet) - 1, 2)}" }));
        }
        else
        {
            writer.WriteElement(new AutoFilter { Reference = SheetLayout.All(sheet) });
        }

        if (DropDowns.Of(sheet) is { HasChildren: true } dropDowns)
        {
            writer.WriteElement(dropDowns);
        }

        foreach (var element in PrintSetup.Of(sheet))
        {
            writer.WriteElement(element);
        }

        // A class "4" and a URN are text on purpose; without this each of them carries a warning triangle.
        writer.WriteElement(new IgnoredErrors(new IgnoredError { SequenceOfReferences = new([SheetLayout.All(sheet)]), NumberStoredAsText = true }));
        if (hasTable)
        {
            writer.WriteElement(new TableParts(new TablePart { Id = TableXml.Add(part, sheet, number) }) { Count = 1 });
        }

        writer.WriteEndElement();
    }

    private static SheetView ViewOf(WorkbookSheet sheet, bool isFirst)
    {
        var corner = CellPlace.Of(sheet.FrozenColumns, SheetLayout.RowOf(sheet, 0));
        var pane = new Pane { VerticalSplit = SheetLayout.HeaderRow(sheet), TopLeftCell = corner, State = PaneStateValues.Frozen, ActivePane = PaneValues.BottomLeft };
        if (sheet.FrozenColumns > 0)
        {
            (pane.HorizontalSplit, pane.ActivePane) = (sheet.FrozenColumns, PaneValues.BottomRight);
        }

        var selection = new Selection { Pane = pane.ActivePane, ActiveCell = corner, SequenceOfReferences = new([corner]) };
        return new(pane, selection) { WorkbookViewId = 0, TabSelected = isFirst };
    }

    private static IEnumerable<Row> HeadingOf(WorkbookSheet sheet) => !SheetLayout.HasHeading(sheet) ? [] :
    [
        new(CellOf(0, 1, Cell.Text(sheet.Heading.Title), CellStyles.Title)) { RowIndex = 1, Height = TitleHeight, CustomHeight = true },
        new(CellOf(0, 2, Cell.Text(sheet.Heading.About), CellStyles.About))
        {
            RowIndex = 2,
            Height = HeightOf(WrappedText.LinesOf(sheet.Heading.About, SheetLayout.HeadingWidthOf(sheet))),
            CustomHeight = true,
        },
    ];

    private static Row HeaderOf(WorkbookSheet sheet) => new(sheet.Columns.Select((column, index) =>
        CellOf(index, SheetLayout.HeaderRow(sheet), Cell.Text(column.Name), CellStyles.OfHeader(column))))
    {
        RowIndex = SheetLayout.HeaderRow(sheet),
        Height = HeightOf(sheet.Columns.Max(column => WrappedText.LinesOf(column.Name, column.Width, isBold: true))),
    };

    private static Row RowOf(WorkbookSheet sheet, int index)
    {
        var (row, number) = (sheet.Rows[index], SheetLayout.RowOf(sheet, index));
        return new(row.Cells.Select((cell, column) => CellOf(column, number, cell, StyleOf(sheet, row, column))))
        {
            RowIndex = number,
            Height = HeightOf(row.Cells.Zip(sheet.Columns, (cell, column) => column.Wraps ? WrappedText.LinesOf(cell.Content, column.Width) : 1).Max()),
        };
    }

    private static uint StyleOf(WorkbookSheet sheet, WorkbookRow row, int column) => SheetLayout.HasHeading(sheet)
        ? CellStyles.OfFigure(sheet.Columns[column], row.Cells[column], row.Look == RowLook.Total || column == 0 ? row.Look : RowLook.Plain)
        : CellStyles.Of(sheet.Columns[column], row.Cells[column].Kind, row.Choices.Count > 0);

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
