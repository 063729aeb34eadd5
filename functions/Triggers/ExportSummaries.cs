using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Summaries;
using Microsoft.Azure.Functions.Worker;

namespace AttendanceFunctions.Functions.Triggers;

/// <summary>Every quarter of an hour of the early morning: makes the last night's summary, and sends the note to the trust lead.</summary>
public sealed class ExportSummaries(SummaryExport export, Lazy<EmailSender> emails)
{
    [Function(nameof(ExportSummaries))]
    public Task Run([TimerTrigger("0 */15 4-8 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        export.TickAsync(() => emails.Value, cancellationToken);
}
