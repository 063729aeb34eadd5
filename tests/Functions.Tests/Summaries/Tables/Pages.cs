using AttendanceFunctions.Functions.Summaries.Pages;

namespace AttendanceFunctions.Tests.Functions.Summaries.Tables;

/// <summary>Finds things in pages as a reader does: by the name of a table, a row's first cell, a column's name.</summary>
internal static class Pages
{
    public static SummaryTable Table(this SummaryPage page, string name) => page.Tables.Single(table => table.Name == name);

    public static SummaryRow Row(this SummaryTable table, string first) => table.Rows.Single(row => row.Cells[0].Content == first);

    public static string At(this SummaryTable table, SummaryRow row, string column) =>
        row.Cells[table.Columns.Select((of, place) => (of.Name, place)).Single(of => of.Name == column).place].Content;

    public static string At(this SummaryTable table, string row, string column) => table.At(table.Row(row), column);

    public static KeyFigure Figure(this SummaryPage page, string nameBegins) =>
        page.Glance.First(figure => figure.Name.StartsWith(nameBegins, StringComparison.Ordinal));

    /// <summary>Half-up to one decimal, on whole numbers: by another way than the product's.</summary>
    public static string Percent(int part, int whole)
    {
        if (whole == 0)
        {
            return "";
        }

        var tenths = 0;
        while ((2000L * part) + whole >= 2L * whole * (tenths + 1))
        {
            tenths++;
        }

        return $"{tenths / 10}.{tenths % 10}";
    }
}
