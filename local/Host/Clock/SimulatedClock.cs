namespace AttendanceFunctions.Local.Host.Clock;

/// <summary>
/// A clock that only changes when <see cref="MoveTo"/> is called, and never goes back, until it is started. Delays and timers that are
/// created from it run in real time.
/// </summary>
/// <param name="start">The initial time.</param>
public sealed class SimulatedClock(DateTimeOffset start) : TimeProvider
{
    private long _now = start.UtcTicks;

    // The time stamp since which the clock runs; 0 while it stands still.
    private long _runsSince;

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(Volatile.Read(ref _now), TimeSpan.Zero)
        + (Volatile.Read(ref _runsSince) is var since and not 0 ? GetElapsedTime(since) : TimeSpan.Zero);

    /// <summary>Lets the clock run from where it stands, at the speed of a real one.</summary>
    public void Start() => Volatile.Write(ref _runsSince, GetTimestamp());

    /// <summary>Moves the clock forward.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant is earlier than the clock's current time.</exception>
    public void MoveTo(DateTimeOffset instant)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(instant, GetUtcNow());
        Volatile.Write(ref _now, instant.UtcTicks);
    }
}
