using AttendanceFunctions.Functions.Storage;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Local.Host.Triggers;

/// <summary>Drives the functions of a catalogue: all of them live, or a tick and a drain at a time.</summary>
public sealed class FunctionHost
{
    private readonly RunCounter _counter = new();
    private readonly List<TimerDriver> _timers;
    private readonly List<QueueDriver> _queues;
    private int? _poisonedWhenDrained;

    /// <summary>Makes a host; nothing is driven yet.</summary>
    /// <param name="catalogue">The functions.</param>
    /// <param name="services">The app's services; its loggers are used too.</param>
    /// <param name="storage">Where the queues are. Messages are sent and received as they are, without encoding.</param>
    /// <param name="settings">How queues are polled and messages retried.</param>
    /// <param name="realClock">Times the renewal of hidden messages, which storage hides by its own, real clock.</param>
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

    /// <summary>What has been done so far.</summary>
    public RunTally Tally => _counter.Tally;

    /// <summary>
    /// Runs every timer and queue by the clock until it is cancelled; invocations that are running then are cancelled and
    /// waited for, and their messages come again. A fault of the storage itself stops everything and is thrown.
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
    /// Works on all queues until nothing visible is left in any of them and nothing is running. Messages that are hidden,
    /// because another process works on them or died over them, are not waited for. Poison queues are looked into the first time, and after
    /// that when a message was given up: nobody else fills them.
    /// </summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        // A function may send to a queue that was found empty a moment ago, so it is over only after a round without a message.
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

    /// <summary>The earliest tick of all timers after an instant; several of the same instant come in the order of their names.</summary>
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
