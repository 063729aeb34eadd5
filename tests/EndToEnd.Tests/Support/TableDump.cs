using System.Globalization;
using System.Text.Json.Nodes;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Storage;
using Azure.Data.Tables;

namespace AttendanceFunctions.Tests.EndToEnd.Support;

/// <summary>Reads the trust's tables as text, one line for each row.</summary>
public static class TableDump
{
    private const string Sibling = "A sibling may be at ";

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

    /// <summary>
    /// Reads all rows without the columns that differ between runs, and without siblings in the rows of the office: a school knows of a
    /// sibling once the other school's night is done, so a night that is repeated may know of more.
    /// </summary>
    public static async Task<IReadOnlyList<string>> OfContentAsync(string storage) =>
    [
        .. (await ReadAsync(storage, name => !VolatileColumns.Contains(name), _ => ""))
            .Select(line => line.StartsWith(Tables.OpenRows, StringComparison.Ordinal) ? WithoutSiblings(line) : line)
            .Where(line => !line.EndsWith("NightRows0=[]", StringComparison.Ordinal)),
    ];

    // The columns of a pupil's rows: NightRows0, how many pieces there are, and the pupil. Figures of the pupil stand in other tables too.
    private static string WithoutSiblings(string line)
    {
        const string column = "NightRows0=";
        var from = line.IndexOf(column, StringComparison.Ordinal);
        var until = line.IndexOf(" NightRowsPieces=", StringComparison.Ordinal);
        if (from < 0 || until < from || JsonNode.Parse(line[(from + column.Length)..until]) is not JsonArray rows)
        {
            return line;
        }

        foreach (var row in rows.OfType<JsonObject>().ToList())
        {
            var actions = row["Actions"]?.AsArray();
            foreach (var action in actions?.Where(action => action!.GetValue<string>().StartsWith(Sibling, StringComparison.Ordinal))
                .ToList() ?? [])
            {
                actions!.Remove(action);
            }

            if (row["Kind"]!.GetValue<string>() == WorklistKinds.Sibling)
            {
                rows.Remove(row);
            }
        }

        var left = column + rows.ToJsonString();
        return rows.Count == 0 ? line[..from] + left : line[..from] + left + line[until..];
    }

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
