namespace AttendanceFunctions.Tests.Campaign.Faults;

/// <summary>The rates of faults. Each is a share of requests, 0 to 1.</summary>
/// <param name="Storage">Storage requests that fail independently.</param>
/// <param name="Outages">Storage requests that start an outage of their service.</param>
/// <param name="DuplicatedMessages">Queue messages that are sent twice.</param>
/// <param name="LostDeletes">Deletions of queue messages that are not applied.</param>
/// <param name="Providers">Provider requests that fail.</param>
public sealed record FaultRates(double Storage, double Outages, double DuplicatedMessages, double LostDeletes, double Providers)
{
    /// <summary>The default rates. They are far higher than Azure's.</summary>
    public static FaultRates Default { get; } = new(0.02, 0.0006, 0.05, 0.05, 0.25);
}
