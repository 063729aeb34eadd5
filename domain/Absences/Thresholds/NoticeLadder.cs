using System.Globalization;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Absences.Thresholds;

/// <summary>
/// Which penalty notice would be the next one, for information: the authority's officer decides, and counts for each parent by themselves. Notices of
/// before 19 August 2024 belong to the old scheme and do not count.
/// </summary>
public static class NoticeLadder
{
    /// <summary>Pounds of a notice.</summary>
    public const int Pounds = 160;

    /// <summary>Pounds of a first notice that is paid soon.</summary>
    public const int PoundsSoon = 80;

    /// <summary>Days within which it is.</summary>
    public const int SoonDays = 21;

    /// <summary>Years in which a second notice is a second one, and after which all begins anew.</summary>
    public const int Years = 3;

    /// <summary>What is next after the notices that were issued about a child.</summary>
    /// <param name="issued">The days on which they were known to be issued.</param>
    /// <param name="date">The day on which another one is considered.</param>
    public static string InWords(IEnumerable<DateOnly> issued, DateOnly date)
    {
        var counting = issued.Where(on => on > date.AddYears(-Years)).Order().ToList();
        return counting switch
        {
            [] => Text($"It would be the first notice: £{Pounds}, or £{PoundsSoon} if it is paid within {SoonDays} days."),
            [var first] => Text($"A notice was issued on {English.Day(first)}; another within {Years} years of it is the second: £{Pounds}, with nothing off for paying soon."),
            [.., var second, var last] => Text($"Two notices were issued within {Years} years, on {English.Day(second)} and on {English.Day(last)}: no further one may be, and the local authority considers other steps."),
        };
    }

    private static string Text(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
