using System.Text.RegularExpressions;

namespace AttendanceFunctions.Domain.Messages.Reports;

/// <summary>
/// Why a number cannot be reached for good. Of the documented error codes of Azure Communication Services only these say so: others
/// are about the sender, its quota, the text or an outage (4000, 4001, 4003, 4005, 4008, 5xxx), or pass (4006: not reachable now).
/// </summary>
/// <param name="Why">What it means, as the end of a sentence.</param>
public sealed partial record LastingFault(string Code, string Why)
{
    /// <summary>The service calls the number's form wrong.</summary>
    public static LastingFault InvalidNumber { get; } = new("4002", "the text service says that it is no valid number");

    /// <summary>Nobody has that number.</summary>
    public static LastingFault NoSuchNumber { get; } = new("4004", "the text service says that there is no such number");

    /// <summary>Whoever has the number wants no texts.</summary>
    public static LastingFault OptedOut { get; } = new("4007", "whoever has it told the text service to send no more texts");

    /// <summary>Reads the details of a failed delivery. The code counts where there is one; else what they say in words.</summary>
    public static LastingFault? Of(string details) => ErrorCode().Match(details) is { Success: true } code
        ? code.Value switch
        {
            "4002" => InvalidNumber,
            "4004" => NoSuchNumber,
            "4007" => OptedOut,
            _ => null,
        }
        : InWords(details);

    private static LastingFault? InWords(string details) =>
        Says(details, "opted out") || Says(details, "unsubscribed") ? OptedOut
        : Says(details, "number does not exist") ? NoSuchNumber
        : Says(details, "invalid destination") ? InvalidNumber
        : null;

    private static bool Says(string details, string words) => details.Contains(words, StringComparison.OrdinalIgnoreCase);

    // By itself, and not four digits of a number.
    [GeneratedRegex(@"(?<![\d+] ?)\b[2459]\d{3}\b(?! ?\d)")]
    private static partial Regex ErrorCode();
}
