using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Local.Host.Triggers;

/// <summary>What the drivers have to say.</summary>
internal static partial class DriverLog
{
    [LoggerMessage(1, LogLevel.Error, "The timer function {Function} failed; it will tick again.")]
    public static partial void TickFailed(ILogger logger, string function, Exception fault);

    [LoggerMessage(2, LogLevel.Warning, "The queue function {Function} failed on attempt {Attempt}; the message will come again.")]
    public static partial void InvocationFailed(ILogger logger, string function, long attempt, Exception fault);

    [LoggerMessage(3, LogLevel.Error, "A message was given up after {Attempts} attempts of {Function} and lies in {PoisonQueue}.")]
    public static partial void Poisoned(ILogger logger, string function, long attempts, string poisonQueue);

    [LoggerMessage(4, LogLevel.Error, "{Function} failed on a message of a poison queue; it rests for {Minutes} minutes.")]
    public static partial void PoisonFailed(ILogger logger, string function, int minutes, Exception fault);

    [LoggerMessage(5, LogLevel.Warning, "A message of {Function} was no longer ours to {Action} ({Error}); it may be worked on twice.")]
    public static partial void MessageLost(ILogger logger, string function, string action, string error);
}
