using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace AttendanceFunctions.Local.Host.Triggers;

/// <summary>
/// Passes the messages of one queue to its function like the Azure storage queue trigger: it receives a batch, and receives the next one
/// when few enough messages are being processed. Source: the trigger's QueueListener and QueueProcessor in the Azure SDK for .NET.
/// </summary>
internal sealed class QueueDriver(QueueFunction function, QueueClient queue, QueueSettings settings, MessageRun run)
{
    private static readonly TimeSpan MinPollingInterval = TimeSpan.FromMilliseconds(100);

    private readonly List<Task> _running = [];

    /// <summary>Whether the queue is a poison queue.</summary>
    public bool IsPoison => function.IsPoison;

    /// <summary>Runs until no visible message is left and no invocation is running.</summary>
    /// <returns>The number of messages received.</returns>
    public async Task<int> DrainAsync(CancellationToken cancellationToken)
    {
        var total = 0;
        try
        {
            while (true)
            {
                var received = await ReceiveAsync(cancellationToken);
                total += received;
                if (received > 0)
                {
                    await WaitForCapacityAsync(settings.NewBatchThreshold);
                }
                else if (_running.Count > 0)
                {
                    await WaitForCapacityAsync(_running.Count - 1);
                }
                else
                {
                    return total;
                }
            }
        }
        finally
        {
            await WaitForCapacityAsync(0);
        }
    }

    /// <summary>Runs until it is cancelled, then waits for running invocations. Polls less often while the queue is empty.</summary>
    public async Task RunAsync(TimeProvider clock, CancellationToken stopping)
    {
        var pause = MinPollingInterval;
        try
        {
            while (true)
            {
                if (await ReceiveAsync(stopping) > 0)
                {
                    pause = MinPollingInterval;
                    await WaitForCapacityAsync(settings.NewBatchThreshold);
                }
                else
                {
                    await Task.Delay(pause, clock, stopping);
                    await WaitForCapacityAsync(settings.NewBatchThreshold);
                    pause = pause * 2 < settings.MaxPollingInterval ? pause * 2 : settings.MaxPollingInterval;
                }
            }
        }
        finally
        {
            await WaitForCapacityAsync(0);
        }
    }

    private async Task<int> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            QueueMessage[] messages = await queue.ReceiveMessagesAsync(settings.BatchSize, settings.HiddenTime, cancellationToken);
            _running.AddRange(messages.Select(message => run.ProcessAsync(message, cancellationToken)));
            return messages.Length;
        }
        catch (RequestFailedException fault) when (fault.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            return 0;
        }
    }

    private async Task WaitForCapacityAsync(int maxRunning)
    {
        while (_running.Count > maxRunning)
        {
            var ended = await Task.WhenAny(_running);
            _running.Remove(ended);
            await ended;
        }
    }
}
