namespace Azure.Communication.Sms;

/// <summary>How a text is sent.</summary>
public class SmsSendOptions
{
    /// <summary>Says whether a delivery report is wanted.</summary>
    /// <param name="enableDeliveryReport">Whether the service raises an event when it knows what became of the text.</param>
    public SmsSendOptions(bool enableDeliveryReport) => EnableDeliveryReport = enableDeliveryReport;

    /// <summary>Whether the service raises an event when it knows what became of the text.</summary>
    public bool EnableDeliveryReport { get; }

    /// <summary>Comes back in the delivery report; null for none.</summary>
    public string? Tag { get; set; }
}
