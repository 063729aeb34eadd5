namespace AttendanceFunctions.Local.Host.Clock;

/// <summary>
/// A clock that stands still until it is moved, and never goes back. Only the time of day is simulated: delays and timers made
/// from it are real ones.
/// </summary>
/// <param name="start">The first instant that it shows.</param>
public sealed class SimulatedClock(DateTimeOffset start) : TimeProvider
{
    private long _now = start.UtcTicks;

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _now), TimeSpan.Zero);

    /// <summary>Moves the clock forward.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant lies before the one that the clock shows.</exception>
    public void MoveTo(DateTimeOffset instant)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(instant, GetUtcNow());
        Volatile.Write(ref _now, instant.UtcTicks);
    }
}
