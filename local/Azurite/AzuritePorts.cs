using System.Globalization;
using System.Text.RegularExpressions;

namespace AttendanceFunctions.Local.Azurite;

/// <summary>The loopback ports of Azurite's three services.</summary>
internal sealed partial record AzuritePorts(int Blob, int Queue, int Table)
{
    /// <summary>Where the blob service is reached, for people.</summary>
    public string BlobEndpoint => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Blob}");

    public string ConnectionStringOf(string account) => string.Create(
        CultureInfo.InvariantCulture,
        $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={AzuriteAccounts.Key};"
        + $"BlobEndpoint={BlobEndpoint}/{account};"
        + $"QueueEndpoint=http://127.0.0.1:{Queue}/{account};"
        + $"TableEndpoint=http://127.0.0.1:{Table}/{account};");

    /// <summary>Waits until Azurite has announced the ports of all three services, which is when they accept connections.</summary>
    public static async Task<AzuritePorts> ReadAsync(HeldProcess process, TimeSpan limit, CancellationToken cancellationToken)
    {
        var ports = new Dictionary<string, int>(StringComparer.Ordinal);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(limit);
        try
        {
            await foreach (var line in process.ReadLinesAsync(patience.Token))
            {
                var match = Announcement().Match(line);
                if (match.Success)
                {
                    ports[match.Groups["service"].Value] = int.Parse(match.Groups["port"].ValueSpan, CultureInfo.InvariantCulture);
                }

                if (ports.Count == 3)
                {
                    return new AzuritePorts(ports["Blob"], ports["Queue"], ports["Table"]);
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AzuriteUnavailableException($"Azurite did not start within {limit.TotalSeconds:0} seconds. {process.Complaint}");
        }

        throw new AzuriteUnavailableException($"Azurite ended before it was ready. {process.Complaint}");
    }

    [GeneratedRegex(@"^Azurite (?<service>Blob|Queue|Table) service is successfully listening at https?://\S+:(?<port>\d+)")]
    private static partial Regex Announcement();
}
