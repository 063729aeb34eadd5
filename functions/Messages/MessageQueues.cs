using System.Text.Json;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Messages.Senders;
using Microsoft.Extensions.Options;

namespace AttendanceFunctions.Functions.Messages;

/// <summary>Puts messages onto their queues, at the rate that the providers accept.</summary>
public sealed class MessageQueues(TrustStorage storage, IOptions<SendingOptions> sending)
{
    /// <summary>Whether one more message fits into a period of time at the channel's rate.</summary>
    /// <param name="queued">Messages that will be sent in that period already.</param>
    public bool HasRoom(Channel channel, int queued, TimeSpan time) =>
        PerMinute(channel) <= 0 || queued < PerMinute(channel) * time.TotalMinutes;

    /// <summary>Puts messages of one channel onto its queue; each becomes visible when it is due to be sent.</summary>
    /// <param name="channel">The channel; rows of the other channel are skipped.</param>
    /// <param name="ahead">The number of messages that are sent before them.</param>
    public async Task QueueAsync(IEnumerable<Versioned<Nudge>> messages, Channel channel, int ahead, CancellationToken cancellationToken)
    {
        var queue = storage.Queue(channel == Channel.Text ? Queues.NudgeTexts : Queues.NudgeEmails);
        var (perMinute, index) = (PerMinute(channel), ahead);
        foreach (var message in messages.Where(message => message.Value.Channel == channel))
        {
            var delay = perMinute > 0 ? TimeSpan.FromMinutes((double)index++ / perMinute) : TimeSpan.Zero;
            await queue.SendMessageAsync(
                new QueuedNudge(message.Value.Place).Write(), visibilityTimeout: delay, cancellationToken: cancellationToken);
        }
    }

    private int PerMinute(Channel channel) => channel == Channel.Text ? sending.Value.TextsPerMinute : sending.Value.EmailsPerMinute;
}

/// <summary>The message on the queues nudge-texts and nudge-emails: the place of a row in the ledger, and nothing about a person.</summary>
public sealed record QueuedNudge(LedgerPlace Place)
{
    public string Write() => JsonSerializer.Serialize(new Body(1, NudgeRow.PlaceText(Place)));

    /// <exception cref="FormatException">The body is not such a message.</exception>
    public static QueuedNudge Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<Body>(body) is { V: 1, Nudge: { } place }
                ? new(NudgeRow.PlaceOf(place))
                : throw new FormatException("The message is of a version that is not known here.");
        }
        catch (JsonException fault)
        {
            throw new FormatException("The message names no row of the ledger.", fault);
        }
    }

    private sealed record Body(int V, string? Nudge);
}
