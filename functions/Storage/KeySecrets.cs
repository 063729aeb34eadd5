using System.Security.Cryptography;

namespace AttendanceFunctions.Functions.Storage;

/// <summary>
/// The trust's secret for opaque keys. The app makes it when it is first needed and keeps it in a table that only the app reads and
/// writes. Of two runs that make one at the same time, both use the one that was stored first.
/// </summary>
public sealed class KeySecrets(TrustStorage storage)
{
    /// <summary>The row of the secret, in the partition of the trust.</summary>
    private const string Row = "keys";

    private const string Column = "Secret";

    private readonly TableClient _table = storage.Table(Tables.KeySecrets);

    // Read once: the secret never changes while the app runs.
    private KeySecret? _read;

    /// <summary>The secret; made and stored if there is none.</summary>
    public async Task<KeySecret> ReadAsync(CancellationToken cancellationToken)
    {
        if (_read is { } known)
        {
            return known;
        }

        if (await FindAsync(cancellationToken) is not { } stored)
        {
            await KeepAsync(RandomNumberGenerator.GetBytes(KeySecret.Length), cancellationToken);
            stored = await FindAsync(cancellationToken)
                ?? throw new InvalidOperationException($"The table {Tables.KeySecrets} lost the secret that was just written to it.");
        }

        return _read = stored;
    }

    /// <summary>Stores a secret unless the trust has one.</summary>
    /// <param name="secret"><see cref="KeySecret.Length"/> bytes.</param>
    public Task KeepAsync(byte[] secret, CancellationToken cancellationToken) =>
        _table.AddIfNewAsync(new(Trust.Itself, Row) { [Column] = secret }, cancellationToken);

    private Task<KeySecret?> FindAsync(CancellationToken cancellationToken) => _table.FindAsync(
        Trust.Itself, Row,
        row => new KeySecret(row.GetBinary(Column)
            ?? throw new InvalidOperationException($"The row of the table {Tables.KeySecrets} has no secret.")),
        cancellationToken);
}
