using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Sas;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>
/// Links by which one file of a summary is opened without an account, for three days. In Azure they are signed with a key that the
/// app asks for under its own identity; storage that is opened with its account's key signs with that.
/// </summary>
public sealed class SummaryLink(TrustStorage storage, TimeProvider time)
{
    /// <summary>How long a link opens its file: what comes on a Friday is read on Monday morning.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(3);

    /// <summary>Clocks differ: a link that begins now could begin in the future of the service.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(15);

    /// <summary>A link that reads one file of a night's summary and nothing else.</summary>
    /// <exception cref="Azure.RequestFailedException">403: the app's identity lacks the role Storage Blob Delegator.</exception>
    public async Task<Uri> ToAsync(DateOnly night, string file, CancellationToken cancellationToken)
    {
        var container = storage.Container(Containers.Summaries);
        var (blob, now) = (container.GetBlobClient($"{TableKeys.Of(night)}/{file}"), time.GetUtcNow());
        var access = new BlobSasBuilder(BlobSasPermissions.Read, now + Life)
        {
            BlobContainerName = blob.BlobContainerName,
            BlobName = blob.Name,
            Resource = "b",
            StartsOn = now - Skew,
            // Storage on one's own machine has no certificate.
            Protocol = blob.Uri.Scheme == Uri.UriSchemeHttps ? SasProtocol.Https : SasProtocol.HttpsAndHttp,
        };
        if (blob.CanGenerateSasUri)
        {
            return blob.GenerateSasUri(access);
        }

        UserDelegationKey key = await container.GetParentBlobServiceClient().GetUserDelegationKeyAsync(
            access.StartsOn, access.ExpiresOn, cancellationToken);
        return new BlobUriBuilder(blob.Uri) { Sas = access.ToSasQueryParameters(key, blob.AccountName) }.ToUri();
    }
}
