using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Local.Host.Triggers;

/// <summary>
/// Processes one received message. It stays hidden while its function runs. Then it is deleted after success, returned to its queue after
/// a failure, and moved to the poison queue after too many failures.
/// </summary>
internal sealed class MessageRun(
    QueueFunction function,
    QueueClient queue,
    QueueClient poison,
    QueueSettings settings,
    FunctionInvoker invoker,
    RunCounter counter,
    TimeProvider clock,
    ILogger logger)
{
    public async Task ProcessAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        // Received too often without a reported failure, so a process must have died while processing it.
        if (message.DequeueCount > settings.MaxDequeueCount && HasPoisonQueue)
        {
            await PoisonAsync(message, message.PopReceipt);
            return;
        }

        using var completed = new CancellationTokenSource();
        var renewal = RenewAsync(message, completed.Token);
        try
        {
            await invoker.InvokeAsync(function.Method, message, cancellationToken);
        }
        catch (Exception fault)
        {
            await completed.CancelAsync();
            await FailAsync(message, await renewal, fault, stopped: cancellationToken.IsCancellationRequested);
            return;
        }

        await completed.CancelAsync();
        if (await TryChangeAsync("delete", queue.DeleteMessageAsync(message.MessageId, await renewal, CancellationToken.None)))
        {
            counter.MessageDone();
        }
    }

    // A poison queue has no poison queue of its own.
    private bool HasPoisonQueue => !function.IsPoison;

    /// <summary>
    /// Extends the hidden time while the function runs, each time when half of it has passed; returns the latest pop receipt.
    /// </summary>
    private async Task<string> RenewAsync(QueueMessage message, CancellationToken ended)
    {
        var receipt = message.PopReceipt;
        using var timer = new PeriodicTimer(settings.HiddenTime / 2, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                // Not cancellable: if the response were lost, the current pop receipt would be unknown and the message could not be
                // deleted.
                UpdateReceipt renewed = await queue.UpdateMessageAsync(
                    message.MessageId, receipt, visibilityTimeout: settings.HiddenTime, cancellationToken: CancellationToken.None);
                receipt = renewed.PopReceipt;
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            return receipt;
        }
        catch (RequestFailedException fault) when (IsLost(fault))
        {
            DriverLog.MessageLost(logger, function.Name, "renew", fault.ErrorCode ?? "");
        }

        return receipt;
    }

    private async Task FailAsync(QueueMessage message, string receipt, Exception fault, bool stopped)
    {
        if (stopped)
        {
            await ReleaseAsync(message, receipt, TimeSpan.Zero);
            return;
        }

        counter.InvocationFailed();
        if (!HasPoisonQueue)
        {
            counter.MessagePoisoned();
            DriverLog.PoisonFailed(logger, function.Name, (int)settings.HiddenTime.TotalMinutes, fault);
            return;
        }

        DriverLog.InvocationFailed(logger, function.Name, message.DequeueCount, fault);
        if (message.DequeueCount >= settings.MaxDequeueCount)
        {
            await PoisonAsync(message, receipt);
        }
        else
        {
            await ReleaseAsync(message, receipt, settings.VisibilityTimeout);
        }
    }

    private Task<bool> ReleaseAsync(QueueMessage message, string receipt, TimeSpan rest) => TryChangeAsync(
        "release",
        queue.UpdateMessageAsync(message.MessageId, receipt, visibilityTimeout: rest, cancellationToken: CancellationToken.None));

    private async Task PoisonAsync(QueueMessage message, string receipt)
    {
        await poison.CreateIfNotExistsAsync(cancellationToken: CancellationToken.None);
        await poison.SendMessageAsync(message.Body, cancellationToken: CancellationToken.None);
        await TryChangeAsync("delete", queue.DeleteMessageAsync(message.MessageId, receipt, CancellationToken.None));
        counter.MessagePoisoned();
        DriverLog.Poisoned(logger, function.Name, message.DequeueCount, poison.Name);
    }

    private async Task<bool> TryChangeAsync(string action, Task change)
    {
        try
        {
            await change;
            return true;
        }
        catch (RequestFailedException fault) when (IsLost(fault))
        {
            DriverLog.MessageLost(logger, function.Name, action, fault.ErrorCode ?? "");
            return false;
        }
    }

    private static bool IsLost(RequestFailedException fault) =>
        fault.ErrorCode == QueueErrorCode.MessageNotFound || fault.ErrorCode == QueueErrorCode.PopReceiptMismatch;
}
