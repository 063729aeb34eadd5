namespace AttendanceFunctions.Tests.Local.Host;

/// <summary>A time provider with the real time, whose timers only fire when a test fires them.</summary>
internal sealed class ManualTimers : TimeProvider
{
    private readonly List<ManualTimer> timers = [];

    /// <summary>Fires every timer with a period once.</summary>
    public void Fire(TimeSpan period)
    {
        List<ManualTimer> due;
        lock (timers)
        {
            due = [.. timers.Where(timer => timer.Period == period)];
        }

        Assert.NotEmpty(due);
        due.ForEach(timer => timer.Fire());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(callback, state, period);
        lock (timers)
        {
            timers.Add(timer);
        }

        return timer;
    }

    private sealed class ManualTimer(TimerCallback callback, object? state, TimeSpan period) : ITimer
    {
        public TimeSpan Period => period;

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
