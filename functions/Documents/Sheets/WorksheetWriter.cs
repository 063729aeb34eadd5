using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace AttendanceFunctions.Functions.Documents.Sheets;

/// <summary>
/// Writes one sheet of a workbook. Rows and cells, nearly all of the content, are streamed into the part: a document tree in memory
/// would cost more than everything else that a night does.
/// </summary>
internal sealed class WorksheetWriter
{
    /// <summary>The height of one line of text, in points; a row is slightly higher.</summary>
    private const double LineHeight = 12.75;

    private const double RowPadding = 1.5;

    private const double HighestRow = 409;

    private const double TitleHeight = 21;

    private const string XmlNamespace = "http://www.w3.org/XML/1998/namespace";

    /// <summary>Excel and LibreOffice number the days before this one differently.</summary>
    private static readonly DateOnly FirstCountedDay = new(1900, 3, 1);

    private static readonly DateOnly DayZero = new(1899, 12, 30);

    private readonly OpenXmlWriter _writer;

    private readonly WorkbookSheet _sheet;

    private WorksheetWriter(OpenXmlWriter writer, WorkbookSheet sheet) => (_writer, _sheet) = (writer, sheet);

    /// <summary>Writes a sheet, and its Excel table if it has one.</summary>
    /// <param name="number">The sheet's number in the workbook, from 1.</param>
    public static void Write(WorksheetPart part, WorkbookSheet sheet, uint number)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetProperties(new PageSetupProperties { FitToPage = true }));
        writer.WriteElement(new SheetViews(SheetParts.ViewOf(sheet, isFirst: number == 1)));
        writer.WriteElement(new SheetFormatProperties { DefaultRowHeight = LineHeight + RowPadding });
        writer.WriteElement(SheetParts.ColumnsOf(sheet));
        writer.WriteStartElement(new SheetData());
        new WorksheetWriter(writer, sheet).WriteRows();
        writer.WriteEndElement();
        foreach (var element in SheetParts.AfterRows(part, sheet, number))
        {
            writer.WriteElement(element);
        }

        writer.WriteEndElement();
    }

    private void WriteRows()
    {
        var header = _sheet.HeaderRow();
        if (_sheet.Heading is { } heading)
        {
            WriteRow(1, TitleHeight, isCustom: true, [(Cell.Text(heading.Title), CellStyles.Title)]);
            var lines = WrappedText.LinesOf(heading.About, _sheet.HeadingWidth());
            WriteRow(2, HeightOf(lines), isCustom: true, [(Cell.Text(heading.About), CellStyles.About)]);
        }

        var headerLines = _sheet.Columns.Max(column => WrappedText.LinesOf(column.Name, column.Width, isBold: true));
        WriteRow(
            header, HeightOf(headerLines), isCustom: false,
            _sheet.Columns.Select(column => (Cell.Text(column.Name), CellStyles.OfHeader(column))));
        for (var index = 0; index < _sheet.Rows.Count; index++)
        {
            var row = _sheet.Rows[index];
            var lines = row.Cells.Zip(_sheet.Columns, LinesOf).Max();
            WriteRow(
                _sheet.RowAt(index), HeightOf(lines), isCustom: false,
                row.Cells.Zip(_sheet.Columns, (cell, column) => (cell, StyleOf(row, cell, column))));
        }

        if (_sheet is { Heading.WhenEmpty: var whenEmpty, Rows.Count: 0 })
        {
            WriteRow(header + 1, height: null, isCustom: false, [(Cell.Text(whenEmpty), CellStyles.About)]);
        }
    }

    private uint StyleOf(WorkbookRow row, Cell cell, WorkbookColumn column)
    {
        if (_sheet.Heading is null)
        {
            return CellStyles.Of(column, cell.Kind);
        }

        // In a sheet with a heading, a tone tints the first cell of a row only; the style of a total applies to all its cells.
        var isTinted = row.Look == RowLook.Total || ReferenceEquals(column, _sheet.Columns[0]);
        return CellStyles.OfFigure(column, cell, isTinted ? row.Look : RowLook.Plain);
    }

    private static int LinesOf(Cell cell, WorkbookColumn column) => column.Wraps ? WrappedText.LinesOf(cell.Content, column.Width) : 1;

    private static double HeightOf(int lines) => Math.Min(lines * LineHeight + RowPadding, HighestRow);

    private void WriteRow(uint row, double? height, bool isCustom, IEnumerable<(Cell Cell, uint Style)> cells)
    {
        var attributes = new List<OpenXmlAttribute> { Attribute("r", row) };
        attributes.AddRange(height is { } points ? [Attribute("ht", points)] : Array.Empty<OpenXmlAttribute>());
        attributes.AddRange(isCustom ? [Attribute("customHeight", 1)] : Array.Empty<OpenXmlAttribute>());
        _writer.WriteStartElement(new Row(), attributes);
        foreach (var (column, (cell, style)) in cells.Index())
        {
            WriteCell(CellPlace.Of(column, row), cell, style);
        }

        _writer.WriteEndElement();
    }

    private void WriteCell(string place, Cell cell, uint style)
    {
        var attributes = new List<OpenXmlAttribute> { new("r", "", place), Attribute("s", style) };
        var number = cell.Kind switch
        {
            CellKind.Number or CellKind.Percent => cell.Content,
            CellKind.Date when cell.Day is { } day && day >= FirstCountedDay => Invariant(day.DayNumber - DayZero.DayNumber),
            _ => null,
        };
        var isText = number is null && cell.Kind != CellKind.Empty;
        attributes.AddRange(isText ? [new("t", "", "inlineStr")] : Array.Empty<OpenXmlAttribute>());
        _writer.WriteStartElement(new DocumentFormat.OpenXml.Spreadsheet.Cell(), attributes);
        if (number is not null)
        {
            _writer.WriteElement(new CellValue(number));
        }
        else if (isText)
        {
            _writer.WriteStartElement(new InlineString());
            _writer.WriteStartElement(new Text(), [new OpenXmlAttribute("xml", "space", XmlNamespace, "preserve")]);
            _writer.WriteString(CellText.Stored(cell.Content));
            _writer.WriteEndElement();
            _writer.WriteEndElement();
        }

        _writer.WriteEndElement();
    }

    private static OpenXmlAttribute Attribute(string name, double value) => new(name, "", Invariant(value));

    private static string Invariant(double value) => value.ToString(CultureInfo.InvariantCulture);
}
