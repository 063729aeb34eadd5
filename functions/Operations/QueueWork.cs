using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Functions.Operations;

/// <summary>A message asks for something that can never be done, however often it is tried.</summary>
/// <param name="why">Why, without anything about a person.</param>
public sealed class UnworkableMessageException(string why) : Exception(why);

/// <summary>
/// Works off one message of a queue. A message that can never succeed is written into Failures at its first attempt and completed, so that
/// a person knows of it at once; any other fault goes up, and the queue brings the message back, eight times in all.
/// </summary>
public sealed partial class QueueWork(FailureRecord failures, ILogger<QueueWork> log)
{
    /// <summary>Reads a message and does its work.</summary>
    /// <param name="read">Reads the body, from nothing but the body: a fault of it would be the same at every attempt.</param>
    /// <param name="work">Does the work; throws <see cref="UnworkableMessageException"/> where it can never be done.</param>
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
            // What such a fault says may quote the body, and a body that is none of ours may hold anything.
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
