using System.Globalization;
using AttendanceFunctions.Functions.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AttendanceFunctions.Local.Host.Files;

/// <summary>The folder for results. It has a subfolder for each outgoing container and one for the outbox.</summary>
/// <param name="path">The path; the folder is created when the first file is written.</param>
public sealed class OutputFolder(string path)
{
    /// <summary>The folder's full path.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>The file that lists the text messages that the SMS provider accepted.</summary>
    public string SmsOutbox => System.IO.Path.Combine(Path, "outbox", "sms.jsonl");

    /// <summary>The file that lists the emails that the email provider accepted.</summary>
    public string EmailOutbox => System.IO.Path.Combine(Path, "outbox", "email.jsonl");

    /// <summary>The summary page of a night, which the trust lead reads. It exists after <see cref="DownloadAsync"/>.</summary>
    public FileInfo SummaryPage(DateOnly night) => new(System.IO.Path.Combine(
        Path, Containers.Summaries, night.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "summary.html"));

    /// <summary>Deletes the outbox of an earlier run, if it exists.</summary>
    public void DiscardOutbox()
    {
        foreach (var file in new[] { SmsOutbox, EmailOutbox }.Where(File.Exists))
        {
            File.Delete(file);
        }
    }

    /// <summary>Copies every outgoing blob into the folder and overwrites older copies.</summary>
    /// <returns>The number of files of each container.</returns>
    /// <exception cref="UserErrorException">The name of a blob points outside the folder.</exception>
    public async Task<IReadOnlyDictionary<string, int>> DownloadAsync(BlobServiceClient storage, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var container in Containers.Outgoing)
        {
            var client = storage.GetBlobContainerClient(container);
            counts[container] = 0;
            await foreach (var blob in client.GetBlobsAsync(cancellationToken: cancellationToken))
            {
                var target = TargetPath(container, blob.Name);
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
                BlobDownloadResult content = await client.GetBlobClient(blob.Name).DownloadContentAsync(cancellationToken);
                await File.WriteAllBytesAsync(target, content.Content, cancellationToken);
                counts[container]++;
            }
        }

        return counts;
    }

    private string TargetPath(string container, string name)
    {
        var folder = System.IO.Path.Combine(Path, container) + System.IO.Path.DirectorySeparatorChar;
        var target = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, name));
        return target.StartsWith(folder, StringComparison.Ordinal)
            ? target
            : throw new UserErrorException($"The blob {container}/{name} was not copied because its name points outside {folder}.");
    }
}
