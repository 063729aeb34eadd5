using AttendanceFunctions.Functions.Storage;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Local.Host.Triggers;

/// <summary>Runs the functions of a catalogue: either all of them in real time, or one timer tick and one queue drain at a time.</summary>
public sealed class FunctionHost
{
    private readonly RunCounter _counter = new();
    private readonly List<TimerDriver> _timers;
    private readonly List<QueueDriver> _queues;
    private int? _poisonedWhenDrained;

    /// <summary>Creates a host. No function runs yet.</summary>
    /// <param name="catalogue">The functions.</param>
    /// <param name="services">The app's services, including its loggers.</param>
    /// <param name="storage">The queues. Messages are sent and received as plain text, without encoding.</param>
    /// <param name="settings">The polling and retry settings.</param>
    /// <param name="realClock">The real clock. Storage hides messages in real time, so their renewal is timed by this clock.</param>
    public FunctionHost(
        FunctionCatalogue catalogue, IServiceProvider services, QueueServiceClient storage, QueueSettings settings, TimeProvider realClock)
    {
        var logger = services.GetRequiredService<ILogger<FunctionHost>>();
        var invoker = new FunctionInvoker(services);
        _timers = [.. catalogue.Timers.Select(timer => new TimerDriver(timer, invoker, _counter, logger))];
        _queues = [.. catalogue.Queues.Select(Drive)];

        QueueDriver Drive(QueueFunction function)
        {
            var queue = storage.GetQueueClient(function.Queue);
            var poison = storage.GetQueueClient(function.Queue + Queues.PoisonSuffix);
            var run = new MessageRun(function, queue, poison, settings, invoker, _counter, realClock, logger);
            return new QueueDriver(function, queue, settings, run);
        }
    }

    /// <summary>The counts so far.</summary>
    public RunTally Tally => _counter.Tally;

    /// <summary>
    /// Runs every timer and queue by the clock until it is cancelled. Invocations that are running at that time are cancelled and
    /// awaited, and their messages return to the queue. An error of the storage itself stops everything and is thrown.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task RunAsync(TimeProvider clock, CancellationToken stopping)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        List<Task> runs =
        [
            Task.Delay(Timeout.InfiniteTimeSpan, stop.Token),
            .. _timers.Select(timer => timer.RunAsync(clock, stop.Token)),
            .. _queues.Select(queue => queue.RunAsync(clock, stop.Token)),
        ];
        var first = await Task.WhenAny(runs);
        await stop.CancelAsync();
        await Task.WhenAll(runs).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first;
    }

    /// <summary>
    /// Processes all queues until no visible message is left and no invocation is running. Hidden messages, which another process has
    /// received, are not waited for. Poison queues are read on the first call and after that only when this host has moved a message to
    /// one, because nothing else writes to them.
    /// </summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        // A function may send to a queue that has just been found empty, so repeat until a round receives no message.
        int[] received;
        do
        {
            var poisoned = Tally.PoisonedMessages;
            var queues = _queues.Where(queue => !queue.IsPoison || poisoned != _poisonedWhenDrained).ToList();
            received = await Task.WhenAll(queues.Select(queue => queue.DrainAsync(cancellationToken)));
            _poisonedWhenDrained = poisoned;
        }
        while (received.Any(count => count > 0));
    }

    /// <summary>The ticks of all timers in a period, in order of time; ticks at the same instant are in order of their names.</summary>
    internal IEnumerable<(TimerDriver Timer, DateTimeOffset At)> TicksBetween(DateTimeOffset from, DateTimeOffset until)
    {
        var next = _timers.ToDictionary(timer => timer, timer => timer.NextAfter(from.AddTicks(-1)));
        while (next.Count > 0)
        {
            var (timer, at) = next.MinBy(tick => (tick.Value, _timers.IndexOf(tick.Key)));
            if (at >= until)
            {
                yield break;
            }

            yield return (timer, at);
            next[timer] = timer.NextAfter(at);
        }
    }
}
