using System.Text.RegularExpressions;

namespace AttendanceFunctions.Domain.Messages.Reports;

/// <summary>
/// Why a number can never be reached. Of the documented error codes of Azure Communication Services only these are permanent: others
/// are about the sender, its quota, the text or an outage (4000, 4001, 4003, 4005, 4008, 5xxx), or are temporary (4006: not reachable).
/// </summary>
/// <param name="Why">What it means, as the end of a sentence.</param>
public sealed partial record LastingFault(string Code, string Why)
{
    /// <summary>The service rejects the number as invalid.</summary>
    public static LastingFault InvalidNumber { get; } = new("4002", "the text service says that it is no valid number");

    /// <summary>The number does not exist.</summary>
    public static LastingFault NoSuchNumber { get; } = new("4004", "the text service says that there is no such number");

    /// <summary>The owner of the number opted out of texts.</summary>
    public static LastingFault OptedOut { get; } = new("4007", "whoever has it told the text service to send no more texts");

    /// <summary>Reads the details of a failed delivery. An error code takes precedence over the wording.</summary>
    public static LastingFault? Of(string details) =>
        Numbers().Matches(details).Select(match => match.Value).FirstOrDefault(IsErrorCode) is { } code
        ? code switch
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

    private static bool IsErrorCode(string number) => number is ['2' or '4' or '5' or '9', _, _, _];

    // Numbers in groups are taken together, so that four digits within a telephone number are no code.
    [GeneratedRegex(@"(?:\+ ?)?\b\d+(?: ?\d+)*\b", RegexOptions.NonBacktracking)]
    private static partial Regex Numbers();
}
