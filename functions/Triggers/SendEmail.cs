using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Storage;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;

namespace AttendanceFunctions.Functions.Triggers;

/// <summary>Sends one email to one parent.</summary>
public sealed class SendEmail(NudgeSender nudges, EmailSender emails)
{
    [Function(nameof(SendEmail))]
    public Task Run([QueueTrigger(Queues.NudgeEmails, Connection = Connections.TrustData)] QueueMessage message, CancellationToken cancellationToken) =>
        nudges.SendAsync(QueuedNudge.Read(message.MessageText), emails, cancellationToken);
}
