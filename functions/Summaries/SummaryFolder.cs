using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Functions.Summaries.Pages;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>The places of summaries, and the files in them.</summary>
public sealed class SummaryFolder(TrustStorage storage)
{
    /// <summary>The folder of what is newest.</summary>
    public const string Latest = "latest";

    /// <summary>The file in it that says which night the others are of.</summary>
    public const string NightFile = "night.txt";

    /// <summary>The folder of the schools' own cuts within that of a night.</summary>
    public const string Schools = "schools";

    private BlobContainerClient Container => storage.Container(Containers.Summaries);

    /// <summary>Where the trust's summary of a night lies, and the packs of the week, half term or term that it ends.</summary>
    public static string OfTrust(DateOnly night, PeriodKind kind) => Of(TableKeys.Of(night), kind);

    /// <summary>Where a school's own cut of a night lies, and its packs.</summary>
    public static string OfSchool(DateOnly night, SchoolId school, PeriodKind kind) =>
        Of($"{TableKeys.Of(night)}/{Schools}/{school}", kind);

    /// <summary>Whether a file belongs to a school's own cut, of any night.</summary>
    public static bool IsOfSchool(string path, SchoolId school) =>
        path.Split('/') is [_, Schools, var id, _, ..] && id == school.ToString();

    /// <summary>Whether a file belongs to any school's own cut.</summary>
    public static bool IsOfAnySchool(string path) => path.Split('/') is [_, Schools, _, _, ..];

    /// <summary>Writes files into a folder, whatever stood there under their names.</summary>
    public async Task WriteAsync(string folder, IEnumerable<SummaryFile> files, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            await WriteAsync(folder, file, metadata: null, cancellationToken);
        }
    }

    /// <summary>Writes one file with metadata, which is read without the file.</summary>
    public async Task WriteAsync(string folder, SummaryFile file, Dictionary<string, string>? metadata, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions { HttpHeaders = new() { ContentType = file.ContentType }, Metadata = metadata };
        await Container.GetBlobClient($"{folder}/{file.Name}").UploadAsync(file.Content, options, cancellationToken);
    }

    /// <summary>Writes a folder's files, and deletes others in it that an earlier attempt left, as a table that is not made now.</summary>
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
    /// Puts copies of a night's files into summaries/latest/, a place that does not change, for whatever reads them every day; nothing
    /// where those of a later night are there: an older night that is made again is not the newest for it.
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

    /// <summary>Joins CSV files of the same columns under one header, file by file: a large trust does not fit into memory.</summary>
    /// <param name="path">The place of the joined file, whatever stood there.</param>
    /// <param name="parts">The places of the files, in the order of their rows.</param>
    /// <exception cref="RequestFailedException">404: a part is not there; the night of its school has to be repeated.</exception>
    public async Task JoinAsync(string path, IEnumerable<string> parts, CancellationToken cancellationToken)
    {
        await using var joined = await Container.GetBlobClient(path).OpenWriteAsync(overwrite: true, cancellationToken: cancellationToken);
        var isFirst = true;
        foreach (var part in parts)
        {
            BlobDownloadResult blob = await Container.GetBlobClient(part).DownloadContentAsync(cancellationToken);
            var content = blob.Content.ToMemory();
            await joined.WriteAsync(isFirst ? content : content[(content.Span.IndexOf((byte)'\n') + 1)..], cancellationToken);
            isFirst = false;
        }
    }

    /// <summary>A file's metadata; empty where there is no file.</summary>
    public async Task<IDictionary<string, string>> MetadataOfAsync(string path, CancellationToken cancellationToken)
    {
        var file = Container.GetBlobClient(path);
        return await file.ExistsAsync(cancellationToken)
            ? (await file.GetPropertiesAsync(cancellationToken: cancellationToken)).Value.Metadata
            : new Dictionary<string, string>();
    }

    private static string Of(string folder, PeriodKind kind) =>
        kind == PeriodKind.Year ? folder : $"{folder}/{kind.Describe().Replace(' ', '-')}";
}
