using AttendanceFunctions.Functions.Messages.Senders;
using Microsoft.Extensions.Options;

namespace AttendanceFunctions.Functions.Messages;

/// <summary>The queues of messages, onto which they are dripped at the rate that the providers take.</summary>
public sealed class MessageQueues(TrustStorage storage, IOptions<SendingOptions> sending)
{
    /// <summary>Whether there is room for one message more in a time.</summary>
    /// <param name="queued">Messages that go in that time already.</param>
    public bool HasRoom(Channel channel, int queued, TimeSpan time) =>
        PerMinute(channel) <= 0 || queued < PerMinute(channel) * time.TotalMinutes;

    /// <summary>Puts messages of one channel onto its queue, each to be seen when its turn comes.</summary>
    /// <param name="channel">The channel; rows of another are passed over.</param>
    /// <param name="ahead">Messages that go before them.</param>
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
