namespace AttendanceFunctions.Functions.Office.Pages;

/// <summary>The year groups of a filter.</summary>
public static class YearChoice
{
    /// <summary>Each year group of some children once, the youngest first, with its words.</summary>
    public static IEnumerable<(string Value, string Words)> Of(IEnumerable<string> yearGroups) =>
        yearGroups.Where(year => year.Length > 0).Distinct()
            .OrderBy(year => YearGroups.Of([year]).Youngest ?? int.MaxValue).ThenBy(year => year, StringComparer.Ordinal)
            .Select(year => (year, YearGroups.InWords(year)));
}
