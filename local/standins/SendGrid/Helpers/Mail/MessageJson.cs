using System.Text.Json;

namespace SendGrid.Helpers.Mail;

/// <summary>A message as /v3/mail/send takes it: what is not set is left out.</summary>
internal static class MessageJson
{
    private const string PlainText = "text/plain";
    private const string Html = "text/html";

    public static byte[] Write(SendGridMessage message)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (message.From is { } from)
            {
                Write(json, "from", from);
            }

            if (message.Personalizations.Count > 0)
            {
                Write(json, message.Personalizations);
            }

            if (ContentsOf(message) is { Count: > 0 } contents)
            {
                Write(json, contents);
            }

            WriteTracking(json, message);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static List<(string MimeType, string Text)> ContentsOf(SendGridMessage message)
    {
        if ((message.PlainTextContent, message.HtmlContent) is (null, null))
        {
            return InOrder(message.Contents);
        }

        List<(string, string)> bodies = [];
        if (message.PlainTextContent is { } text)
        {
            bodies.Add((PlainText, text));
        }

        if (message.HtmlContent is { } html)
        {
            bodies.Add((Html, html));
        }

        return InOrder(bodies);
    }

    private static List<(string MimeType, string Text)> InOrder(List<(string MimeType, string Text)> bodies) =>
        bodies.Count <= 1
            ? bodies
            : [.. bodies
                .Where(body => body is { MimeType.Length: > 0, Text.Length: > 0 })
                .OrderBy(body => body.MimeType switch { PlainText => 0, Html => 1, _ => 2 })];

    private static void Write(Utf8JsonWriter json, List<Personalization> envelopes)
    {
        json.WriteStartArray("personalizations");
        foreach (var envelope in envelopes)
        {
            json.WriteStartObject();
            if (envelope.Tos.Count > 0)
            {
                WriteRecipients(json, envelope.Tos);
            }

            if (envelope.Subject is not null)
            {
                json.WriteString("subject", envelope.Subject);
            }

            if (envelope.CustomArgs.Count > 0)
            {
                WriteArguments(json, envelope.CustomArgs);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRecipients(Utf8JsonWriter json, List<EmailAddress> recipients)
    {
        json.WriteStartArray("to");
        foreach (var recipient in recipients.DistinctBy(recipient => recipient.Email, StringComparer.OrdinalIgnoreCase))
        {
            Write(json, null, recipient);
        }

        json.WriteEndArray();
    }

    private static void WriteArguments(Utf8JsonWriter json, Dictionary<string, string> arguments)
    {
        json.WriteStartObject("custom_args");
        foreach (var (name, value) in arguments)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string? property, EmailAddress address)
    {
        if (property is null)
        {
            json.WriteStartObject();
        }
        else
        {
            json.WriteStartObject(property);
        }

        if (address.Name is not null)
        {
            json.WriteString("name", address.Name);
        }

        json.WriteString("email", address.Email);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, List<(string MimeType, string Text)> contents)
    {
        json.WriteStartArray("content");
        foreach (var (mimeType, text) in contents)
        {
            json.WriteStartObject();
            json.WriteString("type", mimeType);
            json.WriteString("value", text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTracking(Utf8JsonWriter json, SendGridMessage message)
    {
        if ((message.ClickTracking, message.OpenTracking) is (null, null))
        {
            return;
        }

        json.WriteStartObject("tracking_settings");
        if (message.ClickTracking is var (enableClicks, enableText))
        {
            json.WriteStartObject("click_tracking");
            json.WriteBoolean("enable", enableClicks);
            json.WriteBoolean("enable_text", enableText);
            json.WriteEndObject();
        }

        if (message.OpenTracking is var (enableOpenings, substitutionTag))
        {
            json.WriteStartObject("open_tracking");
            json.WriteBoolean("enable", enableOpenings);
            if (substitutionTag is not null)
            {
                json.WriteString("substitution_tag", substitutionTag);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
