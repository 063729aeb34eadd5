using System.Globalization;

namespace AttendanceFunctions.Functions.Documents;

/// <summary>Days, numbers and values from files, as people read them.</summary>
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

    /// <summary>The same with its weekday: Monday 8 September 2025.</summary>
    public static string Weekday(DateOnly date) => date.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>Days from one to another; what both have stands once: "15 to 19 December 2025", "20 November 2025".</summary>
    public static string Days(DateOnly from, DateOnly to) =>
        from == to ? Day(to)
        : (from.Year, from.Month) == (to.Year, to.Month) ? string.Create(CultureInfo.InvariantCulture, $"{from.Day} to {Day(to)}")
        : from.Year == to.Year ? string.Create(CultureInfo.InvariantCulture, $"{from:d MMMM} to {Day(to)}")
        : $"{Day(from)} to {Day(to)}";

    /// <summary>1,234.</summary>
    public static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>"1 pupil", "1,234 pupils".</summary>
    public static string Count(int count, string noun) => $"{Number(count)} {noun}{(count == 1 ? "" : "s")}";
}
