using AttendanceFunctions.Domain.Messages.Planning;
using AttendanceFunctions.Domain.Messages.Wording;
using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Messages.Contacts;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Operations;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Functions.Messages;

/// <summary>The provider did not accept a message; the queue delivers it again later.</summary>
public sealed class MessageNotTakenException(string why) : Exception($"A message was not taken: {why}.");

/// <summary>
/// Sends one message of the ledger once, or leaves it flagged (domain 0.10). Only a planned row is claimed, by its ETag; once the
/// provider has been called, the outcome is written in every case.
/// </summary>
public sealed partial class NudgeSender(
    TrustSettings settings, NudgeLedger ledger, SentTexts sent, MessageComposer composer, FirstDayMessage firstDay,
    SendingPauses pauses, UnusableAddressTable contacts, KeySecrets secrets, FailureRecord failures, TimeProvider time,
    ILogger<NudgeSender> log)
{
    /// <exception cref="MessageNotTakenException">The provider did not accept the message: try again later.</exception>
    public async Task SendAsync(QueuedNudge message, IMessageSender sender, CancellationToken cancellationToken)
    {
        var row = await ledger.FindAsync(message.Place, cancellationToken);
        var trust = await settings.ReadAsync(cancellationToken);
        if (row is null || !trust.TryFind(row.Value.Place.School, out var school)
            || !new MayLeave(trust, school).IsDue(row.Value, time.GetUtcNow()))
        {
            // A duplicate, or a message that was delayed past the sending hours: the next tick queues it again if necessary.
            LogDropped(message.Place.Key);
            return;
        }

        var outgoing = row.Value.Kind == MessageKind.FirstDay
            ? await firstDay.ComposeAsync(trust, row, cancellationToken)
            : await composer.ComposeAsync(trust, row.Value, cancellationToken);
        if (outgoing is null)
        {
            // It is taken off the queue, and the next release records the reason. For a first-day text, its composer has recorded it.
            if (row.Value.Kind != MessageKind.FirstDay)
            {
                await ledger.MoveAsync(row, row.Value.TakeOffQueue(), cancellationToken);
            }

            return;
        }

        if (await pauses.FindAsync(cancellationToken) is not null)
        {
            // It waits in the ledger: a release after the pause queues it again.
            await ledger.MoveAsync(row, row.Value.TakeOffQueue(), cancellationToken);
            LogPaused(message.Place.Key);
            return;
        }

        var channel = row.Value.Channel;
        var to = AddressKey.Of(await secrets.ReadAsync(cancellationToken), new(channel, outgoing.To));
        if (channel == Channel.Text)
        {
            // Written before the claim, so that a delivery report finds the row whatever happens afterwards.
            await sent.WriteAsync(new(row.Value.Place, to), cancellationToken);
        }

        // An interrupted claim would have to count as sent, so the host's stop takes effect only before the claim or after the settlement.
        cancellationToken.ThrowIfCancellationRequested();
        var segments = channel == Channel.Text ? TextSegments.Of(outgoing.Plain).Segments : 0;
        if (await ledger.ClaimAsync(row, Guid.NewGuid(), time.GetUtcNow(), segments, CancellationToken.None) is { } claimed)
        {
            var outcome = await sender.SendAsync(outgoing, cancellationToken);
            await SettleAsync(claimed, outcome);
            if (outcome is SendOutcome.Refused { IsForRecipient: true })
            {
                var why = channel == Channel.Text
                    ? "the text service does not take it for a number"
                    : "the email service does not take it for an address";
                await contacts.MarkAsync(
                    claimed.Value, new(to, channel, London.DateAt(time.GetUtcNow()), why),
                    CancellationToken.None);
            }

            // The message may have failed too often on an earlier day; it has been offered to the provider now, so that failure is closed.
            await failures.CloseAsync(
                channel == Channel.Text ? Queues.NudgeTexts : Queues.NudgeEmails, message.Write(), CancellationToken.None);
        }
    }

    // The message has been offered to the provider, so its outcome is written even while the host is stopping.
    private async Task SettleAsync(Versioned<Nudge> claimed, SendOutcome outcome)
    {
        var settled = claimed.Value.Settle(StateAfter(outcome), time.GetUtcNow(), (outcome as SendOutcome.Accepted)?.ProviderId);
        // A delivery report may have been recorded before this answer; it then takes precedence.
        var isOurs = await ledger.MoveAsync(claimed, settled, CancellationToken.None) is not null;
        switch (outcome)
        {
            case SendOutcome.NotTaken notTaken when isOurs:
                LogNotTaken(settled.Place.Key, notTaken.Why);
                throw new MessageNotTakenException(notTaken.Why);
            case SendOutcome.Lost lost:
                LogLost(settled.Place.Key, lost.Why);
                break;
            case SendOutcome.Refused refused:
                LogRefused(settled.Place.Key, refused.Status);
                break;
        }

        var lead = isOurs ? settled : (await ledger.FindAsync(settled.Place, CancellationToken.None))?.Value ?? settled;
        foreach (var place in lead.State == NudgeState.Planned ? [] : lead.Bundled.Places)
        {
            if (await ledger.FindAsync(place, CancellationToken.None) is { Value.State: NudgeState.Joined } bundled)
            {
                await ledger.MoveAsync(bundled, bundled.Value.Follow(lead), CancellationToken.None);
            }
        }

        LogSettled(lead.Place.Key, lead.State);
    }

    private static NudgeState StateAfter(SendOutcome outcome) => outcome switch
    {
        SendOutcome.Accepted => NudgeState.Accepted,
        SendOutcome.Refused => NudgeState.Failed,
        SendOutcome.NotTaken => NudgeState.Planned,
        _ => NudgeState.Unknown,
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Message {Key} is not to be sent now.")]
    private partial void LogDropped(NudgeKey key);

    [LoggerMessage(Level = LogLevel.Information, Message = "Message {Key} waits: all sending is paused.")]
    private partial void LogPaused(NudgeKey key);

    [LoggerMessage(Level = LogLevel.Information, Message = "Message {Key} is {State}.")]
    private partial void LogSettled(NudgeKey key, NudgeState state);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Key} may or may not have been sent: {Why}.")]
    private partial void LogLost(NudgeKey key, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Key} was not taken: {Why}.")]
    private partial void LogNotTaken(NudgeKey key, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Key} was refused with status {Status}.")]
    private partial void LogRefused(NudgeKey key, int status);
}
