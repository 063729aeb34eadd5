using AttendanceFunctions.Functions.Messages;
using Microsoft.Azure.Functions.Worker;

namespace AttendanceFunctions.Functions.Triggers;

/// <summary>Every quarter of an hour of the day: what may leave now? The hours cover 08:00 to 18:00 in London on both sides of the clock changes.</summary>
public sealed class ReleaseNudges(NudgeRelease release)
{
    [Function(nameof(ReleaseNudges))]
    public Task Run([TimerTrigger("0 */15 7-17 * * *")] TimerInfo timer, CancellationToken cancellationToken) => release.TickAsync(cancellationToken);
}
