using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Local.Host.Triggers;

/// <summary>
/// The life of one received message: it stays hidden while its function works on it, is deleted when that went well, comes
/// again when it did not, and is set aside as poison when it has come too often.
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
    /// <summary>How long a message is hidden at a time; the trigger's own number, which no setting changes.</summary>
    public static readonly TimeSpan Visibility = TimeSpan.FromMinutes(10);

    public async Task ProcessAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        // More often than it may come, and never reported as failed: whoever worked on it died of it.
        if (message.DequeueCount > settings.MaxDequeueCount && HasPoisonQueue)
        {
            await PoisonAsync(message, message.PopReceipt);
            return;
        }

        using var ended = new CancellationTokenSource();
        var renewal = RenewAsync(message, ended.Token);
        try
        {
            await invoker.InvokeAsync(function.Method, message, cancellationToken);
        }
        catch (Exception fault)
        {
            await ended.CancelAsync();
            await FailAsync(message, await renewal, fault, stopped: cancellationToken.IsCancellationRequested);
            return;
        }

        await ended.CancelAsync();
        if (await OursAsync("delete", queue.DeleteMessageAsync(message.MessageId, await renewal, CancellationToken.None)))
        {
            counter.MessageDone();
        }
    }

    // A poison queue has no poison queue of its own.
    private bool HasPoisonQueue => !function.IsPoison;

    /// <summary>Hides the message again at half-life for as long as it is worked on; returns its newest pop receipt.</summary>
    private async Task<string> RenewAsync(QueueMessage message, CancellationToken ended)
    {
        var receipt = message.PopReceipt;
        using var timer = new PeriodicTimer(Visibility / 2, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                // Never broken off half way: a renewal whose answer is lost leaves a receipt that deletes nothing.
                UpdateReceipt renewed = await queue.UpdateMessageAsync(
                    message.MessageId, receipt, visibilityTimeout: Visibility, cancellationToken: CancellationToken.None);
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
            DriverLog.PoisonFailed(logger, function.Name, (int)Visibility.TotalMinutes, fault);
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

    private Task<bool> ReleaseAsync(QueueMessage message, string receipt, TimeSpan rest) => OursAsync(
        "release",
        queue.UpdateMessageAsync(message.MessageId, receipt, visibilityTimeout: rest, cancellationToken: CancellationToken.None));

    private async Task PoisonAsync(QueueMessage message, string receipt)
    {
        await poison.CreateIfNotExistsAsync(cancellationToken: CancellationToken.None);
        await poison.SendMessageAsync(message.Body, cancellationToken: CancellationToken.None);
        await OursAsync("delete", queue.DeleteMessageAsync(message.MessageId, receipt, CancellationToken.None));
        counter.MessagePoisoned();
        DriverLog.Poisoned(logger, function.Name, message.DequeueCount, poison.Name);
    }

    private async Task<bool> OursAsync(string action, Task change)
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
