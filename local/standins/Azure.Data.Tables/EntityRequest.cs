using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>One change of one row as the REST protocol puts it; sent alone or as a part of a transaction.</summary>
/// <param name="Method">POST inserts, PATCH merges, PUT replaces, DELETE deletes.</param>
/// <param name="Path">The table, with the row's keys for all but an insert; escaped.</param>
/// <param name="Body">The row as JSON; null for a delete.</param>
/// <param name="IfMatch">The version that the row must have, * for any existing one; null makes PATCH and PUT upserts.</param>
internal sealed record EntityRequest(RequestMethod Method, string Path, byte[]? Body, string? IfMatch)
{
    public static EntityRequest Insert(string table, TableEntity entity) =>
        new(RequestMethod.Post, table, EntityJson.Write(RequireKeys(entity)), null);

    public static EntityRequest Update(string table, TableEntity entity, TableUpdateMode mode, ETag ifMatch) =>
        new(MethodOf(mode), PathOf(table, RequireKeys(entity)), EntityJson.Write(entity), VersionOf(ifMatch));

    public static EntityRequest Upsert(string table, TableEntity entity, TableUpdateMode mode) =>
        new(MethodOf(mode), PathOf(table, RequireKeys(entity)), EntityJson.Write(entity), null);

    public static EntityRequest Delete(string table, string partitionKey, string rowKey, ETag ifMatch) =>
        new(RequestMethod.Delete, PathOf(table, partitionKey, rowKey), null, VersionOf(ifMatch));

    public static EntityRequest Of(string table, TableTransactionAction action)
    {
        var entity = RequireKeys(EntityJson.AsTableEntity(action.Entity));
        return action.ActionType switch
        {
            TableTransactionActionType.Add => Insert(table, entity),
            TableTransactionActionType.UpdateMerge => Update(table, entity, TableUpdateMode.Merge, action.ETag),
            TableTransactionActionType.UpdateReplace => Update(table, entity, TableUpdateMode.Replace, action.ETag),
            TableTransactionActionType.Delete => Delete(table, entity.PartitionKey, entity.RowKey, action.ETag),
            TableTransactionActionType.UpsertMerge => Upsert(table, entity, TableUpdateMode.Merge),
            TableTransactionActionType.UpsertReplace => Upsert(table, entity, TableUpdateMode.Replace),
            _ => throw new ArgumentException($"{action.ActionType} is not a change that a transaction can hold.", nameof(action)),
        };
    }

    public static string PathOf(string table, string partitionKey, string rowKey) =>
        $"{table}(PartitionKey='{Escape(partitionKey)}',RowKey='{Escape(rowKey)}')";

    /// <summary>The headers of the change, beside those that every request has.</summary>
    public IEnumerable<(string Name, string Value)> Headers()
    {
        yield return ("Accept", TableConnection.MinimalMetadata);
        yield return ("DataServiceVersion", "3.0");
        if (Method == RequestMethod.Post)
        {
            yield return ("Prefer", "return-no-content");
        }

        if (IfMatch is not null)
        {
            yield return ("If-Match", IfMatch);
        }

        if (Body is not null)
        {
            yield return ("Content-Type", "application/json");
        }
    }

    private static RequestMethod MethodOf(TableUpdateMode mode) => mode switch
    {
        TableUpdateMode.Merge => RequestMethod.Patch,
        TableUpdateMode.Replace => RequestMethod.Put,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "A row is merged or replaced."),
    };

    private static string PathOf(string table, TableEntity entity) => PathOf(table, entity.PartitionKey, entity.RowKey);

    private static string VersionOf(ETag ifMatch) => (ifMatch == default ? ETag.All : ifMatch).ToString("H");

    private static string Escape(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));

    private static TableEntity RequireKeys(TableEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity.PartitionKey, TableEntity.PartitionKeyName);
        ArgumentNullException.ThrowIfNull(entity.RowKey, TableEntity.RowKeyName);
        return entity;
    }
}
