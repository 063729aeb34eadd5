using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Operations;
using AttendanceFunctions.Functions.Storage;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;

namespace AttendanceFunctions.Functions.Triggers;

/// <summary>Sends one email to one parent.</summary>
public sealed class SendEmail(QueueWork work, NudgeSender nudges, EmailSender emails)
{
    [Function(nameof(SendEmail))]
    public Task Run([QueueTrigger(Queues.NudgeEmails, Connection = Connections.TrustData)] QueueMessage message, CancellationToken cancellationToken) =>
        work.RunAsync(
            Queues.NudgeEmails, message.MessageText, QueuedNudge.Read, (nudge, token) => nudges.SendAsync(nudge, emails, token), cancellationToken);
}
