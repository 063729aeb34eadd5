namespace AttendanceFunctions.Tests.Campaign.Faults;

/// <summary>How much goes wrong; each a share of requests, 0 to 1.</summary>
/// <param name="Storage">Requests to storage that meet a fault of their own.</param>
/// <param name="Outages">Requests to storage with which an outage of their service begins.</param>
/// <param name="DoubledMessages">Messages that are put on their queue twice.</param>
/// <param name="LostDeletes">Messages whose deletion is lost.</param>
/// <param name="Providers">Requests to the providers that meet a fault.</param>
public sealed record FaultRates(double Storage, double Outages, double DoubledMessages, double LostDeletes, double Providers)
{
    /// <summary>Far more than a bad week in Azure.</summary>
    public static FaultRates Usual { get; } = new(0.02, 0.0006, 0.05, 0.05, 0.25);
}
