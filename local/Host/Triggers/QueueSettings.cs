using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace AttendanceFunctions.Local.Host.Triggers;

/// <summary>The queue settings of a functions app's <c>host.json</c>.</summary>
/// <param name="BatchSize">The maximum number of messages received at once, 1 to 32.</param>
/// <param name="NewBatchThreshold">The next batch is received when at most this many messages are being processed.</param>
/// <param name="MaxDequeueCount">The number of attempts before a message is moved to the poison queue, at least 1.</param>
/// <param name="VisibilityTimeout">How long a message stays hidden after a failed invocation.</param>
/// <param name="MaxPollingInterval">The longest pause between two reads of an empty queue.</param>
public sealed record QueueSettings(
    int BatchSize, int NewBatchThreshold, int MaxDequeueCount, TimeSpan VisibilityTimeout, TimeSpan MaxPollingInterval)
{
    /// <summary>How long a message is hidden at a time while its function runs. The Azure trigger uses the same fixed value.</summary>
    public TimeSpan HiddenTime { get; init; } = TimeSpan.FromMinutes(10);


    /// <summary>
    /// Reads <c>extensions.queues</c> of a <c>host.json</c>. Missing settings get the defaults of the Functions runtime.
    /// </summary>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException"><c>messageEncoding</c> is not <c>none</c>; this host only sends plain text.</exception>
    public static QueueSettings Read(string hostJson)
    {
        var queues = new ConfigurationBuilder()
            .AddJsonFile(Path.GetFullPath(hostJson))
            .Build()
            .GetSection("extensions:queues");
        if (queues["messageEncoding"] is not "none")
        {
            throw new InvalidDataException(
                $"{hostJson} must set extensions.queues.messageEncoding to none, because messages are sent as plain text.");
        }

        var batchSize = Number(queues, "batchSize", 16);
        return new QueueSettings(
            batchSize,
            Number(queues, "newBatchThreshold", batchSize / 2),
            Number(queues, "maxDequeueCount", 5),
            Duration(queues, "visibilityTimeout", TimeSpan.Zero),
            Duration(queues, "maxPollingInterval", TimeSpan.FromMinutes(1)));
    }

    private static int Number(IConfiguration queues, string name, int defaultValue) =>
        queues[name] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : defaultValue;

    private static TimeSpan Duration(IConfiguration queues, string name, TimeSpan defaultValue) =>
        queues[name] is { } text ? TimeSpan.Parse(text, CultureInfo.InvariantCulture) : defaultValue;
}
