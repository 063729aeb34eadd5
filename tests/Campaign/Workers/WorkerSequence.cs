namespace AttendanceFunctions.Tests.Campaign.Workers;

/// <summary>Runs workers one after another. Each is killed at its moment, and the next one resumes the night.</summary>
/// <param name="environment">The environment of the campaign.</param>
/// <param name="randomKills">Makes the random choices after a kill.</param>
/// <param name="log">Receives the workers' log lines.</param>
/// <param name="endEarly">When it is cancelled, no more workers are killed.</param>
internal sealed class WorkerSequence(
    CampaignEnvironment environment, RandomKills randomKills, Action<string> log, CancellationToken endEarly) : IAsyncDisposable
{
    /// <summary>The maximum number of crashes in one night. More crashes cannot be explained by storage faults.</summary>
    private const int MaxCrashes = 30;

    /// <summary>The number of spare workers that are started in advance.</summary>
    private const int Ahead = 2;

    private readonly Queue<WorkerProcess> _spares = [];

    /// <summary>The number of workers that were killed.</summary>
    public int Killed { get; private set; }

    /// <summary>The number of workers that ended with an error after a storage fault.</summary>
    public int Crashed { get; private set; }

    /// <summary>Runs a whole night.</summary>
    /// <param name="hours">The hours of the night in which work is due.</param>
    /// <param name="moments">The moments of kills, in chronological order; moments that the night does not reach are skipped.</param>
    /// <param name="cancellationToken">Stops the night.</param>
    public async Task RunAsync(IReadOnlyList<TimeWindow> hours, IReadOnlyList<KillMoment> moments, CancellationToken cancellationToken)
    {
        var (evening, end) = (hours[0].From, hours[^1].Until);
        var waiting = new Queue<KillMoment>(moments);
        var (from, crashes) = (evening, 0);
        while (true)
        {
            if (endEarly.IsCancellationRequested)
            {
                waiting.Clear();
            }

            var (how, lastTick) = await RunWorkerAsync(new(from, hours), waiting, cancellationToken);
            switch (how)
            {
                case WorkerEnd.Done:
                    return;
                case WorkerEnd.Killed:
                    waiting.Dequeue();
                    Killed++;
                    break;
                default:
                    Crashed++;
                    crashes++;
                    break;
            }

            if (crashes > MaxCrashes)
            {
                throw new InvalidOperationException(
                    $"{crashes} workers crashed in the night of {evening:yyyy-MM-dd}; see the workers' log.");
            }

            await environment.CleanUpAfterKillAsync(randomKills.ShowsMessageAgain, cancellationToken);
            from = randomKills.Resume(evening, lastTick);
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

    private async Task<(WorkerEnd How, DateTimeOffset LastTick)> RunWorkerAsync(
        WorkerOrder order, Queue<KillMoment> waiting, CancellationToken cancellationToken)
    {
        await using var worker = _spares.TryDequeue(out var spare) ? spare : WorkerProcess.Start(environment.Setup, log);
        await worker.OrderAsync(order, cancellationToken);
        while (_spares.Count < Ahead)
        {
            _spares.Enqueue(WorkerProcess.Start(environment.Setup, log));
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = Task.CompletedTask;
        if (waiting.TryPeek(out var moment))
        {
            var killer = new Killer(worker, moment);
            environment.Observer.EventOccurred = killer.OnEvent;
            watching = killer.WatchAsync(ended.Token);
        }

        var how = await worker.EndAsync(cancellationToken);
        environment.Observer.EventOccurred = _ => { };
        await ended.CancelAsync();
        await watching;
        if (environment.Proxy.Broken is { } broken)
        {
            throw new InvalidOperationException("The fault proxy failed.", broken);
        }

        return (how, worker.LastTick);
    }
}
