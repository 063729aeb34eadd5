using System.Globalization;

namespace AttendanceFunctions.Local.Host.Views;

/// <summary>Formats rows as columns of plain text.</summary>
internal static class TextTable
{
    /// <summary>Whether every cell below a column's heading is a number or empty.</summary>
    public static bool IsNumeric(IReadOnlyList<IReadOnlyList<string>> rows, int column) => rows
        .Skip(1)
        .All(row => row[column].Length == 0 || decimal.TryParse(row[column], NumberStyles.Number, CultureInfo.InvariantCulture, out _));

    /// <summary>One line for each row: text is left-aligned, numbers are right-aligned, and columns are separated by two spaces.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var columns = Enumerable.Range(0, rows[0].Count)
            .Select(column => (Index: column, Width: rows.Max(row => row[column].Length), Right: IsNumeric(rows, column)))
            .ToList();
        return rows.Select(row => string
            .Join("  ", columns.Select(column =>
                column.Right ? row[column.Index].PadLeft(column.Width) : row[column.Index].PadRight(column.Width)))
            .TrimEnd());
    }
}
