using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace AttendanceFunctions.Functions.Letters;

/// <summary>The tables of the built-in letters: lists under a header row, and labels with their values.</summary>
internal static class BuiltInTable
{
    // Room to write in, in twentieths of a point: a line, and a few lines.
    private const uint LineHeight = 540;
    private const uint RoomHeight = 700;

    /// <summary>Tables with more columns are set smaller.</summary>
    private const int FewColumns = 5;

    private const string HeaderShade = "DEE6F0";
    private const string LabelShade = "F3F6FA";

    /// <param name="table">The table.</param>
    /// <param name="width">The width of the text, in twentieths of a point.</param>
    public static Table Make(Block.Table table, int width)
    {
        var widths = table.Widths.Select(share => share * width / table.Widths.Sum()).ToList();
        var isLabels = !table.HasHeader && widths.Count == 2;
        return new Table(
        [
            new TableProperties(
                new TableStyle { Val = "LetterTable" },
                new TableWidth { Type = TableWidthUnitValues.Dxa, Width = Text(width) },
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableLook { FirstRow = table.HasHeader, FirstColumn = isLabels, NoHorizontalBand = true, NoVerticalBand = true }),
            new TableGrid(widths.Select(column => new GridColumn { Width = Text(column) })),
            .. table.Rows.Select((cells, index) => Row(
                cells, widths, isHeader: table.HasHeader && index == 0, isLabels, staysWithNext: index < table.Rows.Count - 1)),
        ]);
    }

    private static TableRow Row(IReadOnlyList<string> cells, List<int> widths, bool isHeader, bool isLabels, bool staysWithNext)
    {
        var properties = new TableRowProperties(new CantSplit());
        if (!isHeader && cells.Any(cell => cell is "" or Block.Table.Room))
        {
            properties.Append(new TableRowHeight { Val = cells.Contains(Block.Table.Room) ? RoomHeight : LineHeight, HeightType = HeightRuleValues.AtLeast });
        }

        if (isHeader)
        {
            properties.Append(new TableHeader());
        }

        var isTight = widths.Count > FewColumns;
        return new TableRow([properties, .. cells.Zip(widths, (text, width) => (text, width)).Select((cell, index) =>
            Cell(cell.text, cell.width, isHeader, isLabels && index == 0, staysWithNext, isTight))]);
    }

    private static TableCell Cell(string text, int width, bool isHeader, bool isLabel, bool staysWithNext, bool isTight)
    {
        var style = $"{(isTight ? "Tight" : "Table")}{(isHeader || isLabel ? "Label" : "Text")}";
        var properties = new TableCellProperties(new TableCellWidth { Type = TableWidthUnitValues.Dxa, Width = Text(width) });
        if (isHeader || isLabel)
        {
            properties.Append(new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = isHeader ? HeaderShade : LabelShade });
        }

        return new TableCell(properties, BuiltInDocument.Styled(style, text == Block.Table.Room ? "" : text, staysWithNext));
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
