using System.Text;
using System.Text.Json;

namespace AttendanceFunctions.Tests.Functions.Support;

/// <summary>Delivery reports as Event Grid brings them, about a number that must turn up nowhere else.</summary>
public static class Report
{
    public const string Number = "+447700900777";

    public const string Id = "Outgoing_202509180022138813a09b-0cbf-4304-9b03-1546683bb910";

    /// <summary>One event in Event Grid's schema, with the names as the service's documents show them.</summary>
    public static string Of(string tag, string status = "Delivered", string details = "No error.") =>
        Event("eventType", "Tag", tag, status, details);

    /// <summary>The same as CloudEvents 1.0.</summary>
    public static string AsCloudEvent(string tag, string status = "Delivered", string details = "No error.") =>
        Event("type", "tag", tag, status, details);

    /// <summary>With the names as older documents show them.</summary>
    public static string InCapitals(string tag, string status = "Delivered") => $$"""
        {"eventType":"Microsoft.Communication.SMSDeliveryReportReceived",
         "data":{"MessageId":"{{Id}}","From":"15555555555","To":"{{Number}}",
         "DeliveryStatus":"{{status}}","DeliveryStatusDetails":"No error.",
         "Tag":"{{tag}}"} }
        """;

    /// <summary>A text that a parent sent: the same topic brings it.</summary>
    public static string Received => $$"""
        {"eventType":"Microsoft.Communication.SMSReceived","data":{"messageId":"Incoming_1","from":"{{Number}}",
         "to":"15555555555","message":"Thank you"} }
        """;

    public static string InBase64(string body) => Convert.ToBase64String(Encoding.UTF8.GetBytes(body));

    private static string Event(string type, string tag, string key, string status, string details) =>
        JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["id"] = Id,
            ["subject"] = $"/phonenumber/{Number}",
            [type] = "Microsoft.Communication.SMSDeliveryReportReceived",
            ["data"] = new Dictionary<string, object>
            {
                ["messageId"] = Id,
                ["from"] = "TRUST",
                ["to"] = Number,
                ["deliveryStatus"] = status,
                ["deliveryStatusDetails"] = details,
                ["receivedTimestamp"] = "2025-09-29T09:01:00Z",
                ["deliveryAttempts"] = new[] { new { timestamp = "2025-09-29T09:00:59Z", segmentsSucceeded = 1, segmentsFailed = 0 } },
                [tag] = key,
            },
        });
}
