using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AttendanceFunctions.Domain.Messages.Reports;

/// <summary>The content of a message on the sms-reports queue.</summary>
/// <param name="Others">The number of other items: events of other types, and items that are not events.</param>
public sealed record ReportMessage(IReadOnlyList<DeliveryReport> Reports, int Others);

/// <summary>
/// Reads what Event Grid puts on a storage queue: base64 or plain JSON, one event or a list of them, in Event Grid's own schema or as
/// CloudEvents 1.0. Names are matched without regard to case, because the service's own documents are not consistent.
/// </summary>
public static partial class ReportReader
{
    /// <exception cref="FormatException">The body is not JSON. The error does not quote it: it may contain a telephone number.</exception>
    public static ReportMessage Read(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(JsonOf(body));
            var events = json.RootElement.ValueKind == JsonValueKind.Array
                ? [.. json.RootElement.EnumerateArray()]
                : new[] { json.RootElement };
            var reports = events.Where(IsReport).Select(happened => ReportOf(Value(happened, "data"))).ToList();
            return new(reports, events.Length - reports.Count);
        }
        // JsonDocument throws InvalidOperationException for text that is not valid Unicode.
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new FormatException("The message is no JSON of Event Grid.");
        }
    }

    /// <summary>Reads a message; false where it is not JSON.</summary>
    public static bool TryRead(string body, out ReportMessage message)
    {
        try
        {
            message = Read(body);
            return true;
        }
        catch (FormatException)
        {
            message = new([], 0);
            return false;
        }
    }

    private static byte[] JsonOf(string body)
    {
        var text = body.Trim().TrimStart('\uFEFF');
        var decoded = new byte[text.Length];
        // Base64 never begins with { or [.
        return text.StartsWith('{') || text.StartsWith('[') || !Convert.TryFromBase64String(text, decoded, out var length)
            ? Encoding.UTF8.GetBytes(text)
            : decoded.AsSpan(0, length).TrimStart(Encoding.UTF8.Preamble).ToArray();
    }

    private static bool IsReport(JsonElement happened) =>
        (Text(happened, "eventType") is { Length: > 0 } type ? type : Text(happened, "type"))
            .Equals(DeliveryReport.EventType, StringComparison.OrdinalIgnoreCase);

    private static DeliveryReport ReportOf(JsonElement data)
    {
        var id = Text(data, "messageId");
        var status = Text(data, "deliveryStatus").Trim().ToUpperInvariant() switch
        {
            "DELIVERED" => DeliveryStatus.Delivered,
            "FAILED" => DeliveryStatus.Failed,
            _ => DeliveryStatus.NotFinal,
        };
        var fault = status == DeliveryStatus.Failed ? LastingFault.Of(Text(data, "deliveryStatusDetails")) : null;
        return new(Text(data, "tag").Trim(), status, ProviderId().IsMatch(id) ? id : "", fault);
    }

    private static string Text(JsonElement element, string name) =>
        Value(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() ?? "" : "";

    private static JsonElement Value(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().FirstOrDefault(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value
        : default;

    // Ids in other forms are dropped: the id is kept, and another form could contain a telephone number.
    [GeneratedRegex(@"\AOutgoing_[0-9a-fA-F-]{1,80}\z", RegexOptions.NonBacktracking)]
    private static partial Regex ProviderId();
}
