using System.Text.Json;
using AttendanceFunctions.Domain.Messages.Ledger;

namespace AttendanceFunctions.Domain.Messages.Reports;

/// <summary>What a delivery report says became of a text.</summary>
public enum DeliveryStatus
{
    /// <summary>Nothing final: a name that is not documented, or one of a state that passes.</summary>
    NotFinal,

    /// <summary>It arrived.</summary>
    Delivered,

    /// <summary>It cannot arrive.</summary>
    Failed,
}

/// <summary>A delivery report, without the number that it was about: that is not read at all.</summary>
/// <param name="Tag">What the sender gave the text along: the ledger key, if it was one of ours.</param>
/// <param name="ProviderId">The provider's id of the text; empty where the report has none of the known form.</param>
/// <param name="Fault">Why the number cannot be reached ever; null where the report does not say that.</param>
public sealed record DeliveryReport(string Tag, DeliveryStatus Status, string ProviderId, LastingFault? Fault)
{
    /// <summary>The event type of Azure Communication Services.</summary>
    public const string EventType = "Microsoft.Communication.SMSDeliveryReportReceived";

    /// <summary>Reports reduced to what may be kept, in the form in which they come; empty where none would change anything.</summary>
    public static string Reduce(IEnumerable<DeliveryReport> reports)
    {
        var kept = reports.Where(report => NudgeKey.TryParse(report.Tag, out _) && report.Status != DeliveryStatus.NotFinal).ToList();
        return kept.Count == 0 ? "" : JsonSerializer.Serialize(kept.Select(report => new
        {
            eventType = EventType,
            data = new
            {
                messageId = report.ProviderId,
                deliveryStatus = report.Status.ToString(),
                deliveryStatusDetails = report.Fault?.Code ?? "",
                tag = report.Tag
            },
        }));
    }
}
