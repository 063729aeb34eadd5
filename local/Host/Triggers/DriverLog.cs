using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Local.Host.Triggers;

/// <summary>Log messages of what drives the functions.</summary>
internal static partial class DriverLog
{
    [LoggerMessage(1, LogLevel.Error, "The timer function {Function} failed. It will run again at its next scheduled time.")]
    public static partial void TickFailed(ILogger logger, string function, Exception fault);

    [LoggerMessage(2, LogLevel.Warning, "The queue function {Function} failed on attempt {Attempt}. The message returns to its queue.")]
    public static partial void InvocationFailed(ILogger logger, string function, long attempt, Exception fault);

    [LoggerMessage(3, LogLevel.Error, "{Function} failed on a message {Attempts} times. The message was moved to {PoisonQueue}.")]
    public static partial void Poisoned(ILogger logger, string function, long attempts, string poisonQueue);

    [LoggerMessage(4, LogLevel.Error, "{Function} failed on a message of a poison queue. The message stays hidden for {Minutes} minutes.")]
    public static partial void PoisonFailed(ILogger logger, string function, int minutes, Exception fault);

    [LoggerMessage(6, LogLevel.Error, "The page function {Function} failed.")]
    public static partial void PageFailed(ILogger logger, string function, Exception fault);

    [LoggerMessage(
        5, LogLevel.Warning,
        "Could not {Action} a message of {Function}: another process has received it ({Error}). It may be processed twice.")]
    public static partial void MessageLost(ILogger logger, string function, string action, string error);
}
