using System.Security.Cryptography;
using AttendanceFunctions.Functions.Documents;
using AttendanceFunctions.Functions.Documents.Sheets;
using Azure;
using Azure.Storage.Blobs.Models;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>What a school uploads by hand.</summary>
public enum UploadKind
{
    Register,

    Roster,
}

/// <summary>Who put a file into storage by hand, kept with the file.</summary>
public sealed record UploadMark(Author.SignedIn By, DateTimeOffset At)
{
    private const string Name = "uploadedby";

    private const string SignInName = "uploadedas";

    private const string Time = "uploadedat";

    /// <summary>The mark as a blob's metadata, which holds ASCII alone.</summary>
    public IDictionary<string, string> Write() => new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [Name] = Uri.EscapeDataString(By.Name),
        [SignInName] = Uri.EscapeDataString(By.SignInName),
        [Time] = At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
    };

    /// <summary>The mark of a blob; null if it was not uploaded by hand.</summary>
    public static UploadMark? Read(IDictionary<string, string>? metadata) =>
        metadata is not null && metadata.TryGetValue(Name, out var name) && metadata.TryGetValue(SignInName, out var signInName)
        && metadata.TryGetValue(Time, out var time)
        && DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at)
            ? new(new(Uri.UnescapeDataString(name), Uri.UnescapeDataString(signInName)), at)
            : null;
}

/// <summary>What became of an upload.</summary>
/// <param name="File">The file in storage; null if it was not taken.</param>
/// <param name="Reading">What the file says.</param>
/// <param name="Refusal">Why it was not taken and what to do; null if it was.</param>
/// <param name="WasThere">Whether the same file was there already, so that nothing was written.</param>
public sealed record UploadOutcome(IncomingFile? File, FileReading Reading, string? Refusal, bool WasThere = false);

/// <summary>How many uploads are checked at one time, so that a few large files do not take the memory of an instance.</summary>
public sealed class UploadGate() : SemaphoreSlim(AtOnce, AtOnce)
{
    /// <summary>Each takes up to 250 MB (<see cref="Bounds"/>), and an instance has 2 GB.</summary>
    private const int AtOnce = 2;
}

