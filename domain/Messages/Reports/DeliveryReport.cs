using System.Text.Json;
using AttendanceFunctions.Domain.Messages.Ledger;

namespace AttendanceFunctions.Domain.Messages.Reports;

/// <summary>The result of a text according to a delivery report.</summary>
public enum DeliveryStatus
{
    /// <summary>Not final: an undocumented or a temporary status.</summary>
    NotFinal,

    /// <summary>It arrived.</summary>
    Delivered,

    /// <summary>It cannot arrive.</summary>
    Failed,
}

/// <summary>A delivery report. The telephone number in it is never read.</summary>
/// <param name="Tag">The tag that was sent with the text: the ledger key, if this product sent it.</param>
/// <param name="ProviderId">The provider's id of the text; empty where the report has none in the known form.</param>
/// <param name="Fault">Why the number can never be reached; null where the report does not say so.</param>
public sealed record DeliveryReport(string Tag, DeliveryStatus Status, string ProviderId, LastingFault? Fault)
{
    /// <summary>The event type of Azure Communication Services.</summary>
    public const string EventType = "Microsoft.Communication.SMSDeliveryReportReceived";

    /// <summary>The reports reduced to the fields that may be kept, in the provider's schema; empty where none has an effect.</summary>
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
