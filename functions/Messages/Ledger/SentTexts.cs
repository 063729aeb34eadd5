namespace AttendanceFunctions.Functions.Messages.Ledger;

/// <summary>A text that was, or was about to be, offered to the provider.</summary>
/// <param name="To">The number that it was sent to, as an opaque key.</param>
public sealed record SentText(LedgerPlace Place, AddressKey To);

/// <summary>
/// The places of texts in the ledger, by key. A delivery report has only the key, but finding a row also needs its school and year,
/// so the place is written here before a text is claimed.
/// </summary>
public sealed class SentTexts(TrustStorage storage)
{
    /// <summary>How many characters of the key form the partition, so that a trust's texts are spread over partitions.</summary>
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

    /// <summary>The text of a key; null if no text was ever about to be sent under it.</summary>
    public Task<SentText?> FindAsync(NudgeKey key, CancellationToken cancellationToken) => _table.FindAsync(
        PartitionOf(key), key.ToString(),
        row => new SentText(NudgeRow.PlaceOf(row.Text("Place")), AddressKey.Parse(row.Text("To"))), cancellationToken);

    private static string PartitionOf(NudgeKey key) => key.ToString()[..PartitionLength];
}
