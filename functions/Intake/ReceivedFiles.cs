using Azure;
using Azure.Storage.Blobs.Models;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>A file that came in for a school, and what became of it.</summary>
/// <param name="File">Its newest version.</param>
/// <param name="Uploaded">Who uploaded it by hand; null where a program put it there.</param>
/// <param name="Entry">What the last night that read this version did with it; null while none has.</param>
public sealed record ReceivedFile(IncomingFile File, UploadMark? Uploaded, IntakeEntry? Entry)
{
    /// <summary>The name without its folder.</summary>
    public string Name => File.Path[(File.Path.LastIndexOf('/') + 1)..];

    public bool IsRegister => File.Container == Containers.Registers;

    public bool IsRoster => File.Container == Containers.Rosters;

    /// <summary>Whether a person has to look at it: it was rejected or is held, or rows of it came back.</summary>
    public bool NeedsSomebody => Entry is { } entry && (entry.Outcome != IntakeOutcome.Applied || entry.RowsRejected > 0);

    /// <summary>Whether the night wrote a file with rows of it and reasons.</summary>
    public bool HasReturnedRows => Entry is { } entry
        && (entry.Outcome == IntakeOutcome.Rejected || entry.RowsRejected + entry.RowsRemarked > 0);
}

/// <summary>
/// The registers, rosters and decisions that came in for a school. Each has an opaque key, by which addresses name it: a name that people
/// give to a file may hold a child's.
/// </summary>
public sealed class ReceivedFiles(TrustStorage storage, SchoolFiles files, IntakeLedger ledger, KeySecrets secrets)
{
    private const string Use = "received file";

    /// <summary>The files, the newest first.</summary>
    public async Task<IReadOnlyList<ReceivedFile>> ReadAsync(SchoolId school, CancellationToken cancellationToken)
    {
        var known = await ledger.ReadAsync(school.ToString(), cancellationToken);
        var found = new List<ReceivedFile>();
        foreach (var (container, prefix) in new[]
        {
            (Containers.Registers, $"{school}/"), (Containers.Rosters, $"{school}."), (Containers.Decisions, $"{school}/"),
        })
        {
            var blobs = storage.Container(container).GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, prefix, cancellationToken);
            await foreach (var blob in blobs)
            {
                var file = IncomingFile.Of(container, blob);
                var entry = known.GetValueOrDefault(file.Name);
                found.Add(new(file, UploadMark.Read(blob.Metadata), entry?.ETag == file.ETag ? entry : null));
            }
        }

        return
        [
            .. found.OrderByDescending(received => received.File.LastModified)
                .ThenBy(received => received.File.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The function that makes the keys of a school's files.</summary>
    public async Task<Func<ReceivedFile, OpaqueKey>> KeysOfAsync(SchoolId school, CancellationToken cancellationToken)
    {
        var keyOf = await NameKeysOfAsync(school, cancellationToken);
        return received => keyOf(received.File.Name);
    }

    /// <summary>The key of a file that was just taken.</summary>
    public async Task<OpaqueKey> KeyOfAsync(SchoolId school, IncomingFile file, CancellationToken cancellationToken) =>
        (await NameKeysOfAsync(school, cancellationToken))(file.Name);

    /// <summary>The file with a key; null if there is none.</summary>
    public async Task<ReceivedFile?> FindAsync(SchoolId school, string text, CancellationToken cancellationToken)
    {
        if (!OpaqueKey.TryParse(text, out var wanted))
        {
            return null;
        }

        var keyOf = await KeysOfAsync(school, cancellationToken);
        return (await ReadAsync(school, cancellationToken)).FirstOrDefault(received => keyOf(received) == wanted);
    }

    /// <summary>The content of a file; null if it was overwritten or deleted since it was listed.</summary>
    public Task<FileContent?> DownloadAsync(ReceivedFile received, CancellationToken cancellationToken) =>
        files.ReadAsync(received.File, cancellationToken);

    /// <summary>The rows that the night returned, with the reasons; null if there are none.</summary>
    public async Task<byte[]?> ReturnedAsync(SchoolId school, ReceivedFile received, CancellationToken cancellationToken)
    {
        try
        {
            var blob = storage.Container(Containers.Rejected).GetBlobClient(RejectedFiles.PathOf(school.ToString(), received.File.Name));
            return (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToArray();
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            return null;
        }
    }

    private async Task<Func<string, OpaqueKey>> NameKeysOfAsync(SchoolId school, CancellationToken cancellationToken)
    {
        var secret = await secrets.ReadAsync(cancellationToken);
        return name => OpaqueKey.Of(secret, Use, school.ToString(), name);
    }
}

/// <summary>What a file of rows that came back says.</summary>
/// <param name="Returned">Why rows came back.</param>
/// <param name="Remarks">What was left out or changed in rows that were applied.</param>
/// <param name="Pupils">Whom the rows name.</param>
public sealed record ReturnedRows(IReadOnlyList<RowsAlike> Returned, IReadOnlyList<RowsAlike> Remarks, IReadOnlySet<Upn> Pupils)
{
    public static ReturnedRows None { get; } = new([], [], new HashSet<Upn>());

    /// <summary>Reads a file as the product wrote it.</summary>
    public static ReturnedRows Read(byte[] content)
    {
        if (SourceTable.Open(content) is not Checked<SourceTable>.Valid { Value: var table })
        {
            return None;
        }

        var (line, reason, upn) = (table.Header.Find("Line"), table.Header.Find("Reason"), table.Header.Find("UPN"));
        var (rows, pupils) = (new List<(int Line, string Reason)>(), new HashSet<Upn>());
        foreach (var row in table.Rows)
        {
            if (int.TryParse(row[line], CultureInfo.InvariantCulture, out var number))
            {
                rows.Add((number, row[reason]));
            }

            if (Upn.TryParse(row[upn], out var known))
            {
                pupils.Add(known);
            }
        }

        var applied = rows.ToLookup(row => row.Reason.StartsWith(RejectedCsv.Applied, StringComparison.Ordinal));
        return new(
            RowsAlike.Of(applied[false]), RowsAlike.Of(applied[true].Select(row => (row.Line, row.Reason[RejectedCsv.Applied.Length..]))),
            pupils);
    }
}
