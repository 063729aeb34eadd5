namespace AttendanceFunctions.Local.Host.Setup;

/// <summary>
/// The half terms of a usual school year in England, to begin with: every local authority and trust sets its own, so they are to be
/// compared with those.
/// </summary>
public static class TypicalTerms
{
    /// <summary>The six half terms, and the bank holiday within them.</summary>
    /// <param name="year">The year of the September in which the school year begins.</param>
    public static (IReadOnlyList<(DateOnly From, DateOnly To)> HalfTerms, DateOnly MayDay) Of(int year)
    {
        var autumn = MondayOf(new(year, 10, 28));
        var spring = MondayOf(new(year + 1, 2, 16));
        var easter = EasterSunday(year + 1);
        var summer = MondayOf(new(year + 1, 5, 31));
        return (
            [
                (Weekday(new(year, 9, 2), 1), autumn.AddDays(-3)),
                (autumn.AddDays(7), MondayOf(new(year, 12, 23)).AddDays(-3)),
                (MondayOf(new(year + 1, 1, 8)), spring.AddDays(-3)),
                (spring.AddDays(7), easter.AddDays(-9)),
                (easter.AddDays(8), summer.AddDays(-3)),
                (summer.AddDays(7), Weekday(new(year + 1, 7, 22), -1)),
            ],
            MondayOf(new(year + 1, 5, 7)));
    }

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <summary>The day, or the next one in a direction that is no weekend.</summary>
    private static DateOnly Weekday(DateOnly day, int step)
    {
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            day = day.AddDays(step);
        }

        return day;
    }

    /// <summary>Easter Sunday of the Gregorian calendar (the method of Meeus, Jones and Butcher).</summary>
    private static DateOnly EasterSunday(int year)
    {
        var (golden, century, rest) = (year % 19, year / 100, year % 100);
        var epact = ((19 * golden) + century - (century / 4) - ((century - ((century + 8) / 25) + 1) / 3) + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (rest / 4)) - epact - (rest % 4)) % 7;
        var correction = (golden + (11 * epact) + (22 * weekday)) / 451;
        var days = epact + weekday - (7 * correction) + 114;
        return new(year, days / 31, (days % 31) + 1);
    }
}
