using Azure;
using Azure.Storage.Blobs.Models;

namespace AttendanceFunctions.Functions.Letters;

/// <summary>
/// A school's letters as people find them: by night, and each file by an opaque key, which is made with the trust's secret. An address with
/// the key says nothing about whom the letter is about, and nobody can make one up.
/// </summary>
public sealed class LetterFolder(TrustStorage storage, KeySecrets secrets)
{
    private const string Use = "letter file";

    /// <summary>The nights of which there are letters, the newest first.</summary>
    public async Task<IReadOnlyList<DateOnly>> ReadNightsAsync(SchoolId school, CancellationToken cancellationToken)
    {
        var folders = await storage.Container(Containers.Letters)
            .GetBlobsByHierarchyAsync(BlobTraits.None, BlobStates.None, "/", $"{school}/", cancellationToken)
            .Where(entry => entry.IsPrefix).Select(entry => entry.Prefix.TrimEnd('/').Split('/')[^1]).ToListAsync(cancellationToken);
        return [.. folders.Select(Dates.Read).OfType<DateOnly>().OrderDescending()];
    }

    /// <summary>What was written on a night, in the order of the print runs; nothing if there were no letters.</summary>
    public async Task<IReadOnlyList<PrintedCopy>> ReadAsync(SchoolId school, DateOnly night, CancellationToken cancellationToken) =>
        await DownloadAsync(school, night, LetterNames.Index, cancellationToken) is { } index ? LetterIndex.Read(index.ToArray()) : [];

    /// <summary>The letters that people had made on a day, in the order in which they were made.</summary>
    public async Task<IReadOnlyList<PrintedCopy>> ReadByHandAsync(SchoolId school, DateOnly day, CancellationToken cancellationToken) =>
        await DownloadAsync(school, day, LetterNames.IndexByHand, cancellationToken) is { } index ? LetterIndex.Read(index.ToArray()) : [];

    /// <summary>The content of a file; null if it is not there any more.</summary>
    /// <param name="file">The name of the file, as <see cref="FindAsync"/> gives it.</param>
    public async Task<BinaryData?> DownloadAsync(SchoolId school, DateOnly night, string file, CancellationToken cancellationToken)
    {
        try
        {
            var blob = storage.Container(Containers.Letters).GetBlobClient(LetterWriter.FolderOf(school, night) + file);
            return (await blob.DownloadContentAsync(cancellationToken)).Value.Content;
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            return null;
        }
    }

    /// <summary>The function that makes the keys of a night's files by their names.</summary>
    public async Task<Func<string, OpaqueKey>> KeysOfAsync(SchoolId school, DateOnly night, CancellationToken cancellationToken)
    {
        var secret = await secrets.ReadAsync(cancellationToken);
        return file => OpaqueKey.Of(secret, Use, school.ToString(), TableKeys.Of(night), file);
    }

    /// <summary>The file with a key among those of a night, with the copies that are in it; null if there is none.</summary>
    public async Task<(string File, IReadOnlyList<PrintedCopy> Copies)?> FindAsync(
        SchoolId school, DateOnly night, string key, CancellationToken cancellationToken)
    {
        if (!OpaqueKey.TryParse(key, out var wanted))
        {
            return null;
        }

        var (copies, keyOf) = (
            await ReadAsync(school, night, cancellationToken), await KeysOfAsync(school, night, cancellationToken));
        if (copies.Count > 0 && keyOf(LetterNames.ListOf(night)) == wanted)
        {
            return (LetterNames.ListOf(night), copies);
        }

        copies = [.. copies, .. await ReadByHandAsync(school, night, cancellationToken)];
        return copies.SelectMany(copy => new[] { copy.Run, copy.File }).OfType<string>().Distinct(StringComparer.Ordinal)
            .Where(file => keyOf(file) == wanted)
            .Select(file => ((string, IReadOnlyList<PrintedCopy>)?)(
                file, [.. copies.Where(copy => copy.Run == file || copy.File == file)]))
            .FirstOrDefault();
    }
}
