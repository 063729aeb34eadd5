using AttendanceFunctions.Domain.Messages.Reports;
using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Messages.Reports;
using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Nights;
using AttendanceFunctions.Functions.Operations;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;

namespace AttendanceFunctions.Functions.Triggers;

/// <summary>Runs one school's night: reads its files, updates every pupil, and plans nudges.</summary>
public sealed class RunSchoolNight(QueueWork work, SchoolNightRun night)
{
    [Function(nameof(RunSchoolNight))]
    public Task Run(
        [QueueTrigger(Queues.SchoolNights, Connection = Connections.TrustData)] QueueMessage message,
        CancellationToken cancellationToken) =>
        work.RunAsync(Queues.SchoolNights, message.MessageText, SchoolNightMessage.Read, night.RunAsync, cancellationToken);
}

/// <summary>Sends one text to one parent.</summary>
public sealed class SendText(QueueWork work, NudgeSender nudges, TextSender texts)
{
    [Function(nameof(SendText))]
    public Task Run(
        [QueueTrigger(Queues.NudgeTexts, Connection = Connections.TrustData)] QueueMessage message,
        CancellationToken cancellationToken) =>
        work.RunAsync(
            Queues.NudgeTexts, message.MessageText, QueuedNudge.Read,
            (nudge, token) => nudges.SendAsync(nudge, texts, token), cancellationToken);
}

/// <summary>Sends one email to one parent.</summary>
public sealed class SendEmail(QueueWork work, NudgeSender nudges, EmailSender emails)
{
    [Function(nameof(SendEmail))]
    public Task Run(
        [QueueTrigger(Queues.NudgeEmails, Connection = Connections.TrustData)] QueueMessage message,
        CancellationToken cancellationToken) =>
        work.RunAsync(
            Queues.NudgeEmails, message.MessageText, QueuedNudge.Read,
            (nudge, token) => nudges.SendAsync(nudge, emails, token), cancellationToken);
}

/// <summary>Records the text service's delivery reports.</summary>
public sealed class RecordDelivery(QueueWork work, DeliveryRecord deliveries)
{
    [Function(nameof(RecordDelivery))]
    public Task Run(
        [QueueTrigger(Queues.SmsReports, Connection = Connections.TrustData)] QueueMessage message,
        CancellationToken cancellationToken) =>
        work.RunAsync(Queues.SmsReports, message.MessageText, ReportReader.Read, deliveries.RecordAsync, cancellationToken);
}

/// <summary>Records messages that failed too often. Each poison queue has its own function, because a trigger reads one queue.</summary>
public sealed class RecordFailure(FailureRecord failures)
{
    [Function("RecordSchoolNightFailure")]
    public Task SchoolNight(
        [QueueTrigger(Queues.SchoolNights + Queues.PoisonSuffix, Connection = Connections.TrustData)] QueueMessage message,
        CancellationToken cancellationToken) => failures.RecordAsync(Queues.SchoolNights, message.MessageText, cancellationToken);

    [Function("RecordTextFailure")]
    public Task Text(
        [QueueTrigger(Queues.NudgeTexts + Queues.PoisonSuffix, Connection = Connections.TrustData)] QueueMessage message,
        CancellationToken cancellationToken) => failures.RecordAsync(Queues.NudgeTexts, message.MessageText, cancellationToken);

    [Function("RecordEmailFailure")]
    public Task Email(
        [QueueTrigger(Queues.NudgeEmails + Queues.PoisonSuffix, Connection = Connections.TrustData)] QueueMessage message,
        CancellationToken cancellationToken) => failures.RecordAsync(Queues.NudgeEmails, message.MessageText, cancellationToken);

    [Function("RecordReportFailure")]
    public Task Report(
        [QueueTrigger(Queues.SmsReports + Queues.PoisonSuffix, Connection = Connections.TrustData)] QueueMessage message,
        CancellationToken cancellationToken) => failures.RecordAsync(Queues.SmsReports, message.MessageText, cancellationToken);
}
