using AttendanceFunctions.Functions.Messages.Reports;
using Microsoft.Azure.Functions.Worker;

namespace AttendanceFunctions.Functions.Triggers;

/// <summary>In the afternoon, before the night plans: which emails came back for good?</summary>
public sealed class ReadBounces(BounceReading bounces)
{
    [Function(nameof(ReadBounces))]
    public Task Run([TimerTrigger("0 */30 15-16 * * *")] TimerInfo timer, CancellationToken cancellationToken) => bounces.TickAsync(cancellationToken);
}
