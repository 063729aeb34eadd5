using System.Collections.Concurrent;
using System.Diagnostics;
using AttendanceFunctions.Tests.StandIns.Loopback;
using Azure;
using Azure.Data.Tables;
using static AttendanceFunctions.Tests.StandIns.Protocols.Tables.TableLoopback;

namespace AttendanceFunctions.Tests.StandIns.Protocols.Tables;

public class TableFailureTests
{
    [Fact]
    public async Task A_refusal_carries_the_status_and_the_code_of_the_error_body()
    {
        await using var server = await LoopbackServer.StartAsync(Refusal(409, "EntityAlreadyExists", "The specified entity already exists."));
        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => server.Table().AddEntityAsync(new TableEntity("a", "b"), Cancellation));
        Assert.Equal((409, "EntityAlreadyExists"), (refused.Status, refused.ErrorCode));
        Assert.Contains("The specified entity already exists.", refused.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Without_an_error_body_the_code_comes_from_the_header()
    {
        await using var server = await LoopbackServer.StartAsync(new Answer(412, "", ("x-ms-error-code", "UpdateConditionNotSatisfied")));
        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => server.Table().UpdateEntityAsync(new TableEntity("a", "b"), ETag.All, cancellationToken: Cancellation));
        Assert.Equal((412, "UpdateConditionNotSatisfied"), (refused.Status, refused.ErrorCode));
    }

    [Fact]
    public async Task A_page_of_a_proxy_is_a_refusal_with_its_status()
    {
        await using var server = await LoopbackServer.StartAsync(new Answer(403, "<html>blocked</html>"));
        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => server.Table().AddEntityAsync(new TableEntity("a", "b"), Cancellation));
        Assert.Equal((403, null), (refused.Status, refused.ErrorCode));
    }

    [Fact]
    public async Task A_table_that_exists_is_left_and_one_that_is_being_deleted_is_an_error()
    {
        await using var existing = await LoopbackServer.StartAsync(Refusal(409, "TableAlreadyExists", "The table specified already exists."));
        Assert.Equal("Pupils", (await existing.Table().CreateIfNotExistsAsync(Cancellation)).Value.Name);

        await using var leaving = await LoopbackServer.StartAsync(Refusal(409, "TableBeingDeleted", "The specified table is being deleted."));
        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => leaving.Table().CreateIfNotExistsAsync(Cancellation));
        Assert.Equal("TableBeingDeleted", refused.ErrorCode);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_passing_fault_is_tried_again_with_the_same_body_and_a_signature_of_its_own(int status)
    {
        await using var server = await LoopbackServer.StartAsync(new Answer(status), new Answer(status), new Answer(204));
        await server.Table().AddEntityAsync(new TableEntity("a", "b") { ["Text"] = "T" }, Cancellation);

        Assert.Equal(3, server.Requests.Count);
        Assert.Single(server.Requests.Select(request => request.Body).Distinct());
        Assert.All(server.Requests, request => Assert.Equal(Authorization(request), request.Header("Authorization")));
    }

    [Fact]
    public async Task A_fault_that_stays_is_thrown_after_three_retries()
    {
        await using var server = await LoopbackServer.StartAsync(Refusal(503, "ServerBusy", "The server is busy."));
        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => server.Table().AddEntityAsync(new TableEntity("a", "b"), Cancellation));
        Assert.Equal((503, "ServerBusy", 4), (refused.Status, refused.ErrorCode, server.Requests.Count));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_retry_comes_no_sooner_than_the_service_asks(int status)
    {
        var arrivals = new ConcurrentQueue<long>();
        await using var server = await LoopbackServer.StartAsync(_ =>
        {
            arrivals.Enqueue(Stopwatch.GetTimestamp());
            return arrivals.Count == 1 ? new Answer(status, "", ("Retry-After", "1")) : new Answer(204);
        });
        await server.Table().AddEntityAsync(new TableEntity("a", "b"), Cancellation);

        // A lower bound alone: a slow machine makes it longer, never shorter. The client's own delay is a thousandth of it.
        var waits = arrivals.ToArray();
        Assert.True(Stopwatch.GetElapsedTime(waits[0], waits[1]) > TimeSpan.FromSeconds(0.9));
    }

    [Fact]
    public async Task Cancellation_ends_the_wait_for_a_retry()
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await using var server = await LoopbackServer.StartAsync(_ =>
        {
            cancelled.Cancel();
            return new Answer(503, "", ("Retry-After", "3600"));
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.Table().AddEntityAsync(new TableEntity("a", "b"), cancelled.Token));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Cancellation_ends_an_enumeration_before_the_next_page()
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await using var server = await LoopbackServer.StartAsync(
            new Answer(200, """{"value":[{"PartitionKey":"a","RowKey":"1"}]}""", ("x-ms-continuation-NextPartitionKey", "b")));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in server.Table().QueryAsync<TableEntity>(cancellationToken: cancelled.Token))
            {
                await cancelled.CancelAsync();
            }
        });
        Assert.Single(server.Requests);
    }

    internal static Answer Refusal(int status, string code, string text) => new(
        status,
        $$"""{"odata.error": {"code": "{{code}}", "message": {"lang": "en-US", "value": "{{text}}\nRequestId:1"} } }""",
        ("Content-Type", "application/json;odata=minimalmetadata"));
}
