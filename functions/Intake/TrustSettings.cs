using AttendanceFunctions.Domain.Messages.Wording;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Functions.Intake;

/// <summary>The trust's settings cannot be used. The message says every fault of every file.</summary>
public sealed class SettingsFaultyException(IReadOnlyList<string> faults)
    : Exception("The settings cannot be used:" + string.Concat(faults.Select(fault => Environment.NewLine + "  " + fault)))
{
    /// <summary>One line per fault: file, place in it, sentence.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}

/// <summary>The trust, its own policies and its messages from the settings container, read once per invocation.</summary>
public sealed class TrustSettings(SettingsFiles files)
{
    public const string TrustFile = SettingsReading.TrustFile;

    private Task<SettingsReading.Sound>? _reading;

    /// <summary>Names in the files that mean nothing and what texts cost without need, found by the last read.</summary>
    public IReadOnlyList<string> Remarks => _reading is { IsCompletedSuccessfully: true } done ? done.Result.Remarks : [];

    /// <exception cref="SettingsFaultyException">A file is missing or faulty.</exception>
    public async Task<Trust> ReadAsync(CancellationToken cancellationToken) => (await ReadFilesAsync(cancellationToken)).Trust;

    /// <summary>The templates of the trust's messages, from the same read as the trust.</summary>
    /// <exception cref="SettingsFaultyException">A file is missing or faulty.</exception>
    public async Task<MessageBook> ReadMessagesAsync(CancellationToken cancellationToken) => (await ReadFilesAsync(cancellationToken)).Messages;

    private Task<SettingsReading.Sound> ReadFilesAsync(CancellationToken cancellationToken) => _reading ??= ReadSoundAsync(cancellationToken);

    private async Task<SettingsReading.Sound> ReadSoundAsync(CancellationToken cancellationToken) => await files.ReadAsync(cancellationToken) switch
    {
        SettingsReading.Sound sound => sound,
        SettingsReading.Faulty faulty => throw new SettingsFaultyException(faulty.Faults),
        _ => throw new InvalidOperationException(),
    };
}
