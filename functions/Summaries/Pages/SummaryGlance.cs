namespace AttendanceFunctions.Functions.Summaries.Pages;

/// <summary>The figures at a glance as a table, for the forms that are made of tables.</summary>
internal static class SummaryGlance
{
    public const string Title = "At a glance";

    private static readonly SummaryColumn[] Columns =
        [new("figure", "Figure", 40), new("value", "Value", 14), new("beside", "What it is compared with", 70)];

    public static SummaryTable Of(SummaryPage page) => new(
        "glance", Title, Title, page.Period, Columns,
        [.. page.Glance.Select(figure => new SummaryRow([CellFormat.NameOf(figure.Name, figure.Value.Kind), figure.Value, figure.Beside]) { Tone = figure.Tone })],
        "There is no figure yet.");
}
