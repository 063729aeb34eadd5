using System.Runtime.CompilerServices;
using Azure;

namespace AttendanceFunctions.Functions.Storage;

/// <summary>A value as it was read, with the ETag that a write of its successor must match.</summary>
public sealed record Versioned<T>(T Value, ETag ETag);

/// <summary>Reads and writes rows of a table as values.</summary>
internal static class TableRows
{
    /// <summary>The filter that takes every row of a table.</summary>
    public const string All = "";

    private static readonly string[] Keys = ["PartitionKey", "RowKey"];

    /// <summary>The filter for the rows of a partition.</summary>
    public static string InPartition(string partition) => TableClient.CreateQueryFilter($"PartitionKey eq {partition}");

    /// <summary>
    /// The filter for one row by its keys. A point read would put the keys into the path of the request, where logs and traces
    /// keep it, so rows whose key is a UPN are read with this filter; the cost is the same.
    /// </summary>
    public static string At(string partition, string row) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey eq {row}");

    /// <summary>The rows that a filter takes, in the order of their keys; no more than a page of them is in memory.</summary>
    /// <param name="filter">One of the filters above, or more of an OData filter.</param>
    /// <param name="columns">The columns to read beside the keys; all if it is left out.</param>
    /// <param name="mostInPage">Rows in an answer of the service, 1 to 1,000; as many as fit if it is left out.</param>
    public static async IAsyncEnumerable<T> StreamAsync<T>(
        this TableClient table, string filter, Func<TableEntity, T> read, [EnumeratorCancellation] CancellationToken cancellationToken,
        IEnumerable<string>? columns = null, int? mostInPage = null)
    {
        var wanted = columns is null ? null : Keys.Concat(columns);
        await foreach (var row in table.QueryAsync<TableEntity>(filter.Length > 0 ? filter : null, mostInPage, wanted, cancellationToken))
        {
            yield return read(row);
        }
    }

    /// <summary>The rows that a filter takes, in the order of their keys.</summary>
    public static async Task<List<T>> ListAsync<T>(
        this TableClient table, string filter, Func<TableEntity, T> read, CancellationToken cancellationToken,
        IEnumerable<string>? columns = null) =>
        await table.StreamAsync(filter, read, cancellationToken, columns).ToListAsync(cancellationToken);

    /// <summary>The first row that a filter takes; null where there is none.</summary>
    public static async Task<T?> FirstAsync<T>(
        this TableClient table, string filter, Func<TableEntity, T> read, CancellationToken cancellationToken,
        IEnumerable<string>? columns = null)
        where T : class =>
        await table.StreamAsync(filter, read, cancellationToken, columns, mostInPage: 1).FirstOrDefaultAsync(cancellationToken);

    /// <summary>A point read of a row whose keys name no person; null where there is none.</summary>
    public static async Task<T?> FindAsync<T>(
        this TableClient table, string partition, string row, Func<TableEntity, T> read, CancellationToken cancellationToken)
        where T : class
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellationToken);
        return found.HasValue ? read(found.Value!) : null;
    }

    /// <summary>Adds a row unless the table has one with its keys.</summary>
    public static async Task AddIfNewAsync(this TableClient table, TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(row, cancellationToken);
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            // Whoever was first has written it.
        }
    }

    /// <summary>Writes a row whatever is in the table.</summary>
    public static TableTransactionAction Upsert(TableEntity row) => new(TableTransactionActionType.UpsertReplace, row);

    /// <summary>Writes a row that is new, or in the place of one that was read; the write fails if the row was written since.</summary>
    /// <param name="readAs">The ETag with which it was read; null where it is new.</param>
    public static TableTransactionAction Put(TableEntity row, ETag? readAs) => readAs is { } tag
        ? new(TableTransactionActionType.UpdateReplace, row, tag)
        : new(TableTransactionActionType.Add, row);

    /// <summary>Whether a row of the table has the same columns as this one, so that it need not be written.</summary>
    public static bool IsAsWritten(this TableEntity row, TableEntity inTable) =>
        row.All(column => Equals(column.Value, inTable[column.Key]));
}
