using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace AttendanceFunctions.Local.Host.Triggers;

/// <summary>The queue settings of a functions app's <c>host.json</c>.</summary>
/// <param name="BatchSize">Messages received at once, 1 to 32.</param>
/// <param name="NewBatchThreshold">The next batch is received when no more than this many messages are being worked on.</param>
/// <param name="MaxDequeueCount">Invocations of a message before it is poison, at least 1.</param>
/// <param name="VisibilityTimeout">How long a message rests after a failed invocation.</param>
/// <param name="MaxPollingInterval">The longest pause between two looks at an empty queue.</param>
public sealed record QueueSettings(
    int BatchSize, int NewBatchThreshold, int MaxDequeueCount, TimeSpan VisibilityTimeout, TimeSpan MaxPollingInterval)
{
    /// <summary>
    /// Reads <c>extensions.queues</c> of a <c>host.json</c>, with the runtime's defaults for what it leaves out.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The messages are not plain text, which is all that is sent here.</exception>
    public static QueueSettings Read(string hostJson)
    {
        var queues = new ConfigurationBuilder()
            .AddJsonFile(Path.GetFullPath(hostJson))
            .Build()
            .GetSection("extensions:queues");
        if (queues["messageEncoding"] is not "none")
        {
            throw new InvalidDataException(
                $"{hostJson} must set extensions.queues.messageEncoding to none: messages are sent as they are.");
        }

        var batchSize = Number(queues, "batchSize", 16);
        return new QueueSettings(
            batchSize,
            Number(queues, "newBatchThreshold", batchSize / 2),
            Number(queues, "maxDequeueCount", 5),
            Duration(queues, "visibilityTimeout", TimeSpan.Zero),
            Duration(queues, "maxPollingInterval", TimeSpan.FromMinutes(1)));
    }

    private static int Number(IConfiguration queues, string name, int otherwise) =>
        queues[name] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private static TimeSpan Duration(IConfiguration queues, string name, TimeSpan otherwise) =>
        queues[name] is { } text ? TimeSpan.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
