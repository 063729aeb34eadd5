using AttendanceFunctions.Functions.Mornings;
using Microsoft.Azure.Functions.Worker;

namespace AttendanceFunctions.Functions.Triggers;

/// <summary>
/// Every five minutes of the morning: who is not seen? The hours cover 08:00 to 12:00 in London on both sides of the clock changes, and some time
/// after it, for registers that come too late.
/// </summary>
public sealed class CheckMorning(MorningCheck check)
{
    [Function(nameof(CheckMorning))]
    public Task Run([TimerTrigger("0 */5 7-12 * * *")] TimerInfo timer, CancellationToken cancellationToken) => check.TickAsync(cancellationToken);
}
