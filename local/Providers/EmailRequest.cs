using System.Text.Json.Serialization;

namespace AttendanceFunctions.Local.Providers;

/// <summary>The body of the email service's send operation, as far as it is looked at.</summary>
internal sealed record EmailRequest(
    IReadOnlyList<EmailPersonalization> Personalizations,
    EmailAddress From,
    IReadOnlyList<EmailContent> Content,
    string? Subject = null,
    [property: JsonPropertyName("custom_args")] IReadOnlyDictionary<string, string>? CustomArgs = null);

/// <summary>One envelope: its recipients, and what overrides the request's own subject and arguments.</summary>
internal sealed record EmailPersonalization(
    IReadOnlyList<EmailAddress> To,
    string? Subject = null,
    [property: JsonPropertyName("custom_args")] IReadOnlyDictionary<string, string>? CustomArgs = null);

/// <summary>An email address.</summary>
internal sealed record EmailAddress(string Email);

/// <summary>One form of the message, by its media type.</summary>
internal sealed record EmailContent(string Type, string Value);
