namespace AttendanceFunctions.Functions.Storage;

/// <summary>
/// Writes any number of entities of one partition in entity-group transactions. The service's limits are checked here, because
/// the emulator accepts what the service refuses: batches across partitions (Azurite#1215), entities over 1 MiB and 300 properties.
/// </summary>
public static class TableBatches
{
    /// <summary>The most entities in a transaction.</summary>
    public const int MostEntities = 100;

    /// <summary>The most bytes in a transaction's request.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    /// <summary>The most bytes in an entity.</summary>
    public const int MostEntityBytes = 1024 * 1024;

    /// <summary>The most properties of an entity, without its keys and time stamp.</summary>
    public const int MostProperties = 252;

    /// <summary>The most characters in a text, which the service stores in two bytes each.</summary>
    public const int MostTextLength = 32 * 1024;

    private static readonly string[] SystemProperties = ["PartitionKey", "RowKey", "Timestamp", "odata.etag"];

    // The bytes in a part of the multipart body besides the entity: boundary, request line, headers.
    private const int OverheadBytes = 1024;

    /// <summary>Writes all actions, batch by batch; each batch is written as a whole or not at all.</summary>
    /// <exception cref="ArgumentException">Two partitions, a repeated row, or an entity too large for a transaction.</exception>
    public static async Task WriteAsync(
        TableClient table, IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        foreach (var batch in Split(actions))
        {
            await table.SubmitTransactionAsync(batch, cancellationToken);
        }
    }

    /// <summary>Splits actions into batches within the service's limits, in order; throws like <see cref="WriteAsync"/>.</summary>
    public static IEnumerable<IReadOnlyList<TableTransactionAction>> Split(IReadOnlyList<TableTransactionAction> actions)
    {
        Check(actions);
        var batch = new List<TableTransactionAction>(MostEntities);
        var bytes = 0;
        foreach (var action in actions)
        {
            var size = OverheadBytes + MostBytesOf((TableEntity)action.Entity);
            if (batch.Count == MostEntities || (batch.Count > 0 && bytes + size > MostBytes))
            {
                yield return batch;
                (batch, bytes) = (new(MostEntities), 0);
            }

            batch.Add(action);
            bytes += size;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private static void Check(IReadOnlyList<TableTransactionAction> actions)
    {
        var rows = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entity in actions.Select(action => (TableEntity)action.Entity))
        {
            if (entity.PartitionKey != actions[0].Entity.PartitionKey)
            {
                throw new ArgumentException("The entities of a transaction are of one partition.", nameof(actions));
            }

            if (!rows.Add(entity.RowKey))
            {
                throw new ArgumentException("A row may stand only once in what is written together.", nameof(actions));
            }

            if (entity.Keys.Except(SystemProperties).Count() > MostProperties || MostBytesOf(entity) > MostEntityBytes
                || entity.Any(property => property.Value is string { Length: > MostTextLength }))
            {
                throw new ArgumentException(
                    $"An entity has up to {MostProperties} properties and {MostEntityBytes} bytes, a text {MostTextLength} characters.",
                    nameof(actions));
            }
        }
    }

    /// <summary>An upper bound: JSON escapes a character in up to six bytes; names, types and punctuation are added.</summary>
    private static int MostBytesOf(TableEntity entity) => entity.Sum(property => (6 * property.Key.Length) + 48 + property.Value switch
    {
        string text => 6 * text.Length,
        byte[] bytes => 2 * bytes.Length,
        _ => 40,
    });
}
