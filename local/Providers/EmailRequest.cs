using System.Text.Json.Serialization;

namespace AttendanceFunctions.Local.Providers;

/// <summary>The parts of the send operation's request body that the provider uses.</summary>
internal sealed record EmailRequest(
    IReadOnlyList<EmailPersonalization> Personalizations,
    EmailAddress From,
    IReadOnlyList<EmailContent> Content,
    string? Subject = null,
    [property: JsonPropertyName("custom_args")] IReadOnlyDictionary<string, string>? CustomArgs = null);

/// <summary>A group of recipients with an optional subject and arguments that override those of the request.</summary>
internal sealed record EmailPersonalization(
    IReadOnlyList<EmailAddress> To,
    string? Subject = null,
    [property: JsonPropertyName("custom_args")] IReadOnlyDictionary<string, string>? CustomArgs = null);

/// <summary>An email address.</summary>
internal sealed record EmailAddress(string Email);

/// <summary>The content of the message in one media type.</summary>
internal sealed record EmailContent(string Type, string Value);
