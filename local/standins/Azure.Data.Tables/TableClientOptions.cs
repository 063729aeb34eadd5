using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>Retries, transport and diagnostics of the table clients, and the version of the REST protocol that they speak.</summary>
public class TableClientOptions : ClientOptions
{
    /// <summary>Creates options for one version of the service.</summary>
    /// <param name="serviceVersion">Sent as x-ms-version with every request.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="serviceVersion"/> is not a known version.</exception>
    public TableClientOptions(ServiceVersion serviceVersion = ServiceVersion.V2020_12_06)
    {
        Version = serviceVersion switch
        {
            ServiceVersion.V2020_12_06 => "2020-12-06",
            _ => throw new ArgumentOutOfRangeException(nameof(serviceVersion), serviceVersion, "This version of the Table service is not known."),
        };
    }

    internal string Version { get; }

    /// <summary>Versions of the Table service's REST protocol.</summary>
    public enum ServiceVersion
    {
        /// <summary>2020-12-06, the first that takes Azure AD tokens.</summary>
        V2020_12_06 = 2,
    }
}
