using AttendanceFunctions.Functions.Documents.Pages;

namespace AttendanceFunctions.Functions.Summaries.Pages;

/// <summary>The style sheet of summaries.</summary>
public static class SummaryStyle
{
    public static string Text { get; } = StyleSheet.Read("summaries/summary.css");
}
