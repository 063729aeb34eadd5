using System.Runtime.CompilerServices;
using Azure;

namespace AttendanceFunctions.Functions.Storage;

/// <summary>A value with the ETag under which it was read, on which the next write is conditional.</summary>
public sealed record Versioned<T>(T Value, ETag ETag);

/// <summary>Reads and writes rows of a table as values.</summary>
internal static class TableRows
{
    /// <summary>The filter that matches every row of a table.</summary>
    public const string All = "";

    /// <summary>The most rows that one query can name by key: the service allows fifteen comparisons, one of them the partition.</summary>
    private const int MostKeys = 14;

    private static readonly string[] Keys = ["PartitionKey", "RowKey"];

    /// <summary>The filter for the rows of a partition.</summary>
    public static string InPartition(string partition) => TableClient.CreateQueryFilter($"PartitionKey eq {partition}");

    /// <summary>
    /// The filter for one row by its keys. A point read would put the keys into the path of the request, which logs and traces
    /// record, so rows whose key is a UPN are read with this filter; the cost is the same.
    /// </summary>
    public static string At(string partition, string row) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey eq {row}");

    /// <summary>
    /// The filter for rows of a partition: by key if they are few, otherwise the whole partition, which is one read as well; the caller
    /// picks its rows from what comes.
    /// </summary>
    public static string Among(string partition, IReadOnlyCollection<string> rows) =>
        rows.Count > MostKeys ? InPartition(partition) : $"{InPartition(partition)} and ({AnyOf(rows)})";

    /// <summary>The filter for rows of all partitions: by key if they are few, otherwise every row.</summary>
    public static string AmongAll(IReadOnlyCollection<string> rows) => rows.Count > MostKeys ? All : AnyOf(rows);

    /// <summary>The rows that match a filter, in the order of their keys; at most one page of them is in memory.</summary>
    /// <param name="filter">One of the filters above, or another OData filter.</param>
    /// <param name="columns">The columns to read besides the keys; all if omitted.</param>
    /// <param name="mostInPage">Rows per page, 1 to 1,000; as many as fit if omitted.</param>
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

    /// <summary>The rows that match a filter, in the order of their keys.</summary>
    public static async Task<List<T>> ListAsync<T>(
        this TableClient table, string filter, Func<TableEntity, T> read, CancellationToken cancellationToken,
        IEnumerable<string>? columns = null) =>
        await table.StreamAsync(filter, read, cancellationToken, columns).ToListAsync(cancellationToken);

    /// <summary>The first row that matches a filter; null if there is none.</summary>
    public static async Task<T?> FirstAsync<T>(
        this TableClient table, string filter, Func<TableEntity, T> read, CancellationToken cancellationToken,
        IEnumerable<string>? columns = null)
        where T : class =>
        await table.StreamAsync(filter, read, cancellationToken, columns, mostInPage: 1).FirstOrDefaultAsync(cancellationToken);

    /// <summary>A point read of a row whose keys contain no personal data; null if there is none.</summary>
    public static async Task<T?> FindAsync<T>(
        this TableClient table, string partition, string row, Func<TableEntity, T> read, CancellationToken cancellationToken)
        where T : class
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellationToken);
        return found.HasValue ? read(found.Value!) : null;
    }

    /// <summary>Adds a row unless the table has a row with its keys.</summary>
    public static async Task AddIfNewAsync(this TableClient table, TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(row, cancellationToken);
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            // Another run has written it already.
        }
    }

    /// <summary>Writes a row, replacing any row with its keys.</summary>
    public static TableTransactionAction Upsert(TableEntity row) => new(TableTransactionActionType.UpsertReplace, row);

    /// <summary>Writes a new row, or replaces a row that was read; fails if the row was written since.</summary>
    /// <param name="readAs">The ETag under which it was read; null if it is new.</param>
    public static TableTransactionAction Put(TableEntity row, ETag? readAs) => readAs is { } tag
        ? new(TableTransactionActionType.UpdateReplace, row, tag)
        : new(TableTransactionActionType.Add, row);

    private static string AnyOf(IEnumerable<string> rows) =>
        string.Join(" or ", rows.Select(row => TableClient.CreateQueryFilter($"RowKey eq {row}")));

    /// <summary>Whether a row of the table has the same columns as this one, so that it does not have to be written.</summary>
    public static bool IsAsWritten(this TableEntity row, TableEntity inTable) =>
        row.All(column => Equals(column.Value, inTable[column.Key]));
}
