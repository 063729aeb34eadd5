using AttendanceFunctions.Functions.Operations;
using Azure;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>One version of an uploaded file.</summary>
/// <param name="Path">Its path in the container: 141234/2026-11-20.csv.</param>
/// <param name="LastModified">When it was written to storage; the later of two marks for a session wins (domain 0.8).</param>
/// <param name="Bytes">Its size, as storage lists it.</param>
public sealed record IncomingFile(string Container, string Path, string ETag, DateTimeOffset LastModified, long Bytes)
{
    /// <summary>The version that a listing has.</summary>
    public static IncomingFile Of(string container, BlobItem blob) => new(
        container, blob.Name, blob.Properties.ETag.GetValueOrDefault().ToString(), blob.Properties.LastModified.GetValueOrDefault(),
        blob.Properties.ContentLength.GetValueOrDefault());

    /// <summary>Container and path, as the intake ledger stores them.</summary>
    public string Name => $"{Container}/{Path}";

    /// <summary>Its folder in the container, named after its school; empty if it is in no folder.</summary>
    public string Folder => Path.Split('/') is [var folder, _, ..] ? folder : "";
}

/// <summary>What was read of a file.</summary>
/// <param name="Uploader">
/// The directory's id of whoever put it there. Storage says it in an account with a hierarchical namespace, and it is null elsewhere.
/// </param>
public sealed record FileContent(byte[] Bytes, string? Uploader);

/// <summary>Lists and reads the files that schools upload.</summary>
public sealed partial class SchoolFiles(TrustStorage storage, ILogger<SchoolFiles> log)
{
    // https://learn.microsoft.com/rest/api/storageservices/get-blob
    private const string OwnerHeader = "x-ms-owner";

    /// <summary>The files with a path prefix, in the order of application: by the time they were written, then by name.</summary>
    public async Task<IReadOnlyList<IncomingFile>> ListAsync(string container, string prefix, CancellationToken cancellationToken)
    {
        var files = new List<IncomingFile>();
        var blobs = storage.Container(container).GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken);
        await foreach (var blob in blobs)
        {
            files.Add(IncomingFile.Of(container, blob));
        }

        return [.. files.OrderBy(file => file.LastModified).ThenBy(file => file.Path, StringComparer.Ordinal)];
    }

    /// <summary>The files in a school's folder, in the order of application.</summary>
    public Task<IReadOnlyList<IncomingFile>> ListAsync(string container, SchoolId school, CancellationToken cancellationToken) =>
        ListAsync(container, $"{school}/", cancellationToken);

    /// <summary>Reads the listed version; one that is over the bound of its size is refused and not downloaded.</summary>
    /// <returns>What <paramref name="read"/> returns; null if it was overwritten or deleted since; the next tick reads it.</returns>
    public async Task<Checked<T>?> ReadAsync<T>(
        IncomingFile file, FileBounds bounds, Func<FileContent, Checked<T>> read, CancellationToken cancellationToken) =>
        bounds.RefusalOfSize(file.Bytes) is { } refusal ? new Checked<T>.Invalid(refusal)
            : await ReadAsync(file, cancellationToken) is { } content ? Read(file, content, bounds, read)
            : null;

    /// <summary>
    /// Reads a content that is there already. A file with which a reader fails is rejected by itself, so that the school's other files are
    /// read.
    /// </summary>
    public Checked<T> Read<T>(IncomingFile file, FileContent content, FileBounds bounds, Func<FileContent, Checked<T>> read)
    {
        if (bounds.RefusalOfSize(content.Bytes.Length) is { } refusal)
        {
            return new Checked<T>.Invalid(refusal);
        }

        try
        {
            return read(content);
        }
        catch (Exception fault) when (UnexpectedFault.IsOfWork(fault))
        {
            LogUnreadable(file.Container, file.Folder, UnexpectedFault.Describe(fault));
            return new Checked<T>.Invalid(
                $"The file could not be read ({UnexpectedFault.Describe(fault)}): export it again as CSV UTF-8 and send it again. "
                + "If it is rejected again, tell the people who run this system.");
        }
    }

    // The name of a file may hold a person's name.
    [LoggerMessage(Level = LogLevel.Error, Message = "A file of {Container}, folder {Folder}, could not be read and is rejected: {Fault}.")]
    private partial void LogUnreadable(string container, string folder, string fault);

    /// <summary>The content of the listed version; null if it was overwritten or deleted since; the next tick reads it.</summary>
    public async Task<FileContent?> ReadAsync(IncomingFile file, CancellationToken cancellationToken)
    {
        var onlyThisVersion = new BlobDownloadOptions { Conditions = new() { IfMatch = new ETag(file.ETag) } };
        try
        {
            var blob = storage.Container(file.Container).GetBlobClient(file.Path);
            var read = await blob.DownloadContentAsync(onlyThisVersion, cancellationToken);
            return new(read.Value.Content.ToArray(), read.GetRawResponse().Headers.TryGetValue(OwnerHeader, out var owner) ? owner : null);
        }
        catch (RequestFailedException gone) when (gone.Status is 404 or 412)
        {
            return null;
        }
    }
}
