namespace Azure.Communication.Sms;

/// <summary>Options for sending a text message.</summary>
public class SmsSendOptions
{
    /// <summary>Creates the options.</summary>
    /// <param name="enableDeliveryReport">Whether the service raises an event when it knows whether the text was delivered.</param>
    public SmsSendOptions(bool enableDeliveryReport) => EnableDeliveryReport = enableDeliveryReport;

    /// <summary>Whether the service raises an event when it knows whether the text was delivered.</summary>
    public bool EnableDeliveryReport { get; }

    /// <summary>A value that the delivery report repeats; null for none.</summary>
    public string? Tag { get; set; }
}
