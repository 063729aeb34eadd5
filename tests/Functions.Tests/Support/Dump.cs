using System.Globalization;
using AttendanceFunctions.Functions.Storage;
using Azure.Data.Tables;

namespace AttendanceFunctions.Tests.Functions.Support;

/// <summary>Everything that stands in a trust's tables, a line per row.</summary>
public static class Dump
{
    private const string Version = "odata.etag";

    /// <summary>Columns that differ between two accounts although the same happened in both.</summary>
    private static readonly string[] OfTheAccount = [Version, "Timestamp", "BlobETag", "RosterETag"];

    /// <summary>All rows with their versions: equal only if nothing was written in between.</summary>
    public static Task<IReadOnlyList<string>> ExactAsync(TrustStorage storage) => OfAsync(storage, _ => true);

    /// <summary>All rows as far as two accounts can be compared.</summary>
    public static Task<IReadOnlyList<string>> ComparableAsync(TrustStorage storage) =>
        OfAsync(storage, column => !OfTheAccount.Contains(column));

    private static async Task<IReadOnlyList<string>> OfAsync(TrustStorage storage, Func<string, bool> shown)
    {
        var lines = new List<string>();
        foreach (var table in Tables.All)
        {
            await foreach (var row in storage.Table(table)
                .QueryAsync<TableEntity>((string?)null, cancellationToken: TestContext.Current.CancellationToken))
            {
                var columns = row.Where(column => shown(column.Key)).OrderBy(column => column.Key, StringComparer.Ordinal)
                    .Select(column => string.Create(CultureInfo.InvariantCulture, $"{column.Key}={column.Value}"));
                lines.Add($"{table}: {string.Join("; ", columns)}");
            }
        }

        return lines;
    }
}
