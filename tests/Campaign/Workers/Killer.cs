using AttendanceFunctions.Tests.Campaign.Observing;

namespace AttendanceFunctions.Tests.Campaign.Workers;

/// <summary>Kills a worker at a given moment.</summary>
/// <param name="worker">The worker.</param>
/// <param name="moment">The moment.</param>
internal sealed class Killer(WorkerProcess worker, KillMoment moment)
{
    /// <summary>The real time after <c>NotBefore</c> at which the worker is killed in any case.</summary>
    private readonly TimeSpan _limit = moment is KillMoment.At at ? at.Limit : ((KillMoment.After)moment).Time;

    private int _times;

    /// <summary>Whether the simulated time of the moment has come.</summary>
    private bool IsArmed => worker.LastTick >= moment.NotBefore;

    /// <summary>Handles an event, while the request is processed.</summary>
    public void OnEvent(RequestEvent requestEvent)
    {
        if (moment is KillMoment.At at && requestEvent == at.RequestEvent && IsArmed && Interlocked.Increment(ref _times) == at.Times)
        {
            worker.Kill();
        }
    }

    /// <summary>Watches the clock until the worker has ended.</summary>
    public async Task WatchAsync(CancellationToken ended)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        var armed = TimeSpan.Zero;
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (await TicksAsync(timer, ended))
        {
            armed = armed == TimeSpan.Zero && IsArmed ? clock.Elapsed : armed;
            if (armed != TimeSpan.Zero && clock.Elapsed - armed >= _limit)
            {
                worker.Kill();
            }
        }
    }

    private static async Task<bool> TicksAsync(PeriodicTimer timer, CancellationToken ended)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ended);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
