using AttendanceFunctions.Functions.Nights;
using AttendanceFunctions.Functions.Operations;
using AttendanceFunctions.Functions.Storage;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;

namespace AttendanceFunctions.Functions.Triggers;

/// <summary>One school's night: registers in, attendance and stage of every pupil out, nudges planned.</summary>
public sealed class RunSchoolNight(QueueWork work, SchoolNightRun night)
{
    [Function(nameof(RunSchoolNight))]
    public Task Run([QueueTrigger(Queues.SchoolNights, Connection = Connections.TrustData)] QueueMessage message, CancellationToken cancellationToken) =>
        work.RunAsync(Queues.SchoolNights, message.MessageText, SchoolNightMessage.Read, night.RunAsync, cancellationToken);
}
