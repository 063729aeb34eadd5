using AttendanceFunctions.Tests.Campaign.Observing;

namespace AttendanceFunctions.Tests.Campaign.Workers;

/// <summary>Watches one life of a worker and ends it when its moment has come.</summary>
/// <param name="worker">The worker.</param>
/// <param name="moment">Its moment.</param>
internal sealed class Killer(WorkerProcess worker, KillMoment moment)
{
    /// <summary>After so long without its moment it is killed all the same.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1500);

    private int _times;

    /// <summary>Whether its moment is waited for by now.</summary>
    private bool IsArmed => worker.LastTick >= moment.NotBefore;

    /// <summary>Hears what happens, in the middle of the request.</summary>
    public void Hear(Happening happening)
    {
        if (moment is KillMoment.At at && happening == at.Happening && IsArmed && Interlocked.Increment(ref _times) == at.Times)
        {
            worker.Kill();
        }
    }

    /// <summary>Watches the clock until the life is over.</summary>
    public async Task WatchAsync(CancellationToken over)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        var armed = TimeSpan.Zero;
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (await TicksAsync(look, over))
        {
            armed = armed == TimeSpan.Zero && IsArmed ? clock.Elapsed : armed;
            if (armed != TimeSpan.Zero && clock.Elapsed - armed >= (moment is KillMoment.After after ? after.Time : Patience))
            {
                worker.Kill();
            }
        }
    }

    private static async Task<bool> TicksAsync(PeriodicTimer look, CancellationToken over)
    {
        try
        {
            return await look.WaitForNextTickAsync(over);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
