using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;
using Azure.Core;

namespace AttendanceFunctions.Tests.Functions.Mornings;

/// <summary>
/// The queue of texts by a clock that a test moves: what is put there is seen when its delay is over by that clock, and nobody waits.
/// </summary>
internal sealed partial class SimulatedQueue
{
    private readonly ConcurrentQueue<(DateTimeOffset At, QueuedNudge Message)> _put = new();
    private readonly PriorityQueue<QueuedNudge, (DateTimeOffset At, int Number)> _waiting = new();
    private readonly TimeProvider _clock;
    private int _number;

    public SimulatedQueue(Obstacle obstacle, TimeProvider clock)
    {
        _clock = clock;
        obstacle.WatchAlways(See);
    }

    /// <summary>Takes what can be seen until an instant, in order.</summary>
    public IEnumerable<(DateTimeOffset At, QueuedNudge Message)> Until(DateTimeOffset end)
    {
        while (_put.TryDequeue(out var put))
        {
            _waiting.Enqueue(put.Message, (put.At, _number++));
        }

        while (_waiting.TryPeek(out _, out var next) && next.At < end)
        {
            yield return (next.At, _waiting.Dequeue());
        }
    }

    private void See(Request request)
    {
        if (request.Method == RequestMethod.Post && request.Uri.Path.EndsWith($"{Queues.NudgeTexts}/messages", StringComparison.Ordinal))
        {
            using var body = new MemoryStream();
            request.Content!.WriteTo(body, CancellationToken.None);
            body.Position = 0;
            var delay = Delay().Match(request.Uri.Query) is { Success: true } found
                ? int.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
                : 0;
            _put.Enqueue(
                (_clock.GetUtcNow().AddSeconds(delay), QueuedNudge.Read(XDocument.Load(body).Root!.Element("MessageText")!.Value)));
        }
    }

    [GeneratedRegex("visibilitytimeout=([0-9]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Delay();
}
