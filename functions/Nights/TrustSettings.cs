using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Settings;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Storage;
using Azure;
using Azure.Storage.Blobs.Models;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>The trust's settings cannot be used. The message says every fault of every file.</summary>
public sealed class SettingsFaultyException(IReadOnlyList<string> faults)
    : Exception("The settings cannot be used:" + string.Concat(faults.Select(fault => Environment.NewLine + "  " + fault)))
{
    /// <summary>One line per fault: file, JSON path, sentence.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}

/// <summary>Reads the trust and its own policies from the settings container, once per invocation.</summary>
public sealed class TrustSettings(Storehouse storehouse)
{
    public const string TrustFile = "trust.json";
    public const string PolicyFolder = "policies/";

    private readonly List<string> _remarks = [];
    private Task<Trust>? _reading;

    /// <summary>Names in the files that mean nothing, found by the last read.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <exception cref="SettingsFaultyException">A file is missing or faulty.</exception>
    public Task<Trust> ReadAsync(CancellationToken cancellationToken) => _reading ??= ReadFilesAsync(cancellationToken);

    private async Task<Trust> ReadFilesAsync(CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        var policies = new List<Policy>();
        await foreach (var blob in storehouse.Container(Containers.Settings).GetBlobsAsync(BlobTraits.None, BlobStates.None, PolicyFolder, cancellationToken))
        {
            var policy = (await TakeAsync(blob.Name, PolicyReader.Read, faults, cancellationToken)).ToList();
            faults.AddRange(policy.Where(read => blob.Name != $"{PolicyFolder}{read.Id}.json")
                .Select(read => $"{Containers.Settings}/{blob.Name} $.id: is \"{read.Id}\"; a policy's file is named after its id, here {PolicyFolder}{read.Id}.json."));
            policies.AddRange(policy);
        }

        var trust = await TakeAsync(TrustFile, new TrustReader(policies).Read, faults, cancellationToken);
        return faults.Count == 0 ? trust.Single() : throw new SettingsFaultyException(faults);
    }

    private async Task<IEnumerable<T>> TakeAsync<T>(string file, Func<string, Checked<T>> read, List<string> faults, CancellationToken cancellationToken)
    {
        try
        {
            return Take(read(await ReadTextAsync(file, cancellationToken)), file, faults);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            faults.Add($"{Containers.Settings}/{file}: there is no such file; put the trust's settings there.");
            return [];
        }
    }

    private IEnumerable<T> Take<T>(Checked<T> read, string file, List<string> faults)
    {
        switch (read)
        {
            case Checked<T>.Sound sound:
                _remarks.AddRange(sound.Remarks.Select(remark => Line(file, remark)));
                return [sound.Value];
            case Checked<T>.Faulty faulty:
                faults.AddRange(faulty.Faults.Select(fault => Line(file, fault)));
                break;
        }

        return [];
    }

    private static string Line(string file, Fault fault) => $"{Containers.Settings}/{file} {fault}";

    private async Task<string> ReadTextAsync(string name, CancellationToken cancellationToken)
    {
        BlobDownloadResult blob = await storehouse.Container(Containers.Settings).GetBlobClient(name).DownloadContentAsync(cancellationToken);
        using var reader = new StreamReader(blob.Content.ToStream());
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
