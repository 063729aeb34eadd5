using static System.FormattableString;

namespace AttendanceFunctions.Domain.Absences.Thresholds;

/// <summary>Describes which penalty notice would be next; the authority decides. Notices before 19 August 2024 do not count.</summary>
public static class NextPenaltyNotice
{
    public const int Pounds = 160;

    /// <summary>The amount of a first notice that is paid early, in pounds.</summary>
    public const int PoundsIfPaidEarly = 80;

    public const int EarlyDays = 21;

    /// <summary>The years within which notices are counted together.</summary>
    public const int Years = 3;

    /// <summary>Describes the notice that would follow the ones already issued about a child.</summary>
    public static string Describe(IEnumerable<DateOnly> issued, DateOnly date)
    {
        var counting = issued.Where(on => on > date.AddYears(-Years)).Order().ToList();
        return counting switch
        {
            [] => Invariant($"It would be the first notice: £{Pounds}, or £{PoundsIfPaidEarly} if it is paid within {EarlyDays} days."),
            [var first] => Invariant($"A notice was issued on {English.Day(first)}; another within {Years} years of it is the second: ")
                + Invariant($"£{Pounds}, with nothing off for paying soon."),
            [.., var second, var last] =>
                Invariant($"Two notices were issued within {Years} years, on {English.Day(second)} and on {English.Day(last)}: ")
                + "no further one may be, and the local authority considers other steps.",
        };
    }
}
