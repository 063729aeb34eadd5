using AttendanceFunctions.Functions.Documents.Pages;
using AttendanceFunctions.Functions.Summaries.Pages;

namespace AttendanceFunctions.Functions.Office.Pages;

/// <summary>The style sheet of the office: the look of the summaries, and what only pages with forms need.</summary>
public static class OfficeStyle
{
    public static string Text { get; } = $"{SummaryStyle.Text}\n{StyleSheet.Read("office/office.css")}";
}
