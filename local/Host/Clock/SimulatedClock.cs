namespace AttendanceFunctions.Local.Host.Clock;

/// <summary>
/// A clock that only changes when <see cref="MoveTo"/> is called, and never goes back. Delays and timers that are created from it
/// still run in real time.
/// </summary>
/// <param name="start">The initial time.</param>
public sealed class SimulatedClock(DateTimeOffset start) : TimeProvider
{
    private long _now = start.UtcTicks;

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _now), TimeSpan.Zero);

    /// <summary>Moves the clock forward.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant is earlier than the clock's current time.</exception>
    public void MoveTo(DateTimeOffset instant)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(instant, GetUtcNow());
        Volatile.Write(ref _now, instant.UtcTicks);
    }
}
