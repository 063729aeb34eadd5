using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Storage;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;

namespace AttendanceFunctions.Functions.Triggers;

/// <summary>Sends one text to one parent.</summary>
public sealed class SendText(NudgeSender nudges, TextSender texts)
{
    [Function(nameof(SendText))]
    public Task Run([QueueTrigger(Queues.NudgeTexts, Connection = Connections.TrustData)] QueueMessage message, CancellationToken cancellationToken) =>
        nudges.SendAsync(QueuedNudge.Read(message.MessageText), texts, cancellationToken);
}
