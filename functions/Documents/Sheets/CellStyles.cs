using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace AttendanceFunctions.Functions.Documents.Sheets;

/// <summary>The styles of cells: each pair of a form (number format) and a look (colours and font) is one numbered style.</summary>
internal static class CellStyles
{
    /// <summary>The header's style; the next number is the style of a secondary column's header.</summary>
    private const uint Header = 1;

    /// <summary>The style of the title above a header.</summary>
    public const uint Title = Header + 2;

    /// <summary>The style of the sentences below a title.</summary>
    public const uint About = Title + 1;

    private const uint FirstOfCells = About + 1;

    /// <summary>The number of the first custom format.</summary>
    private const uint FirstOwnFormat = 164;

    /// <summary>Excel's built-in format "text": input is not converted to a date or a number.</summary>
    private const uint TextFormat = 49;

    private static readonly uint Looks = (uint)Enum.GetValues<Look>().Length;

    /// <summary>The custom formats. The space as wide as a bracket separates a number from the text in the next cell.</summary>
    private static readonly (Form Form, string Code)[] OwnFormats =
    [
        (Form.Number, "General_)"), (Form.Percent, "0.0_)"), (Form.Whole, "#,##0_)"), (Form.Decimal, "#,##0.0#_)"),
        // 809 is English (United Kingdom).
        (Form.Day, "[$-809]dd/mm/yyyy"),
        // The sign is quoted so that it is only text; unquoted, a program would multiply the number by 100.
        (Form.Rate, "0.0\"%\"_)"),
    ];

    private enum Form : uint
    {
        Plain,
        Wrapped,
        Number,
        Percent,
        Day,

        /// <summary>A whole number in a sheet with a heading, with a thousands separator.</summary>
        Whole,

        Decimal,

        /// <summary>A percentage in a sheet with a heading: the number from 0 to 100 and the sign.</summary>
        Rate,
    }

    private enum Look : uint
    {
        Primary,
        Secondary,
        Total,
        Good,
        Watch,
        Concern,
    }

    public static uint OfHeader(WorkbookColumn column) => Header + (column.IsSecondary ? 1u : 0u);

    public static uint Of(WorkbookColumn column, CellKind kind)
    {
        var form = kind switch
        {
            CellKind.Number => Form.Number,
            CellKind.Percent => Form.Percent,
            CellKind.Date => Form.Day,
            _ => column.Wraps ? Form.Wrapped : Form.Plain,
        };
        return Of(form, column.IsSecondary ? Look.Secondary : Look.Primary);
    }

    /// <summary>The style of a cell in a sheet with a heading.</summary>
    public static uint OfFigure(WorkbookColumn column, Cell cell, RowLook look)
    {
        var form = cell.Kind switch
        {
            CellKind.Number => cell.Content.Contains('.', StringComparison.Ordinal) ? Form.Decimal : Form.Whole,
            CellKind.Percent => Form.Rate,
            CellKind.Date => Form.Day,
            _ => column.Wraps ? Form.Wrapped : Form.Plain,
        };
        return Of(form, look switch
        {
            RowLook.Total => Look.Total,
            RowLook.Good => Look.Good,
            RowLook.Watch => Look.Watch,
            RowLook.Concern => Look.Concern,
            _ => Look.Primary,
        });
    }

    private static uint Of(Form form, Look look) => FirstOfCells + (uint)form * Looks + (uint)look;

    /// <summary>The styles part of a workbook; fonts, fills and borders are numbered in the order in which they are listed here.</summary>
    public static Stylesheet Sheet() => new(
        new NumberingFormats(OwnFormats.Select(format =>
            new NumberingFormat { NumberFormatId = NumberOf(format.Form), FormatCode = format.Code })),
        new Fonts(
            Font("FF000000"), Font("FF000000", isBold: true), Font("FF6B6B6B"), Font("FF6B6B6B", isBold: true),
            Font("FF000000", isBold: true, size: 14)),
        // The format fixes the first two fills.
        new Fills(
            Fill(PatternValues.None), Fill(PatternValues.Gray125), Fill("FFDCE6F0"), Fill("FFF2F2F2"), Fill("FFEDEDED"),
            Fill("FFD9EEDD"), Fill("FFFFEBB8"), Fill("FFF9D6D2")),
        new Borders(new Border(), ThinLines()),
        new CellStyleFormats(new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0 }),
        new CellFormats(
        [
            new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0, FormatId = 0 },
            CellFormat(0, font: 1, fill: 2, Wrapped()),
            CellFormat(0, font: 3, fill: 3, Wrapped()),
            CellFormat(TextFormat, font: 4, fill: 0, new() { Vertical = VerticalAlignmentValues.Center }, border: 0),
            CellFormat(TextFormat, font: 0, fill: 0, Wrapped(), border: 0),
            .. from form in Enum.GetValues<Form>() from look in Enum.GetValues<Look>() select CellFormat(form, look),
        ]));

    private static CellFormat CellFormat(Form form, Look look)
    {
        var format = OwnFormats.Any(own => own.Form == form) ? NumberOf(form) : look == Look.Primary ? 0u : TextFormat;
        var alignment = form switch
        {
            Form.Wrapped => Wrapped(),
            Form.Number or Form.Percent or Form.Whole or Form.Decimal or Form.Rate =>
                new() { Vertical = VerticalAlignmentValues.Top, Horizontal = HorizontalAlignmentValues.Right },
            _ => new() { Vertical = VerticalAlignmentValues.Top, Horizontal = HorizontalAlignmentValues.Left },
        };
        return CellFormat(format, font: look switch { Look.Secondary => 2u, Look.Total => 1u, _ => 0u }, FillOf(look), alignment);
    }

    private static uint NumberOf(Form form) => FirstOwnFormat + (uint)form;

    private static uint FillOf(Look look) => look switch
    {
        Look.Total => 4,
        Look.Good => 5,
        Look.Watch => 6,
        Look.Concern => 7,
        _ => 0,
    };

    private static Alignment Wrapped() =>
        new() { Vertical = VerticalAlignmentValues.Top, Horizontal = HorizontalAlignmentValues.Left, WrapText = true };

    private static CellFormat CellFormat(uint format, uint font, uint fill, Alignment alignment, uint border = 1) => new()
    {
        NumberFormatId = format,
        FontId = font,
        FillId = fill,
        BorderId = border,
        FormatId = 0,
        ApplyNumberFormat = true,
        ApplyFont = true,
        ApplyFill = true,
        ApplyBorder = true,
        ApplyAlignment = true,
        Alignment = alignment,
    };

    private static Font Font(string colour, bool isBold = false, double size = 10)
    {
        OpenXmlElement[] parts =
        [
            new FontSize { Val = size }, new Color { Rgb = colour }, new FontName { Val = "Arial" }, new FontFamilyNumbering { Val = 2 },
        ];
        return new(isBold ? [new Bold(), .. parts] : parts);
    }

    private static Fill Fill(PatternValues pattern) => new(new PatternFill { PatternType = pattern });

    private static Fill Fill(string colour) =>
        new(new PatternFill(new ForegroundColor { Rgb = colour }, new BackgroundColor { Indexed = 64 })
        { PatternType = PatternValues.Solid });

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
