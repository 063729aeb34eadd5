namespace AttendanceFunctions.Functions.Messages.Ledger;

/// <summary>A text that was offered to the provider, or was about to be.</summary>
/// <param name="To">The number that it went to, as an opaque key.</param>
public sealed record SentText(LedgerPlace Place, AddressKey To);

/// <summary>
/// Where the ledger rows of texts stand. A delivery report carries the ledger key alone, and a row is found by school and year too; so
/// before a text is claimed its place is written down here, where the key by itself leads to it.
/// </summary>
public sealed class SentTexts(TrustStorage storage)
{
    /// <summary>Characters of the key that make the partition, so that a whole trust's texts do not stand in one.</summary>
    private const int PartitionLength = 2;

    private readonly TableClient _table = storage.Table(Tables.SentTexts);

    public async Task WriteAsync(SentText text, CancellationToken cancellationToken)
    {
        var key = text.Place.Key;
        var row = new TableEntity(PartitionOf(key), key.ToString())
        {
            ["Place"] = NudgeRow.PlaceText(text.Place),
            ["To"] = text.To.ToString(),
        };
        await _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>The text of a key; null where none was ever about to be sent under it.</summary>
    public Task<SentText?> FindAsync(NudgeKey key, CancellationToken cancellationToken) => _table.FindAsync(
        PartitionOf(key), key.ToString(),
        row => new SentText(NudgeRow.PlaceOf(row.Text("Place")), AddressKey.Parse(row.Text("To"))), cancellationToken);

    private static string PartitionOf(NudgeKey key) => key.ToString()[..PartitionLength];
}
