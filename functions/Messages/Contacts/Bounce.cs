using System.Text.RegularExpressions;

namespace AttendanceFunctions.Functions.Messages.Contacts;

/// <summary>An email that came back, as SendGrid lists it.</summary>
/// <param name="Created">When, in seconds since 1970.</param>
/// <param name="Email">The address.</param>
/// <param name="Reason">The receiving server's answer.</param>
/// <param name="Status">Its enhanced status code (RFC 3463); may be empty.</param>
public sealed partial record Bounce(long Created, string? Email, string? Reason, string? Status)
{
    public DateTimeOffset At => DateTimeOffset.FromUnixTimeSeconds(Created);

    /// <summary>Whether it came back for good: class 5. Where no code is given, the server's answer may hold it.</summary>
    public bool IsHard => (string.IsNullOrEmpty(Status) ? Code().Match(Reason ?? "").Value : Status).StartsWith("5.", StringComparison.Ordinal);

    [GeneratedRegex(@"\b[245]\.\d{1,3}\.\d{1,3}\b")]
    private static partial Regex Code();
}
