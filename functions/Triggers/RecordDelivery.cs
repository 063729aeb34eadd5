using AttendanceFunctions.Domain.Messages.Reports;
using AttendanceFunctions.Functions.Messages.Reports;
using AttendanceFunctions.Functions.Operations;
using AttendanceFunctions.Functions.Storage;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;

namespace AttendanceFunctions.Functions.Triggers;

/// <summary>Writes down what the text service reports of the texts that it took.</summary>
public sealed class RecordDelivery(QueueWork work, DeliveryRecord deliveries)
{
    [Function(nameof(RecordDelivery))]
    public Task Run([QueueTrigger(Queues.SmsReports, Connection = Connections.TrustData)] QueueMessage message, CancellationToken cancellationToken) =>
        work.RunAsync(Queues.SmsReports, message.MessageText, ReportReader.Read, deliveries.RecordAsync, cancellationToken);
}
