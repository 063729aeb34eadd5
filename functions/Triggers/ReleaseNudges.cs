using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Messages;
using Microsoft.Azure.Functions.Worker;

namespace AttendanceFunctions.Functions.Triggers;

/// <summary>
/// Every quarter of an hour of the day: applies what people decided and lets the messages go that may leave now. The hours cover 08:00 to
/// 18:00 in London on both sides of the clock changes.
/// </summary>
public sealed class ReleaseNudges(NudgeRelease release, DecisionIntake decisions)
{
    [Function(nameof(ReleaseNudges))]
    public Task Run([TimerTrigger("0 */15 7-17 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        release.TickAsync(decisions.ApplyAsync, cancellationToken);
}
