using AttendanceFunctions.Functions.Documents.Pages;
using AttendanceFunctions.Functions.Summaries.Pages;

namespace AttendanceFunctions.Functions.Office.Pages;

/// <summary>The style sheet of the office: the look of the summaries, and what only pages with forms need.</summary>
public static class OfficeStyle
{
    public static string Text { get; } = $"{SummaryStyle.Text}\n{StyleSheet.Read("office/office.css")}";

    /// <summary>
    /// The bar in a trust's colour, by day and at night: white text on it can be read (<see cref="TrustColours.LeastContrast"/>).
    /// </summary>
    public static string Of(TrustColours colours) =>
        $".bar{{background:{colours.Main};color:#fff}}.bar a{{color:#fff}}.bar a:focus-visible{{outline-color:#fff}}";
}
