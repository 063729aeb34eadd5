namespace AttendanceFunctions.Domain.Trusts;

/// <summary>Finds the night at an instant, in London time. Timers run in UTC.</summary>
public static class SchoolNightClock
{
    /// <summary>The time at which the night of a day begins and its registers are read.</summary>
    public static readonly TimeOnly Begins = new(18, 0);

    /// <summary>The time, on the next morning, at which a night ends; an incomplete night is not retried after it.</summary>
    public static readonly TimeOnly Ends = new(5, 0);

    /// <summary>The time, on the next morning, from which the summary of the night is made.</summary>
    public static readonly TimeOnly SummaryBegins = new(5, 0);

    /// <summary>The night at an instant; false between 05:00 and 18:00.</summary>
    public static bool TryNightAt(DateTimeOffset instant, out DateOnly night)
    {
        var (date, time) = (London.DateAt(instant), London.TimeAt(instant));
        night = time < Ends ? date.AddDays(-1) : date;
        return time >= Begins || time < Ends;
    }

    /// <summary>The last night that is over, whose summary is due; null where the settings have no earlier school day.</summary>
    public static DateOnly? NightToSummarise(Trust trust, DateTimeOffset instant)
    {
        var yesterday = London.DateAt(instant).AddDays(-1);
        return trust.Schools.SelectMany(school => school.Calendar.SchoolDaysBackFrom(yesterday).Take(1)).Max(day => (DateOnly?)day);
    }
}
