using System.Globalization;
using AttendanceFunctions.Functions.Documents;
using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Summaries.Pages;

/// <summary>A cell as people read it: "93.1%", "1,234", "21 November 2025".</summary>
internal static class CellFormat
{
    /// <summary>What stands where there is no figure: a gap could be a mistake.</summary>
    public const string Nothing = "–";

    /// <summary>The minus sign, which is as wide as a plus and is read aloud.</summary>
    private const char Minus = '\u2212';

    public static string Of(Cell cell) => cell.Kind switch
    {
        CellKind.Empty => Nothing,
        CellKind.Number => Number(cell.Content),
        CellKind.Percent => cell.Content + "%",
        CellKind.Date => ReasonText.Day(cell.Day),
        _ => cell.Content,
    };

    /// <summary>The same beside others of its kind in a picture, where there is little room: a day without its year.</summary>
    public static string Short(Cell cell) => cell.Kind == CellKind.Date ? cell.Day.ToString("d MMM", CultureInfo.InvariantCulture) : Of(cell);

    /// <summary>A name without the sign that its value carries already: "Attendance %" of 93.1% is "Attendance".</summary>
    public static string NameOf(string name, CellKind kind) => kind == CellKind.Percent && name.EndsWith('%') ? name[..^1].TrimEnd(' ', ',') : name;

    /// <summary>What stands above a column whose percentages carry their sign; with it where another column would have the same name without.</summary>
    public static string HeadingOf(SummaryTable table, int column)
    {
        var heading = table.Columns[column].Heading;
        var name = NameOf(heading, table.Rows.Select(row => row.Cells[column].Kind).FirstOrDefault(kind => kind == CellKind.Percent));
        return table.Columns.Any(other => other.Heading.Equals(name, StringComparison.OrdinalIgnoreCase)) ? heading : name;
    }

    public static bool IsNumber(Cell cell) => cell.Kind is CellKind.Number or CellKind.Percent;

    /// <exception cref="FormatException">It is no number.</exception>
    public static decimal NumberOf(Cell cell) => decimal.Parse(cell.Content, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Number(string content) =>
        decimal.Parse(content, NumberStyles.Float, CultureInfo.InvariantCulture).ToString("#,##0.##", CultureInfo.InvariantCulture).Replace('-', Minus);
}
