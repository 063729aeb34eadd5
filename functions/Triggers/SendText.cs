using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Operations;
using AttendanceFunctions.Functions.Storage;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;

namespace AttendanceFunctions.Functions.Triggers;

/// <summary>Sends one text to one parent.</summary>
public sealed class SendText(QueueWork work, NudgeSender nudges, TextSender texts)
{
    [Function(nameof(SendText))]
    public Task Run([QueueTrigger(Queues.NudgeTexts, Connection = Connections.TrustData)] QueueMessage message, CancellationToken cancellationToken) =>
        work.RunAsync(
            Queues.NudgeTexts, message.MessageText, QueuedNudge.Read, (nudge, token) => nudges.SendAsync(nudge, texts, token), cancellationToken);
}
