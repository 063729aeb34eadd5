using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace AttendanceFunctions.Local.Host.Triggers;

/// <summary>
/// Feeds one queue's messages to its function as the storage queues trigger does: a batch at a time, the next one when few
/// enough are being worked on. Source: the trigger's QueueListener and QueueProcessor in the Azure SDK for .NET.
/// </summary>
internal sealed class QueueDriver(QueueFunction function, QueueClient queue, QueueSettings settings, MessageRun run)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);

    private readonly List<Task> _running = [];

    /// <summary>Whether its queue holds the messages of another that were given up.</summary>
    public bool IsPoison => function.IsPoison;

    /// <summary>Works until nothing visible is left and nothing is running; returns how many messages were received.</summary>
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
                    await MakeRoomAsync(settings.NewBatchThreshold);
                }
                else if (_running.Count > 0)
                {
                    await MakeRoomAsync(_running.Count - 1);
                }
                else
                {
                    return total;
                }
            }
        }
        finally
        {
            await MakeRoomAsync(0);
        }
    }

    /// <summary>Works until it is cancelled, then waits for what is running; looks less often while the queue is empty.</summary>
    public async Task RunAsync(TimeProvider clock, CancellationToken stopping)
    {
        var pause = ShortestPause;
        try
        {
            while (true)
            {
                if (await ReceiveAsync(stopping) > 0)
                {
                    pause = ShortestPause;
                    await MakeRoomAsync(settings.NewBatchThreshold);
                }
                else
                {
                    await Task.Delay(pause, clock, stopping);
                    await MakeRoomAsync(settings.NewBatchThreshold);
                    pause = pause * 2 < settings.MaxPollingInterval ? pause * 2 : settings.MaxPollingInterval;
                }
            }
        }
        finally
        {
            await MakeRoomAsync(0);
        }
    }

    private async Task<int> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            QueueMessage[] messages = await queue.ReceiveMessagesAsync(settings.BatchSize, MessageRun.Visibility, cancellationToken);
            _running.AddRange(messages.Select(message => run.ProcessAsync(message, cancellationToken)));
            return messages.Length;
        }
        catch (RequestFailedException fault) when (fault.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            return 0;
        }
    }

    private async Task MakeRoomAsync(int most)
    {
        while (_running.Count > most)
        {
            var ended = await Task.WhenAny(_running);
            _running.Remove(ended);
            await ended;
        }
    }
}
