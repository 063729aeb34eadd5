using AttendanceFunctions.Functions.Summaries;
using Microsoft.Azure.Functions.Worker;

namespace AttendanceFunctions.Functions.Triggers;

/// <summary>Every quarter of an hour of the early morning: is the last night's summary there?</summary>
public sealed class ExportSummaries(SummaryExport export)
{
    [Function(nameof(ExportSummaries))]
    public Task Run([TimerTrigger("0 */15 4-8 * * *")] TimerInfo timer, CancellationToken cancellationToken) => export.TickAsync(cancellationToken);
}
