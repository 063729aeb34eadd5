namespace AttendanceFunctions.Domain.Calendar;

/// <summary>Converts between instants and the time at schools, Europe/London. Timers tick in UTC.</summary>
public static class London
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static DateOnly DateAt(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    public static TimeOnly TimeAt(DateTimeOffset instant) => TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The day of an instant for people: "8 September 2025".</summary>
    public static string DayOf(DateTimeOffset instant) => English.Day(DateAt(instant));

    /// <summary>An instant for people: "8 September 2025 at 09:05".</summary>
    public static string InWords(DateTimeOffset instant) => $"{DayOf(instant)} at {English.Time(TimeAt(instant))}";

    /// <summary>The instant of a London wall-clock time; a time that the clock change in spring skips counts as an hour later.</summary>
    public static DateTimeOffset At(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}

public static class Dates
{
    /// <summary>The date of a text as forms, rosters and folders have it, yyyy-MM-dd; null if it is none.</summary>
    public static DateOnly? Read(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    public static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    public static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
