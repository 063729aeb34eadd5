using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>A query's rows, page by page: the service ends a page at 1,000 rows, or sooner, and says with two headers where to go on.</summary>
internal sealed class EntityPages<T>(TableConnection service, string table, string? filter, int? maxPerPage, string? select, CancellationToken cancellationToken)
    : AsyncPageable<T>(cancellationToken) where T : class, ITableEntity
{
    public override IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null) =>
        Pages(continuationToken, pageSizeHint ?? maxPerPage, CancellationToken);

    private async IAsyncEnumerable<Page<T>> Pages(string? continuation, int? size, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        do
        {
            var page = await PageAsync(continuation, size, cancellationToken);
            yield return page;
            continuation = page.ContinuationToken;
        }
        while (continuation is not null);
    }

    private async Task<Page<T>> PageAsync(string? continuation, int? size, CancellationToken cancellationToken)
    {
        var (partition, row) = Split(continuation);
        var message = service.Query(
            $"{table}()",
            ("$filter", filter),
            ("$select", select),
            ("$top", size?.ToString(CultureInfo.InvariantCulture)),
            ("NextPartitionKey", partition),
            ("NextRowKey", row));
        var response = await service.SendAsync(message, null, cancellationToken);
        using var body = JsonDocument.Parse(response.Content);
        var rows = body.RootElement.GetProperty("value").EnumerateArray().Select(entity => EntityJson.AsRequested<T>(EntityJson.Read(entity))).ToList();
        return Page<T>.FromValues(rows, ContinuationOf(response), response);
    }

    private static string? ContinuationOf(Response response)
    {
        response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partition);
        response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var row);
        return partition is null && row is null ? null : $"{partition} {row}";
    }

    private static (string? Partition, string? Row) Split(string? continuation)
    {
        var keys = (continuation ?? "").Split(' ', 2);
        return (NullIfEmpty(keys[0]), keys.Length == 2 ? NullIfEmpty(keys[1]) : null);
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
