using Azure.Core;

namespace Azure.Communication.Sms;

/// <summary>The retries, transport and diagnostics of the SMS client, and the API version of the service.</summary>
public class SmsClientOptions : ClientOptions
{
    /// <summary>Creates options for one version of the service.</summary>
    /// <param name="version">Sent as api-version with every request.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="version"/> is not a known version.</exception>
    public SmsClientOptions(ServiceVersion version = ServiceVersion.V2021_03_07)
    {
        ApiVersion = version switch
        {
            ServiceVersion.V2021_03_07 => "2021-03-07",
            _ => throw new ArgumentOutOfRangeException(nameof(version), version, "This version of the SMS service is not supported."),
        };
    }

    internal string ApiVersion { get; }

    /// <summary>Versions of the SMS service.</summary>
    public enum ServiceVersion
    {
        /// <summary>2021-03-07.</summary>
        V2021_03_07 = 1,
    }
}
