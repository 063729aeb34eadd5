namespace AttendanceFunctions.Functions.Messages.Contacts;

/// <summary>A number or an address to which a school sends nothing until somebody corrects the roster or clears it.</summary>
/// <param name="Key">The key of a decision about it: another name at the address makes another key.</param>
public sealed record HeldAddress(SharedAddress Shared, OpaqueKey Key);

/// <summary>
/// Which shared numbers and addresses of a school are held (domain 0.21). A person clears one for the names that stand there now, so that a
/// further name asks again. The table has no number, address or name: a row's key is made from them.
/// </summary>
public sealed class HeldAddresses(TrustStorage storage, KeySecrets secrets)
{
    private readonly TableClient _table = storage.Table(Tables.ClearedAddresses);

    /// <summary>The shared addresses of a school's roll that nobody has cleared, in order.</summary>
    public async Task<IReadOnlyList<HeldAddress>> ReadAsync(SchoolId school, Households roll, CancellationToken cancellationToken)
    {
        if (roll.Shared.Count == 0)
        {
            return [];
        }

        var secret = await secrets.ReadAsync(cancellationToken);
        var cleared = await _table.ListAsync(TableRows.InPartition(school.ToString()), row => row.RowKey, cancellationToken, []);
        var known = cleared.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. roll.Shared.Select(shared => new HeldAddress(shared, KeyOf(secret, shared)))
                .Where(held => !known.Contains(held.Key.ToString())),
        ];
    }

    /// <summary>Finds a shared address of a school's roll by the key of a decision, cleared or not; null if there is none.</summary>
    public async Task<HeldAddress?> FindAsync(Households roll, OpaqueKey key, CancellationToken cancellationToken)
    {
        var secret = await secrets.ReadAsync(cancellationToken);
        return roll.Shared.Where(shared => KeyOf(secret, shared) == key).Select(shared => new HeldAddress(shared, key)).FirstOrDefault();
    }

    /// <summary>Clears an address for the names that stand there; if it is cleared already, the first clearance stays.</summary>
    public Task ClearAsync(SchoolId school, HeldAddress held, Author by, DateOnly on, CancellationToken cancellationToken)
    {
        var row = new TableEntity(school.ToString(), held.Key.ToString()) { ["On"] = TableKeys.Of(on) };
        AuthorColumns.Write(row, "By", by);
        return _table.AddIfNewAsync(row, cancellationToken);
    }

    /// <summary>The key of a shared address and the names at it.</summary>
    public static OpaqueKey KeyOf(KeySecret secret, SharedAddress shared) => OpaqueKey.Of(
        secret, [
            "shared address", shared.Address.Channel.ToString(), shared.Address.Value, .. shared.Names.Select(name => name.ToString()),
        ]);
}
