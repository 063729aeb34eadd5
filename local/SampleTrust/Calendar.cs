namespace AttendanceFunctions.Local.SampleTrust;

/// <summary>Calculates typical term dates of an English county for any year.</summary>
internal static class Calendar
{
    /// <summary>Returns the academic year (from 1 September) of a date.</summary>
    internal static SchoolYear Of(DateOnly date)
    {
        var september = date.Month >= 9 ? date.Year : date.Year - 1;
        var spring = september + 1;
        var autumnBreak = LastMonday(september, 10);
        var winterBreak = FirstMonday(spring, 2).AddDays(14);
        var easter = Easter(spring);
        var summerBreak = LastMonday(spring, 5);
        return new SchoolYear(
            september,
            [
                new(FirstDay(september), autumnBreak.AddDays(-3)),
                new(autumnBreak.AddDays(7), OnOrBefore(new(september, 12, 21), DayOfWeek.Friday)),
                new(FirstWeekday(new(spring, 1, 4)), winterBreak.AddDays(-3)),
                new(winterBreak.AddDays(7), easter.AddDays(-9)),
                new(easter.AddDays(8), summerBreak.AddDays(-3)),
                new(summerBreak.AddDays(7), OnOrBefore(new(spring, 7, 23), DayOfWeek.Tuesday)),
            ],
            [FirstMonday(spring, 5)]);
    }

    /// <summary>
    /// The first day of term: the first Tuesday, Wednesday or Thursday from 2 September, because staff start a day earlier.
    /// </summary>
    private static DateOnly FirstDay(int year)
    {
        var day = new DateOnly(year, 9, 2);
        while (day.DayOfWeek is not (DayOfWeek.Tuesday or DayOfWeek.Wednesday or DayOfWeek.Thursday))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    private static DateOnly FirstWeekday(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };

    private static DateOnly FirstMonday(int year, int month) => OnOrBefore(new(year, month, 7), DayOfWeek.Monday);

    private static DateOnly LastMonday(int year, int month) =>
        OnOrBefore(new(year, month, DateTime.DaysInMonth(year, month)), DayOfWeek.Monday);

    private static DateOnly OnOrBefore(DateOnly day, DayOfWeek weekday) =>
        day.AddDays(-(((int)day.DayOfWeek - (int)weekday + 7) % 7));

    /// <summary>Easter Sunday by the anonymous Gregorian computus.</summary>
    private static DateOnly Easter(int year)
    {
        var century = year / 100;
        var golden = year % 19;
        var epact = ((19 * golden) + century - (century / 4) - ((century - ((century + 8) / 25) + 1) / 3) + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (year % 100 / 4)) - epact - (year % 4)) % 7;
        var shift = (golden + (11 * epact) + (22 * weekday)) / 451;
        var month = (epact + weekday - (7 * shift) + 114) / 31;
        return new(year, month, ((epact + weekday - (7 * shift) + 114) % 31) + 1);
    }
}
