using System.Globalization;
using AttendanceFunctions.Functions.Storage;
using Azure.Data.Tables;

namespace AttendanceFunctions.Tests.EndToEnd.Support;

/// <summary>Reads the trust's tables as text, one line for each row.</summary>
public static class TableDump
{
    /// <summary>Columns that differ between two runs with the same result for technical reasons.</summary>
    private static readonly HashSet<string> VolatileColumns =
    [
        // Set by storage for every version of a row.
        "odata.etag", "Timestamp",
        // The ETags of the files from which a row was created, also set by storage.
        "BlobETag", "RosterETag", "ETag",
        // A random id of the invocation that claimed the row.
        "Owner",
        // The providers' message ids.
        "ProviderId",
    ];

    /// <summary>Reads all rows with their ETags, which also change if a row is written without any change.</summary>
    public static Task<IReadOnlyList<string>> WithETagsAsync(string storage) =>
        ReadAsync(storage, _ => true, row => row.ETag.ToString());

    /// <summary>Reads all rows without the columns that differ between runs.</summary>
    public static Task<IReadOnlyList<string>> OfContentAsync(string storage) =>
        ReadAsync(storage, name => !VolatileColumns.Contains(name), _ => "");

    private static async Task<IReadOnlyList<string>> ReadAsync(
        string storage, Func<string, bool> isShown, Func<TableEntity, string> etag)
    {
        var service = new TableServiceClient(storage);
        var lines = new List<string>();
        foreach (var table in Tables.All)
        {
            var rows = service.GetTableClient(table).QueryAsync<TableEntity>(cancellationToken: TestContext.Current.CancellationToken);
            await foreach (var row in rows)
            {
                var columns = row.Where(column => isShown(column.Key) && column.Key is not ("PartitionKey" or "RowKey"))
                    .OrderBy(column => column.Key, StringComparer.Ordinal)
                    .Select(column => string.Create(CultureInfo.InvariantCulture, $"{column.Key}={column.Value}"));
                lines.Add($"{table} {row.PartitionKey}/{row.RowKey} {etag(row)} {string.Join(' ', columns)}");
            }
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }
}
