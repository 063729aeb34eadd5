using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Functions.Operations;

/// <summary>A message asks for work that can never succeed.</summary>
/// <param name="why">The reason, without personal data.</param>
public sealed class UnworkableMessageException(string why) : Exception(why);

/// <summary>
/// Handles one message of a queue. A message that can never succeed is recorded in Failures at its first attempt and completed, so that
/// a person sees it at once; any other exception is rethrown, and the queue delivers the message again, up to eight times in all.
/// </summary>
public sealed partial class QueueWork(FailureRecord failures, ILogger<QueueWork> log)
{
    /// <summary>Reads a message and does its work.</summary>
    /// <param name="read">Parses the body and uses nothing else, so that an exception would be the same at every attempt.</param>
    /// <param name="work">Does the work; throws <see cref="UnworkableMessageException"/> if it can never be done.</param>
    public async Task RunAsync<T>(
        string queue, string body, Func<string, T> read, Func<T, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        T message;
        try
        {
            message = read(body);
        }
        catch (Exception fault) when (fault is FormatException or OverflowException or ArgumentException)
        {
            // The exception's message may quote the body, and a body that is not ours may contain anything, so neither is logged.
            await GiveUpAsync(queue, body, "it is not a message of this queue", cancellationToken);
            return;
        }

        try
        {
            await work(message, cancellationToken);
        }
        catch (UnworkableMessageException fault)
        {
            await GiveUpAsync(queue, body, fault.Message, cancellationToken);
        }
    }

    private async Task GiveUpAsync(string queue, string body, string why, CancellationToken cancellationToken)
    {
        LogGivenUp(queue, why);
        await failures.RecordAsync(queue, body, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Work from {Queue} can never be done and is not tried again: {Why}.")]
    private partial void LogGivenUp(string queue, string why);
}
