using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Messages.Reports;
using AttendanceFunctions.Functions.Messages.Senders;
using AttendanceFunctions.Functions.Mornings;
using AttendanceFunctions.Functions.Nights;
using AttendanceFunctions.Functions.Summaries;
using Microsoft.Azure.Functions.Worker;

namespace AttendanceFunctions.Functions.Triggers;

/// <summary>Every 15 minutes of the evening and night: queues the schools whose night is due.</summary>
public sealed class PullRegisters(RegisterPull pull)
{
    [Function(nameof(PullRegisters))]
    public Task Run([TimerTrigger("0 */15 0-4,17-23 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        pull.TickAsync(cancellationToken);
}

/// <summary>Every 30 minutes of the afternoon, before the nights plan messages: reads which emails cannot be delivered.</summary>
public sealed class ReadBounces(BounceReading bounces)
{
    [Function(nameof(ReadBounces))]
    public Task Run([TimerTrigger("0 */30 15-16 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        bounces.TickAsync(cancellationToken);
}

/// <summary>Every 15 minutes of the early morning: writes the last night's summary, and sends the note to the trust lead.</summary>
public sealed class ExportSummaries(SummaryExport export, Lazy<EmailSender> emails)
{
    [Function(nameof(ExportSummaries))]
    public Task Run([TimerTrigger("0 */15 4-8 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        export.TickAsync(() => emails.Value, cancellationToken);
}

/// <summary>
/// Every five minutes of the morning: sends texts to families of unseen pupils, and writes the morning's lists. The hours cover 08:00 to
/// 12:00 in London in winter and summer time, and one more hour for late registers.
/// </summary>
public sealed class CheckMorning(MorningCheck check)
{
    [Function(nameof(CheckMorning))]
    public Task Run([TimerTrigger("0 */5 7-12 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        check.TickAsync(cancellationToken);
}

/// <summary>
/// Every 15 minutes of the day: applies people's decisions, and queues the messages that may be sent now. The hours cover
/// 08:00 to 18:00 in London in winter and summer time.
/// </summary>
public sealed class ReleaseNudges(NudgeRelease release, DecisionIntake decisions)
{
    [Function(nameof(ReleaseNudges))]
    public Task Run([TimerTrigger("0 */15 7-17 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        release.TickAsync(decisions.ApplyAllAsync, cancellationToken);
}