/// <summary>
/// Takes a register or a roster that somebody uploads by hand. It is checked first, and written whole or not at all; the night applies it
/// like every other file, under the school's lease (decision 0053).
/// </summary>
public sealed class FileUpload(
    TrustStorage storage, SchoolFiles files, FileCheck check, RosterIntake rosters, UploadGate gate, TimeProvider time)
{
    private const int MostCharacters = 60;

    private const string Csv = ".csv";

    private const string Xlsx = ".xlsx";

    /// <summary>The most bytes of an upload of any kind.</summary>
    public static int MostBytes => Math.Max(Bounds.Register.Bytes, Bounds.Roster.Bytes);

    /// <summary>Checks an upload, and puts it where the night finds it.</summary>
    /// <param name="fileName">The name that it had where it was uploaded from.</param>
    public async Task<UploadOutcome> TakeAsync(
        Trust trust, School school, UploadKind kind, string fileName, byte[] content, Author.SignedIn by,
        CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            return kind == UploadKind.Register
                ? await TakeRegisterAsync(trust, school, fileName, new(content, Uploader: null), by, cancellationToken)
                : await TakeRosterAsync(trust, school, new(content, Uploader: null), by, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<UploadOutcome> TakeRegisterAsync(
        Trust trust, School school, string fileName, FileContent content, Author.SignedIn by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var path = $"{school.Id}/{NameOf(fileName, now, content.Bytes)}";
        var file = new IncomingFile(Containers.Registers, path, ETag: "", now, content.Bytes.Length);
        var newest = await files.ListAsync(Containers.Registers, school.Id, cancellationToken) is [.., var last] ? last : null;
        // A form that is sent twice. A file that others came after may be sent again, so that what it says counts once more.
        var isThere = newest is not null && newest.Bytes == content.Bytes.Length
            && await files.ReadAsync(newest, cancellationToken) is { } same && same.Bytes.AsSpan().SequenceEqual(content.Bytes);
        var reading = await check.ReadRegisterAsync(trust, school, isThere ? newest! : file, content, cancellationToken);
        if (reading.Rejection is { } refusal)
        {
            return new(null, reading, refusal);
        }

        if (isThere)
        {
            return new(newest, reading, Refusal: null, WasThere: true);
        }

        await PutAsync(file, content, new(by, now), new() { IfNoneMatch = ETag.All }, cancellationToken);
        return new(file, reading, Refusal: null);
    }

    private async Task<UploadOutcome> TakeRosterAsync(
        Trust trust, School school, FileContent content, Author.SignedIn by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var path = RosterIntake.PathsOf(school.Id).First(known => known.EndsWith(EndingOf(content.Bytes), StringComparison.Ordinal));
        var file = new IncomingFile(Containers.Rosters, path, ETag: "", now, content.Bytes.Length);
        var known = await rosters.FindFilesAsync(school.Id, cancellationToken);
        var there = known is [.., var newest] ? newest : null;
        var reading = await check.ReadRosterAsync(trust, school, file, content, cancellationToken);
        // A school has one roster. One that a night would hold must not take the place of one that it can use.
        if ((reading.Rejection ?? reading.Held) is { } reason)
        {
            return new(null, reading, reading.Rejection is not null ? reason
                : $"{reason} The roster in use stays. Export the whole roster and upload it; if so many pupils have left, ask the people "
                    + "who run this system to lower minimumCoverage in settings/trust.json for a night.");
        }

        if (there is not null && there.Bytes == content.Bytes.Length
            && await files.ReadAsync(there, cancellationToken) is { } same && same.Bytes.AsSpan().SequenceEqual(content.Bytes))
        {
            return new(there, reading, Refusal: null, WasThere: true);
        }

        try
        {
            await PutAsync(
                file, content, new(by, now),
                known.FirstOrDefault(before => before.Path == path) is { } before
                    ? new() { IfMatch = new ETag(before.ETag) } : new() { IfNoneMatch = ETag.All },
                cancellationToken);
            return new(file, reading, Refusal: null);
        }
        catch (RequestFailedException moved) when (moved.Status is 409 or 412)
        {
            return new(null, reading, "Another roster came in at the same moment, and yours was not taken: look at that one first.");
        }
    }

    // One request writes the whole file or nothing.
    private async Task PutAsync(
        IncomingFile file, FileContent content, UploadMark mark, BlobRequestConditions conditions, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions
        {
            Conditions = conditions,
            HttpHeaders = new() { ContentType = WorkbookFile.IsWorkbook(content.Bytes) ? OfficeArchive.WorkbookType : "text/csv" },
            Metadata = mark.Write(),
            TransferOptions = new() { InitialTransferSize = MostBytes, MaximumTransferSize = MostBytes },
        };
        await storage.Container(file.Container).GetBlobClient(file.Path)
            .UploadAsync(BinaryData.FromBytes(content.Bytes), options, cancellationToken);
    }

    /// <summary>
    /// A name by which the school recognises its file: the day and time, and the name that it had, without folders and without what a
    /// system of files does not allow. The end is made from the content, so that two files of one second are two.
    /// </summary>
    public static string NameOf(string fileName, DateTimeOffset now, byte[] content)
    {
        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        name = new[] { Csv, Xlsx }.FirstOrDefault(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) is { } ending
            ? name[..^ending.Length] : name;
        var words = English.OneLine(string.Concat(name.Select(c => IsOfName(c) ? c : ' ')));
        words = words.Length > MostCharacters ? words[..MostCharacters].TrimEnd() : words;
        var time = $"{TableKeys.Of(London.DateAt(now))} {London.TimeAt(now).ToString("HH.mm", CultureInfo.InvariantCulture)}";
        var end = Convert.ToHexStringLower(SHA256.HashData(content))[..6];
        return string.Join(' ', new[] { time, words.Length > 0 ? words : "register", end }) + EndingOf(content);
    }

    private static string EndingOf(byte[] content) => WorkbookFile.IsWorkbook(content) ? Xlsx : Csv;

    private static bool IsOfName(char c) =>
        char.IsLetterOrDigit(c) || c is '-' or '_' || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;
}
