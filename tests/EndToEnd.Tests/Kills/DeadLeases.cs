using AttendanceFunctions.Functions.Storage;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;

namespace AttendanceFunctions.Tests.EndToEnd.Kills;

/// <summary>Breaks the leases of a killed host.</summary>
internal static class DeadLeases
{
    /// <summary>
    /// Breaks all leases immediately. They would expire after fifteen seconds of real time, for which most tests need not wait, because the
    /// holder has been killed.
    /// </summary>
    public static async Task BreakAllAsync(string storage)
    {
        var leases = new BlobServiceClient(storage).GetBlobContainerClient(Containers.Leases);
        if (!await leases.ExistsAsync(TestContext.Current.CancellationToken))
        {
            return;
        }

        await foreach (var blob in leases.GetBlobsAsync(cancellationToken: TestContext.Current.CancellationToken))
        {
            try
            {
                await leases.GetBlobClient(blob.Name)
                    .GetBlobLeaseClient()
                    .BreakAsync(TimeSpan.Zero, cancellationToken: TestContext.Current.CancellationToken);
            }
            catch (RequestFailedException free) when (free.Status == 409)
            {
                // The blob has no lease.
            }
        }
    }
}
