using System.Collections.Concurrent;
using AttendanceFunctions.Functions.Storage;
using Azure;
using Azure.Storage.Blobs.Models;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>A file of the settings container.</summary>
/// <param name="Path">Where it lies there: policies/own.json.</param>
/// <param name="Version">Its ETag as headers write it: in quotes, which a listing leaves out.</param>
/// <param name="Content">Its bytes.</param>
public sealed record SettingsFile(string Path, string Version, byte[] Content);

/// <summary>
/// The settings as they lie in storage. Every message that is sent asks for them, so a version of a file is downloaded once and
/// what was read of the same versions is read once: what an invocation costs is one listing.
/// </summary>
public sealed class SettingsFiles(TrustStorage storehouse)
{
    private readonly ConcurrentDictionary<string, SettingsFile> _kept = new(StringComparer.Ordinal);

    private volatile LastRead _last = new([], SettingsReading.Of([]));

    /// <summary>What the files say that lie there now.</summary>
    public async Task<SettingsReading> ReadAsync(CancellationToken cancellationToken)
    {
        var files = await ListAsync(cancellationToken);
        var (last, versions) = (_last, files.Select(file => (file.Path, file.Version)).ToList());
        if (last.Versions.SequenceEqual(versions))
        {
            return last.Reading;
        }

        var reading = SettingsReading.Of(files);
        _last = new(versions, reading);
        return reading;
    }

    private async Task<IReadOnlyList<SettingsFile>> ListAsync(CancellationToken cancellationToken)
    {
        var files = new List<SettingsFile>();
        await foreach (var blob in storehouse.Container(Containers.Settings).GetBlobsAsync(BlobTraits.None, BlobStates.None, "", cancellationToken))
        {
            if (SettingsReading.Reads(blob.Name))
            {
                files.AddRange(await TakeAsync(blob, cancellationToken));
            }
        }

        return [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    private async Task<IEnumerable<SettingsFile>> TakeAsync(BlobItem blob, CancellationToken cancellationToken)
    {
        if (_kept.TryGetValue(blob.Name, out var kept) && kept.Version == VersionOf(blob.Properties.ETag.GetValueOrDefault()))
        {
            return [kept];
        }

        try
        {
            // A version that came in since the listing is as good as the listed one, and is kept as what it is.
            BlobDownloadResult read = await storehouse.Container(Containers.Settings).GetBlobClient(blob.Name).DownloadContentAsync(cancellationToken);
            return [_kept[blob.Name] = new(blob.Name, VersionOf(read.Details.ETag), read.Content.ToArray())];
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            // Deleted since it was listed.
            return [];
        }
    }

    private static string VersionOf(ETag tag) => tag.ToString("H");

    private sealed record LastRead(IReadOnlyList<(string Path, string Version)> Versions, SettingsReading Reading);
}
