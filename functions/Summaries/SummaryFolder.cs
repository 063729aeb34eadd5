using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Summaries.Pages;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>The paths of summaries, and access to their files.</summary>
public sealed class SummaryFolder(TrustStorage storage)
{
    /// <summary>The folder of the newest summary.</summary>
    public const string Latest = "latest";

    /// <summary>The file in that folder that contains the date of its night.</summary>
    public const string NightFile = "night.txt";

    /// <summary>The folder, within a night's folder, of the schools' own summaries.</summary>
    public const string Schools = "schools";

    private BlobContainerClient Container => storage.Container(Containers.Summaries);

    /// <summary>The folder of the trust's summary of a night, or of the week's, half term's or term's pack that the night ends.</summary>
    public static string OfTrust(DateOnly night, PeriodKind kind) => Of(TableKeys.Of(night), kind);

    /// <summary>The folder of a school's own summary of a night, or of one of its packs.</summary>
    public static string OfSchool(DateOnly night, SchoolId school, PeriodKind kind) =>
        Of($"{TableKeys.Of(night)}/{Schools}/{school}", kind);

    /// <summary>Whether a file belongs to this school's own summary, of any night.</summary>
    public static bool IsOfSchool(string path, SchoolId school) =>
        path.Split('/') is [_, Schools, var id, _, ..] && id == school.ToString();

    /// <summary>Whether a file belongs to the own summary of any school.</summary>
    public static bool IsOfAnySchool(string path) => path.Split('/') is [_, Schools, _, _, ..];

    /// <summary>Writes files into a folder, replacing files of the same names.</summary>
    public async Task WriteAsync(string folder, IEnumerable<SummaryFile> files, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            await WriteAsync(folder, file, metadata: null, cancellationToken);
        }
    }

    /// <summary>Writes one file with metadata, which can be read without the content.</summary>
    public async Task WriteAsync(string folder, SummaryFile file, Dictionary<string, string>? metadata, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions { HttpHeaders = new() { ContentType = file.ContentType }, Metadata = metadata };
        await Container.GetBlobClient($"{folder}/{file.Name}").UploadAsync(file.Content, options, cancellationToken);
    }

    /// <summary>Writes a folder's files, and deletes other files in it, such as a table that an earlier attempt wrote.</summary>
    public async Task ReplaceAsync(string folder, IReadOnlyCollection<SummaryFile> files, CancellationToken cancellationToken)
    {
        await WriteAsync(folder, files, cancellationToken);
        var names = files.Select(file => $"{folder}/{file.Name}").ToHashSet(StringComparer.Ordinal);
        var there = Container.GetBlobsByHierarchyAsync(BlobTraits.None, BlobStates.None, "/", $"{folder}/", cancellationToken);
        await foreach (var blob in there)
        {
            if (blob.IsBlob && !names.Contains(blob.Blob.Name))
            {
                await Container.GetBlobClient(blob.Blob.Name).DeleteIfExistsAsync(cancellationToken: cancellationToken);
            }
        }
    }

    /// <summary>
    /// Copies a night's files to summaries/latest/, a fixed path for programs that read them every day. Does nothing if that folder has
    /// the files of a later night, so that an older night that is made again does not replace them.
    /// </summary>
    public async Task ReplaceLatestAsync(DateOnly night, IReadOnlyCollection<SummaryFile> files, CancellationToken cancellationToken)
    {
        var file = Container.GetBlobClient($"{Latest}/{NightFile}");
        var newest = await file.ExistsAsync(cancellationToken)
            ? (await file.DownloadContentAsync(cancellationToken)).Value.Content.ToString().Trim()
            : null;
        if (string.CompareOrdinal(newest, TableKeys.Of(night)) <= 0)
        {
            await ReplaceAsync(Latest, [.. files, SummaryFile.Text(NightFile, TableKeys.Of(night) + "\n")], cancellationToken);
        }
    }

    /// <summary>Joins CSV files with the same columns under one header, file by file: a large trust does not fit into memory.</summary>
    /// <param name="path">The path of the joined file, which is replaced if it exists.</param>
    /// <param name="parts">The paths of the files, in the order of their rows.</param>
    /// <returns>The parts that do not exist; the nights of their schools must be repeated.</returns>
    public async Task<IReadOnlyList<string>> JoinAsync(string path, IEnumerable<string> parts, CancellationToken cancellationToken)
    {
        await using var joined = await Container.GetBlobClient(path).OpenWriteAsync(overwrite: true, cancellationToken: cancellationToken);
        var (isFirst, missing) = (true, new List<string>());
        foreach (var part in parts)
        {
            if (await FindAsync(part, cancellationToken) is { } content)
            {
                await joined.WriteAsync(isFirst ? content : content[(content.Span.IndexOf((byte)'\n') + 1)..], cancellationToken);
                isFirst = false;
            }
            else
            {
                missing.Add(part);
            }
        }

        return missing;
    }

    /// <summary>The nights of which there is a summary, the newest first.</summary>
    public async Task<IReadOnlyList<DateOnly>> ReadNightsAsync(CancellationToken cancellationToken)
    {
        var folders = Container.GetBlobsByHierarchyAsync(BlobTraits.None, BlobStates.None, "/", "", cancellationToken)
            .Where(found => found.IsPrefix).Select(found => Dates.Read(found.Prefix.TrimEnd('/')));
        return [.. (await folders.ToListAsync(cancellationToken)).OfType<DateOnly>().OrderDescending()];
    }

    /// <summary>A file's content; null if it does not exist.</summary>
    public async Task<BinaryData?> DownloadAsync(string path, CancellationToken cancellationToken) =>
        await FindAsync(path, cancellationToken) is { } content ? BinaryData.FromBytes(content) : null;

    private async Task<ReadOnlyMemory<byte>?> FindAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            BlobDownloadResult blob = await Container.GetBlobClient(path).DownloadContentAsync(cancellationToken);
            return blob.Content.ToMemory();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    public async Task<bool> ExistsAsync(string path, CancellationToken cancellationToken) =>
        await Container.GetBlobClient(path).ExistsAsync(cancellationToken);

    /// <summary>A file's metadata; empty if the file does not exist.</summary>
    public async Task<IDictionary<string, string>> MetadataOfAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return (await Container.GetBlobClient(path).GetPropertiesAsync(cancellationToken: cancellationToken)).Value.Metadata;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return new Dictionary<string, string>();
        }
    }

    private static string Of(string folder, PeriodKind kind) =>
        kind == PeriodKind.Year ? folder : $"{folder}/{kind.Describe().Replace(' ', '-')}";
}
