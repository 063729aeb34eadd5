using System.Globalization;
using AttendanceFunctions.Functions.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AttendanceFunctions.Local.Host.Files;

/// <summary>The folder that results are left in: a subfolder for each outgoing container, and the outbox.</summary>
/// <param name="path">Made when something is first written.</param>
public sealed class OutputFolder(string path)
{
    /// <summary>The folder's full path.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Where accepted texts are written down.</summary>
    public string SmsOutbox => System.IO.Path.Combine(Path, "outbox", "sms.jsonl");

    /// <summary>Where accepted emails are written down.</summary>
    public string EmailOutbox => System.IO.Path.Combine(Path, "outbox", "email.jsonl");

    /// <summary>The page of a night's summary, which the trust's lead reads; it exists once results were copied here.</summary>
    public FileInfo SummaryPage(DateOnly night) => new(System.IO.Path.Combine(
        Path, Containers.Summaries, night.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "summary.html"));

    /// <summary>Deletes the outbox of an earlier run, if there is one.</summary>
    public void DiscardOutbox()
    {
        foreach (var file in new[] { SmsOutbox, EmailOutbox }.Where(File.Exists))
        {
            File.Delete(file);
        }
    }

    /// <summary>Copies every outgoing blob into the folder, over older copies.</summary>
    /// <returns>How many files each container had.</returns>
    /// <exception cref="MendableException">A blob's name leads out of the folder.</exception>
    public async Task<IReadOnlyDictionary<string, int>> DownloadAsync(BlobServiceClient storage, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var container in Containers.Outgoing)
        {
            var client = storage.GetBlobContainerClient(container);
            counts[container] = 0;
            await foreach (var blob in client.GetBlobsAsync(cancellationToken: cancellationToken))
            {
                var target = Place(container, blob.Name);
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
                BlobDownloadResult content = await client.GetBlobClient(blob.Name).DownloadContentAsync(cancellationToken);
                await File.WriteAllBytesAsync(target, content.Content, cancellationToken);
                counts[container]++;
            }
        }

        return counts;
    }

    private string Place(string container, string name)
    {
        var folder = System.IO.Path.Combine(Path, container) + System.IO.Path.DirectorySeparatorChar;
        var target = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, name));
        return target.StartsWith(folder, StringComparison.Ordinal)
            ? target
            : throw new MendableException($"The blob {container}/{name} is not copied: its name leads out of {folder}.");
    }
}
