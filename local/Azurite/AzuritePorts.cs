using System.Globalization;
using System.Text.RegularExpressions;

namespace AttendanceFunctions.Local.Azurite;

/// <summary>The loopback ports of Azurite's three services.</summary>
internal sealed partial record AzuritePorts(int Blob, int Queue, int Table)
{
    /// <summary>The address of the blob service.</summary>
    public string BlobEndpoint => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Blob}");

    public string ConnectionStringOf(string account) => string.Create(
        CultureInfo.InvariantCulture,
        $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={AzuriteAccounts.Key};"
        + $"BlobEndpoint={BlobEndpoint}/{account};"
        + $"QueueEndpoint=http://127.0.0.1:{Queue}/{account};"
        + $"TableEndpoint=http://127.0.0.1:{Table}/{account};");

    /// <summary>Waits until Azurite has logged the ports of all three services; they accept connections then.</summary>
    public static async Task<AzuritePorts> ReadAsync(ChildProcess process, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var ports = new Dictionary<string, int>(StringComparer.Ordinal);
        using var timeoutSource = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeoutSource.CancelAfter(timeout);
        try
        {
            await foreach (var line in process.ReadLinesAsync(timeoutSource.Token))
            {
                var match = ListeningMessage().Match(line);
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
            throw new AzuriteUnavailableException($"Azurite did not start within {timeout.TotalSeconds:0} seconds. {process.ErrorOutput}");
        }

        throw new AzuriteUnavailableException($"Azurite stopped before it was ready. {process.ErrorOutput}");
    }

    [GeneratedRegex(@"^Azurite (?<service>Blob|Queue|Table) service is successfully listening at https?://\S+:(?<port>\d+)")]
    private static partial Regex ListeningMessage();
}
