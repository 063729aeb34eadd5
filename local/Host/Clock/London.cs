namespace AttendanceFunctions.Local.Host.Clock;

/// <summary>The clock on the wall of a school in England.</summary>
public static class London
{
    // Windows without ICU knows the zone by its own name only.
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.TryFindSystemTimeZoneById("Europe/London", out var zone)
        ? zone
        : TimeZoneInfo.FindSystemTimeZoneById("GMT Standard Time");

    /// <summary>The instant at which the clock shows a time on a date.</summary>
    public static DateTimeOffset At(DateOnly date, TimeOnly time)
    {
        var wall = date.ToDateTime(time);
        return new DateTimeOffset(wall, Zone.GetUtcOffset(wall)).ToUniversalTime();
    }
}
