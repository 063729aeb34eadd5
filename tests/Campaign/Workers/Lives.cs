namespace AttendanceFunctions.Tests.Campaign.Workers;

/// <summary>The lives of workers, one after another: each is killed at its moment, and the next one goes on.</summary>
/// <param name="ground">What they work on.</param>
/// <param name="dice">What else is up to chance.</param>
/// <param name="log">Takes every line that they write.</param>
/// <param name="enough">Once it is cancelled nobody is killed any more.</param>
internal sealed class Lives(Ground ground, KillDice dice, Action<string> log, CancellationToken enough) : IAsyncDisposable
{
    /// <summary>Workers that fell in one night; more than that is no outage.</summary>
    private const int MostFallen = 30;

    /// <summary>Workers that are started ahead of their time.</summary>
    private const int Ahead = 2;

    private readonly Queue<WorkerProcess> _spares = [];

    /// <summary>Workers that were killed.</summary>
    public int Killed { get; private set; }

    /// <summary>Workers that a fault of storage ended.</summary>
    public int Fallen { get; private set; }

    /// <summary>Runs a night to its end.</summary>
    /// <param name="hours">The hours of it in which something is due.</param>
    /// <param name="moments">When workers are killed, in the order of the night; what the night has no time for is left out.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RunAsync(IReadOnlyList<Spell> hours, IReadOnlyList<KillMoment> moments, CancellationToken cancellationToken)
    {
        var (evening, end) = (hours[0].From, hours[^1].Until);
        var waiting = new Queue<KillMoment>(moments);
        var (from, fallen) = (evening, 0);
        while (true)
        {
            if (enough.IsCancellationRequested)
            {
                waiting.Clear();
            }

            var (how, lastTick) = await LiveAsync(new(from, hours), waiting, cancellationToken);
            switch (how)
            {
                case WorkerEnd.Done:
                    return;
                case WorkerEnd.Killed:
                    waiting.Dequeue();
                    Killed++;
                    break;
                default:
                    Fallen++;
                    fallen++;
                    break;
            }

            if (fallen > MostFallen)
            {
                throw new InvalidOperationException($"{fallen} workers fell in the night of {evening:yyyy-MM-dd}; the log says why.");
            }

            await ground.BuryAsync(dice.ComesAgain, cancellationToken);
            from = dice.Resume(evening, lastTick);
            from = from < end ? from : end.AddTicks(-1);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var spare in _spares)
        {
            await spare.DisposeAsync();
        }
    }

    private async Task<(WorkerEnd How, DateTimeOffset LastTick)> LiveAsync(
        WorkerOrder order, Queue<KillMoment> waiting, CancellationToken cancellationToken)
    {
        await using var worker = _spares.TryDequeue(out var spare) ? spare : WorkerProcess.Start(ground.Setup, log);
        await worker.OrderAsync(order, cancellationToken);
        while (_spares.Count < Ahead)
        {
            _spares.Enqueue(WorkerProcess.Start(ground.Setup, log));
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = Task.CompletedTask;
        if (waiting.TryPeek(out var moment))
        {
            var killer = new Killer(worker, moment);
            ground.Observer.Told = killer.Hear;
            watching = killer.WatchAsync(over.Token);
        }

        var how = await worker.EndAsync(cancellationToken);
        ground.Observer.Told = _ => { };
        await over.CancelAsync();
        await watching;
        if (ground.Proxy.Broken is { } broken)
        {
            throw new InvalidOperationException("The proxy is broken.", broken);
        }

        return (how, worker.LastTick);
    }
}
