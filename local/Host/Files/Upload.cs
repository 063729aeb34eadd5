using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AttendanceFunctions.Local.Host.Files;

/// <summary>Uploads files into storage.</summary>
public static class Upload
{
    /// <summary>The number of folders that are uploaded in parallel. Files of one folder are uploaded one after another.</summary>
    private const int ParallelFolders = 8;

    /// <summary>
    /// Uploads files. Files of one folder are uploaded in the ordinal order of their names, because a later upload overrides an earlier
    /// one. A file that is already in storage with the same content is not uploaded again.
    /// </summary>
    /// <returns>The number of files that were uploaded.</returns>
    public static async Task<int> RunAsync(
        BlobServiceClient storage, IEnumerable<IncomingFile> files, CancellationToken cancellationToken)
    {
        var byContainer = files.GroupBy(file => file.Container, StringComparer.Ordinal);
        var uploaded = 0;
        foreach (var container in byContainer)
        {
            var client = storage.GetBlobContainerClient(container.Key);
            var stored = await HashesAsync(client, cancellationToken);
            var folders = container.GroupBy(file => file.Name[..(file.Name.LastIndexOf('/') + 1)], StringComparer.Ordinal);
            var options = new ParallelOptions { MaxDegreeOfParallelism = ParallelFolders, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(folders, options, async (folder, cancellation) =>
            {
                foreach (var file in folder.OrderBy(file => file.Name, StringComparer.Ordinal))
                {
                    if (await UploadAsync(client, file, stored, cancellation))
                    {
                        Interlocked.Increment(ref uploaded);
                    }
                }
            });
        }

        return uploaded;
    }

    private static async Task<bool> UploadAsync(
        BlobContainerClient client, IncomingFile file, Dictionary<string, string> stored, CancellationToken cancellationToken)
    {
        var content = await file.ReadAsync(cancellationToken);
        var hash = Hash(content);
        if (stored.TryGetValue(file.Name, out var present) && present == Convert.ToBase64String(hash))
        {
            return false;
        }

        await client.GetBlobClient(file.Name).UploadAsync(
            new BinaryData(content),
            new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentHash = hash } },
            cancellationToken);
        return true;
    }

    private static async Task<Dictionary<string, string>> HashesAsync(BlobContainerClient client, CancellationToken cancellationToken)
    {
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var blob in client.GetBlobsAsync(cancellationToken: cancellationToken))
        {
            hashes[blob.Name] = Convert.ToBase64String(blob.Properties.ContentHash ?? []);
        }

        return hashes;
    }

    // Azure Storage uses MD5 as its content hash. Here it only detects changed files; it is not a security measure.
#pragma warning disable CA5351
    private static byte[] Hash(byte[] content) => MD5.HashData(content);
#pragma warning restore CA5351
}
