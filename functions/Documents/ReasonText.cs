using System.Globalization;

namespace AttendanceFunctions.Functions.Documents;

/// <summary>How values are written in a reason.</summary>
internal static class ReasonText
{
    private const int LongestValue = 40;

    /// <summary>A value in quotation marks: at most 40 characters of it, and nothing that would break a line.</summary>
    public static string Quote(string value)
    {
        var start = value.Length > LongestValue ? value[..LongestValue] + "…" : value;
        return "\"" + string.Concat(start.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c)) + "\"";
    }

    /// <summary>A day as people write it: 8 September 2025.</summary>
    public static string Day(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
