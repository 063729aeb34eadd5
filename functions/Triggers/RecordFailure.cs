using AttendanceFunctions.Functions.Operations;
using AttendanceFunctions.Functions.Storage;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;

namespace AttendanceFunctions.Functions.Triggers;

/// <summary>One function for each poison queue, because a trigger has one queue; all of them write the same kind of row.</summary>
public sealed class RecordFailure(FailureRecord failures)
{
    [Function("RecordSchoolNightFailure")]
    public Task SchoolNight([QueueTrigger(Queues.SchoolNights + Queues.PoisonSuffix, Connection = Connections.TrustData)] QueueMessage message, CancellationToken cancellationToken) =>
        failures.RecordAsync(Queues.SchoolNights, message.MessageText, cancellationToken);

    [Function("RecordTextFailure")]
    public Task Text([QueueTrigger(Queues.NudgeTexts + Queues.PoisonSuffix, Connection = Connections.TrustData)] QueueMessage message, CancellationToken cancellationToken) =>
        failures.RecordAsync(Queues.NudgeTexts, message.MessageText, cancellationToken);

    [Function("RecordEmailFailure")]
    public Task Email([QueueTrigger(Queues.NudgeEmails + Queues.PoisonSuffix, Connection = Connections.TrustData)] QueueMessage message, CancellationToken cancellationToken) =>
        failures.RecordAsync(Queues.NudgeEmails, message.MessageText, cancellationToken);

    [Function("RecordReportFailure")]
    public Task Report([QueueTrigger(Queues.SmsReports + Queues.PoisonSuffix, Connection = Connections.TrustData)] QueueMessage message, CancellationToken cancellationToken) =>
        failures.RecordReportAsync(message.MessageText, cancellationToken);
}
