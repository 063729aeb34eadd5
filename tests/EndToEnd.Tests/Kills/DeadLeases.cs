using AttendanceFunctions.Functions.Storage;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;

namespace AttendanceFunctions.Tests.EndToEnd.Kills;

/// <summary>The leases that a killed host left behind.</summary>
internal static class DeadLeases
{
    /// <summary>
    /// Ends them at once, as fifteen seconds would. Storage runs leases by its own clock, and most of these tests need not
    /// wait for it: the holder is known to be dead.
    /// </summary>
    public static async Task EndAsync(string storage)
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
                // Nobody held this one.
            }
        }
    }
}
