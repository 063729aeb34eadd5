using System.Collections.Concurrent;
using System.Diagnostics;
using AttendanceFunctions.Domain.Messages.Wording;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>A file of the settings container.</summary>
/// <param name="Version">Its ETag in the form of HTTP headers, in quotes; a listing omits the quotes.</param>
public sealed record SettingsFile(string Path, string Version, byte[] Content);

/// <summary>
/// The settings in storage. They are read for every message that is sent, so each version of a file is downloaded once, and
/// unchanged files are parsed once: an invocation costs one listing.
/// </summary>
public sealed class SettingsFiles(TrustStorage storage)
{
    private readonly ConcurrentDictionary<string, SettingsFile> _kept = new(StringComparer.Ordinal);

    private volatile LastRead _last = new([], SettingsReader.Read([]));

    private BlobContainerClient Container => storage.Container(Containers.Settings);

    /// <summary>Returns the current settings.</summary>
    public async Task<Checked<Settings>> ReadAsync(CancellationToken cancellationToken)
    {
        var files = await ListAsync(cancellationToken);
        var (last, versions) = (_last, files.Select(file => (file.Path, file.Version)).ToList());
        if (last.Versions.SequenceEqual(versions))
        {
            return last.Settings;
        }

        var settings = SettingsReader.Read(files);
        _last = new(versions, settings);
        return settings;
    }

    private async Task<IReadOnlyList<SettingsFile>> ListAsync(CancellationToken cancellationToken)
    {
        var files = new List<SettingsFile>();
        await foreach (var blob in Container.GetBlobsAsync(BlobTraits.None, BlobStates.None, "", cancellationToken))
        {
            if (SettingsReader.Reads(blob.Name))
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
            // A version that was written after the listing is used as well, and cached under its own ETag.
            // Of a file that is too big, one byte more than is allowed, so that the reader refuses it.
            var options = blob.Properties.ContentLength > SettingsBounds.JsonBytes
                ? new BlobDownloadOptions { Range = new HttpRange(0, SettingsBounds.JsonBytes + 1) }
                : null;
            BlobDownloadResult read = await Container.GetBlobClient(blob.Name).DownloadContentAsync(options, cancellationToken);
            return [_kept[blob.Name] = new(blob.Name, VersionOf(read.Details.ETag), read.Content.ToArray())];
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            // Deleted after the listing.
            return [];
        }
    }

    private static string VersionOf(ETag tag) => tag.ToString("H");

    private sealed record LastRead(IReadOnlyList<(string Path, string Version)> Versions, Checked<Settings> Settings);
}

