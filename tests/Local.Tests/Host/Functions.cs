using System.Globalization;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;

namespace AttendanceFunctions.Tests.Local.Host;

internal sealed class HourlyFunctions(Journal journal, TimeProvider clock)
{
    [Function("Hourly")]
    public void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer) =>
        journal.Write(clock.GetUtcNow().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
}

internal sealed class EveningFunctions(Journal journal, TimeProvider clock, QueueClient queue)
{
    [Function("B")]
    public async Task SendAsync([TimerTrigger("0 0 19 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        journal.Write("B");
        await queue.SendMessageAsync("first", cancellationToken);
        await queue.SendMessageAsync("second", cancellationToken);
    }

    [Function("A")]
    public Task FailAsync([TimerTrigger("0 0 19,20 * * *")] TimerInfo timer)
    {
        journal.Write($"A {clock.GetUtcNow().Hour}");
        return Task.FromException(new InvalidOperationException("The tick fails."));
    }

    [Function("C")]
    public async Task ReceiveAsync([QueueTrigger("messages")] QueueMessage message, CancellationToken cancellationToken)
    {
        if (message.Body.ToString() == "first")
        {
            await queue.SendMessageAsync("third", cancellationToken);
        }

        await Task.Yield();
        journal.Write($"C {message.Body} {clock.GetUtcNow().Hour}");
    }
}

internal sealed class FailingFunctions(Journal journal)
{
    [Function("Failing")]
    public ValueTask RunAsync([QueueTrigger("messages")] QueueMessage message)
    {
        journal.Write($"{message.Body} {message.DequeueCount}");
        throw new InvalidOperationException("The invocation fails.");
    }
}

internal sealed class RecoveringFunctions(Journal journal)
{
    [Function("Recovering")]
    public void Run([QueueTrigger("messages")] QueueMessage message)
    {
        journal.Write($"{message.Body} {message.DequeueCount}");
        if (message.DequeueCount < 3)
        {
            throw new InvalidOperationException("The invocation fails twice.");
        }
    }
}

internal sealed class WaitingFunctions(Journal journal)
{
    [Function("Waiting")]
    public async Task RunAsync([QueueTrigger("messages")] QueueMessage message, CancellationToken cancellationToken)
    {
        journal.Write($"{message.Body} {message.DequeueCount}");
        journal.Started.TrySetResult();
        await journal.Released.Task.WaitAsync(cancellationToken);
    }
}

internal sealed class Visit
{
    public Guid Id { get; } = Guid.NewGuid();
}

internal sealed class ScopedFunctions(Journal journal, Visit visit, IServiceProvider services)
{
    [Function("Scoped")]
    public void Run([QueueTrigger("messages")] QueueMessage message) =>
        journal.Write($"{visit.Id} {ReferenceEquals(visit, services.GetService(typeof(Visit)))}");
}

/// <summary>Completes the first two invocations and blocks the others until six run at the same time.</summary>
internal sealed class CrowdedFunctions(Journal journal, CrowdedFunctions.Crowd crowd)
{
    [Function("Crowded")]
    public async Task RunAsync([QueueTrigger("messages")] QueueMessage message, CancellationToken cancellationToken)
    {
        var (arrival, inside) = crowd.Enter();
        journal.Write(inside.ToString(CultureInfo.InvariantCulture));
        if (inside == 6)
        {
            journal.Released.TrySetResult();
        }

        if (arrival > 2)
        {
            await journal.Released.Task.WaitAsync(cancellationToken);
        }

        crowd.Leave();
    }

    internal sealed class Crowd
    {
        private readonly Lock gate = new();
        private int arrivals;
        private int inside;

        public (int Arrival, int Inside) Enter()
        {
            lock (gate)
            {
                return (++arrivals, ++inside);
            }
        }

        public void Leave()
        {
            lock (gate)
            {
                inside--;
            }
        }
    }
}
