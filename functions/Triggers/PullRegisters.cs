using AttendanceFunctions.Functions.Nights;
using Microsoft.Azure.Functions.Worker;

namespace AttendanceFunctions.Functions.Triggers;

/// <summary>Every quarter of an hour of the evening and the night: which schools have a night to work out?</summary>
public sealed class PullRegisters(RegisterPull pull)
{
    [Function(nameof(PullRegisters))]
    public Task Run([TimerTrigger("0 */15 0-4,17-23 * * *")] TimerInfo timer, CancellationToken cancellationToken) => pull.TickAsync(cancellationToken);
}