/// <summary>The trust's settings cannot be used. The message lists every fault of every file.</summary>
public sealed class SettingsFaultyException(IReadOnlyList<string> faults)
    : Exception("The settings cannot be used:" + string.Concat(faults.Select(fault => Environment.NewLine + "  " + fault)))
{
    /// <summary>One line per fault: the file, the place in it, and a sentence.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}

/// <summary>The trust, its own policies and its messages from the settings container, read once per invocation.</summary>
public sealed class TrustSettings(SettingsFiles files)
{
    private Task<Checked<Settings>.Valid>? _read;

    /// <summary>Remarks of the last read: unknown names in the files, and texts that cost more than necessary.</summary>
    public IReadOnlyList<string> Remarks =>
        _read is { IsCompletedSuccessfully: true } done ? [.. done.Result.Remarks.Select(remark => remark.ToString())] : [];

    /// <summary>The trust.</summary>
    /// <exception cref="SettingsFaultyException">A file is missing or has faults.</exception>
    public async Task<Trust> ReadAsync(CancellationToken cancellationToken) => (await ReadFilesAsync(cancellationToken)).Value.Trust;

    /// <summary>The templates of the trust's messages, from the same read as the trust.</summary>
    /// <exception cref="SettingsFaultyException">A file is missing or has faults.</exception>
    public async Task<MessageBook> ReadMessagesAsync(CancellationToken cancellationToken) =>
        (await ReadFilesAsync(cancellationToken)).Value.Messages;

    /// <summary>Who may open the office, or what is wrong with the list, from the same read as the trust.</summary>
    /// <exception cref="SettingsFaultyException">Another file is missing or has faults.</exception>
    public async Task<Checked<Staff>> ReadStaffAsync(CancellationToken cancellationToken) =>
        (await ReadFilesAsync(cancellationToken)).Value.Staff;

    private Task<Checked<Settings>.Valid> ReadFilesAsync(CancellationToken cancellationToken) =>
        _read ??= ReadValidAsync(cancellationToken);

    private async Task<Checked<Settings>.Valid> ReadValidAsync(CancellationToken cancellationToken) =>
        await files.ReadAsync(cancellationToken) switch
        {
            Checked<Settings>.Valid valid => valid,
            Checked<Settings>.Invalid invalid => throw new SettingsFaultyException([.. invalid.Faults.Select(fault => fault.ToString())]),
            _ => throw new UnreachableException(),
        };
}

/// <summary>The content of the settings files.</summary>
/// <param name="Staff">Who may open the office. A list with faults closes the office, and no night fails because of it.</param>
public sealed record Settings(Trust Trust, MessageBook Messages, Checked<Staff> Staff);

/// <summary>Reads all files of the settings container together. Faults and remarks name the file, the place in it, and the error.</summary>
public static class SettingsReader
{
    /// <summary>The file that describes the trust.</summary>
    public const string TrustFile = "trust.json";

    private const string PolicyFolder = "policies/";

    /// <summary>Whether a file of the settings container is read here; templates of letters have their own reader.</summary>
    public static bool Reads(string path) =>
        path is TrustFile or StaffReader.File
        || path.StartsWith(PolicyFolder, StringComparison.Ordinal)
        || path.StartsWith(MessageFile.Folder, StringComparison.Ordinal);

    /// <summary>Reads the files; every fault of every file is listed.</summary>
    public static Checked<Settings> Read(IReadOnlyList<SettingsFile> files)
    {
        var (faults, remarks) = (new List<Fault>(), new List<Fault>());
        var policies = In(files, PolicyFolder).SelectMany(file => ReadPolicy(file, faults, remarks)).ToList();
        var trust = files.Where(file => file.Path == TrustFile)
            .SelectMany(file => Take(Text(file, "trust").Then(ReaderOf(policies).Read), $"{file.Path} ", faults, remarks))
            .ToList();
        if (files.All(file => file.Path != TrustFile))
        {
            faults.Add(new($"{Containers.Settings}/{TrustFile}", "there is no such file; put the trust's settings there."));
        }

        var templates = In(files, MessageFile.Folder).Select(file => MessageFile.Read(file.Path, file.Content)).ToList();
        var messages = trust.SelectMany(known => Take(MessageBook.Of(templates, known), "", faults, remarks)).ToList();
        if (trust.Count == 0)
        {
            // Templates cannot be tried out without a trust, but their own faults are listed all the same.
            var ofTemplates = templates.OfType<Checked<MessageFile>.Invalid>().SelectMany(file => file.Faults);
            faults.AddRange(ofTemplates.Select(fault => Placed("", fault)));
        }

        if (faults.Count > 0)
        {
            return new Checked<Settings>.Invalid(faults);
        }

        var staff = ReadStaff(files, trust[0]);
        if (staff is Checked<Staff>.Invalid shut)
        {
            remarks.AddRange(shut.Faults.Select(fault => Placed($"{StaffReader.File} ", fault)));
        }

        return new Checked<Settings>.Valid(new(trust[0], messages[0], staff), remarks);
    }

    private static TrustReader ReaderOf(IEnumerable<Policy> policies) =>
        new(policies) { Columns = [.. RosterReader.Columns.Union(RegisterReader.ColumnsOfAll)] };

    private static Checked<Staff> ReadStaff(IReadOnlyList<SettingsFile> files, Trust trust) =>
        files.FirstOrDefault(file => file.Path == StaffReader.File) is { } list
            ? StaffReader.Read(list.Content, trust)
            : new Checked<Staff>.Valid(Staff.Nobody);

    private static IEnumerable<SettingsFile> In(IReadOnlyList<SettingsFile> files, string folder) =>
        files.Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal));

    private static List<Policy> ReadPolicy(SettingsFile file, List<Fault> faults, List<Fault> remarks)
    {
        var policy = Take(Text(file, "policy").Then(PolicyReader.Read), $"{file.Path} ", faults, remarks).ToList();
        faults.AddRange(policy.Where(read => file.Path != $"{PolicyFolder}{read.Id}.json").Select(read => new Fault(
            $"{Containers.Settings}/{file.Path} $.id",
            $"is \"{read.Id}\"; a policy's file is named after its id, here {PolicyFolder}{read.Id}.json.")));
        return policy;
    }

    /// <summary>The value of a file if it is valid; its faults and remarks are added, with the file's name.</summary>
    private static IEnumerable<T> Take<T>(Checked<T> read, string file, List<Fault> faults, List<Fault> remarks)
    {
        if (read is Checked<T>.Invalid invalid)
        {
            faults.AddRange(invalid.Faults.Select(fault => Placed(file, fault)));
            return [];
        }

        var valid = (Checked<T>.Valid)read;
        remarks.AddRange(valid.Remarks.Select(remark => Placed(file, remark)));
        return [valid.Value];
    }

    private static Fault Placed(string file, Fault fault) => fault with { Path = $"{Containers.Settings}/{file}{fault.Path}" };

    private static Checked<string> Text(SettingsFile file, string kind) =>
        SettingsText.Of(file.Content, SettingsBounds.JsonBytes, kind);
}
