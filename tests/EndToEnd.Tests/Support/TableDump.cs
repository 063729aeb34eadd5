using System.Globalization;
using AttendanceFunctions.Functions.Storage;
using Azure.Data.Tables;

namespace AttendanceFunctions.Tests.EndToEnd.Support;

/// <summary>Everything that stands in the trust's tables, a line for every row.</summary>
public static class TableDump
{
    /// <summary>Columns that differ between two runs with the same result, for a reason that lies outside the product.</summary>
    private static readonly HashSet<string> OfOneRun =
    [
        // Storage numbers every version of a row, and stamps it by its own clock.
        "odata.etag", "Timestamp",
        // The ETags of the files that a row was read from, which storage numbers too.
        "BlobETag", "RosterETag", "ETag",
        // A random number of the invocation that claimed the row.
        "Owner",
        // The providers' own numbers of messages.
        "ProviderId",
    ];

    /// <summary>All rows with their ETags, so that a row that was written again is seen as well.</summary>
    public static Task<IReadOnlyList<string>> WithETagsAsync(string storage) =>
        ReadAsync(storage, _ => true, row => row.ETag.ToString());

    /// <summary>All rows without what differs from one run or account to another.</summary>
    public static Task<IReadOnlyList<string>> OfContentAsync(string storage) =>
        ReadAsync(storage, name => !OfOneRun.Contains(name), _ => "");

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
