using System.Diagnostics;
using AttendanceFunctions.Domain.Messages.Wording;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>The trust's settings cannot be used. The message lists every fault of every file.</summary>
public sealed class SettingsFaultyException(IReadOnlyList<string> faults)
    : Exception("The settings cannot be used:" + string.Concat(faults.Select(fault => Environment.NewLine + "  " + fault)))
{
    /// <summary>One line per fault: file, place in it, sentence.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}

/// <summary>The trust, its own policies and its messages from the settings container, read once per invocation.</summary>
public sealed class TrustSettings(SettingsFiles files)
{
    private Task<Checked<Settings>.Valid>? _read;

    /// <summary>Names in the files that are not known, and texts that cost more than they need to, as the last read found them.</summary>
    public IReadOnlyList<string> Remarks =>
        _read is { IsCompletedSuccessfully: true } done ? [.. done.Result.Remarks.Select(remark => remark.ToString())] : [];

    /// <summary>The trust.</summary>
    /// <exception cref="SettingsFaultyException">A file is missing or has faults.</exception>
    public async Task<Trust> ReadAsync(CancellationToken cancellationToken) => (await ReadFilesAsync(cancellationToken)).Value.Trust;

    /// <summary>The templates of the trust's messages, from the same read as the trust.</summary>
    /// <exception cref="SettingsFaultyException">A file is missing or has faults.</exception>
    public async Task<MessageBook> ReadMessagesAsync(CancellationToken cancellationToken) =>
        (await ReadFilesAsync(cancellationToken)).Value.Messages;

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
