using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace AttendanceFunctions.Functions.Sheets;

/// <summary>How cells look: every pair of a form (what it holds) and a look (what it is for) is one numbered style.</summary>
internal static class CellStyles
{
    /// <summary>The header's style; a secondary column's is the next one.</summary>
    private const uint Header = 1;

    private const uint FirstOfCells = Header + 2;

    private const uint NumberFormat = 164;

    private const uint PercentFormat = 165;

    private const uint DayFormat = 166;

    /// <summary>Excel's own format "text": what a person types there is not turned into a date or a number.</summary>
    private const uint TextFormat = 49;

    private static readonly uint Looks = (uint)Enum.GetValues<Look>().Length;

    private enum Form : uint
    {
        Plain,
        Wrapped,
        Number,
        Percent,
        Day,
    }

    private enum Look : uint
    {
        Primary,
        Secondary,
        Input,
    }

    public static uint OfHeader(WorkbookColumn column) => Header + (column.IsSecondary ? 1u : 0u);

    /// <param name="column">The cell's column.</param>
    /// <param name="kind">What it holds.</param>
    /// <param name="isOpen">Whether its row offers a choice.</param>
    public static uint Of(WorkbookColumn column, CellKind kind, bool isOpen)
    {
        var form = kind switch
        {
            CellKind.Number => Form.Number,
            CellKind.Percent => Form.Percent,
            CellKind.Date => Form.Day,
            _ => column.Wraps ? Form.Wrapped : Form.Plain,
        };
        var look = column.TakesInput && isOpen ? Look.Input : column.IsSecondary ? Look.Secondary : Look.Primary;
        return FirstOfCells + (uint)form * Looks + (uint)look;
    }

    /// <summary>The styles as a workbook keeps them; fonts, fills and borders are numbered in the order in which they stand here.</summary>
    public static Stylesheet Sheet() => new(
        new NumberingFormats(
            // A bracket's width keeps a number away from the text in the next cell; an indent does so in one program and not in the other.
            new NumberingFormat { NumberFormatId = NumberFormat, FormatCode = "General_)" },
            new NumberingFormat { NumberFormatId = PercentFormat, FormatCode = "0.0_)" },
            // 809 is English (United Kingdom).
            new NumberingFormat { NumberFormatId = DayFormat, FormatCode = "[$-809]dd/mm/yyyy" }),
        new Fonts(Font("FF000000"), Font("FF000000", isBold: true), Font("FF6B6B6B"), Font("FF6B6B6B", isBold: true)),
        // The first two fills are fixed by the format.
        new Fills(Fill(PatternValues.None), Fill(PatternValues.Gray125), Fill("FFDCE6F0"), Fill("FFF2F2F2"), Fill("FFFFF8DC")),
        new Borders(new Border(), ThinLines()),
        new CellStyleFormats(new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0 }),
        new CellFormats(
        [
            new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0, FormatId = 0 },
            CellFormat(0, font: 1, fill: 2, Wrapped()),
            CellFormat(0, font: 3, fill: 3, Wrapped()),
            .. from form in Enum.GetValues<Form>() from look in Enum.GetValues<Look>() select CellFormat(form, look),
        ]));

    private static CellFormat CellFormat(Form form, Look look)
    {
        uint format = form switch
        {
            Form.Percent => PercentFormat,
            Form.Day => DayFormat,
            Form.Number => NumberFormat,
            _ => look == Look.Primary ? 0u : TextFormat,
        };
        var alignment = form switch
        {
            Form.Wrapped => Wrapped(),
            Form.Number or Form.Percent => new() { Vertical = VerticalAlignmentValues.Top, Horizontal = HorizontalAlignmentValues.Right },
            _ => new() { Vertical = VerticalAlignmentValues.Top, Horizontal = HorizontalAlignmentValues.Left },
        };
        return CellFormat(format, font: look == Look.Secondary ? 2u : 0u, fill: look == Look.Input ? 4u : 0u, alignment);
    }

    private static Alignment Wrapped() => new() { Vertical = VerticalAlignmentValues.Top, Horizontal = HorizontalAlignmentValues.Left, WrapText = true };

    private static CellFormat CellFormat(uint format, uint font, uint fill, Alignment alignment) => new()
    {
        NumberFormatId = format,
        FontId = font,
        FillId = fill,
        BorderId = 1,
        FormatId = 0,
        ApplyNumberFormat = true,
        ApplyFont = true,
        ApplyFill = true,
        ApplyBorder = true,
        ApplyAlignment = true,
        Alignment = alignment,
    };

    private static Font Font(string colour, bool isBold = false)
    {
        OpenXmlElement[] parts = [new FontSize { Val = 10 }, new Color { Rgb = colour }, new FontName { Val = "Arial" }, new FontFamilyNumbering { Val = 2 }];
        return new(isBold ? [new Bold(), .. parts] : parts);
    }

    private static Fill Fill(PatternValues pattern) => new(new PatternFill { PatternType = pattern });

    private static Fill Fill(string colour) =>
        new(new PatternFill(new ForegroundColor { Rgb = colour }, new BackgroundColor { Indexed = 64 }) { PatternType = PatternValues.Solid });

    private static Border ThinLines()
    {
        static Color Grey() => new() { Rgb = "FFBFBFBF" };
        return new(
            new LeftBorder(Grey()) { Style = BorderStyleValues.Thin },
            new RightBorder(Grey()) { Style = BorderStyleValues.Thin },
            new TopBorder(Grey()) { Style = BorderStyleValues.Thin },
            new BottomBorder(Grey()) { Style = BorderStyleValues.Thin },
            new DiagonalBorder());
    }
}
