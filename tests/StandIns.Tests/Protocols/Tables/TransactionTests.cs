using System.Text.RegularExpressions;
using AttendanceFunctions.Tests.StandIns.Loopback;
using Azure;
using Azure.Data.Tables;
using static AttendanceFunctions.Tests.StandIns.Protocols.Tables.TableLoopback;

namespace AttendanceFunctions.Tests.StandIns.Protocols.Tables;

public class TransactionTests
{
    [Fact]
    public async Task A_transaction_is_one_changeset_with_a_part_for_each_change()
    {
        await using var server = await LoopbackServer.StartAsync(Accepted(Part("204 No Content", "ETag: W/\"1\"")));
        var version = new ETag("W/\"datetime'1'\"");
        await server.Table().SubmitTransactionAsync(
            [
                new(TableTransactionActionType.Add, new TableEntity("s", "1") { ["Name"] = "Zoë" }),
                new(TableTransactionActionType.UpdateMerge, new TableEntity("s", "2"), version),
                new(TableTransactionActionType.UpdateReplace, new TableEntity("s", "3")),
                new(TableTransactionActionType.Delete, new TableEntity("s", "4'"), version),
                new(TableTransactionActionType.UpsertMerge, new TableEntity("s", "5")),
                new(TableTransactionActionType.UpsertReplace, new TableEntity("s", "6"), version),
            ],
            Cancellation);

        var request = Assert.Single(server.Requests);
        Assert.Equal(("POST", $"/{Account}/$batch"), (request.Method, request.Target));
        Assert.Equal(Authorization(request), request.Header("Authorization"));
        Assert.Equal("3.0", request.Header("DataServiceVersion"));
        var batch = Regex.Match(request.Header("Content-Type")!, "^multipart/mixed; boundary=(batch_[-0-9a-f]{36})$").Groups[1].Value;
        var changeset = Regex.Match(request.Body, $"^--{batch}\r\nContent-Type: multipart/mixed; boundary=(changeset_[-0-9a-f]{{36}})\r\n\r\n").Groups[1].Value;
        Assert.EndsWith($"--{changeset}--\r\n--{batch}--\r\n", request.Body, StringComparison.Ordinal);

        var table = $"{server.Address}{Account}/Pupils";
        var parts = request.Body.Split($"--{changeset}\r\n")[1..];
        Assert.All(parts, part => Assert.StartsWith("Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n", part, StringComparison.Ordinal));
        Assert.Equal(
            [
                ($"POST {table} HTTP/1.1", null),
                ($"PATCH {table}(PartitionKey='s',RowKey='2') HTTP/1.1", version.ToString()),
                ($"PUT {table}(PartitionKey='s',RowKey='3') HTTP/1.1", "*"),
                ($"DELETE {table}(PartitionKey='s',RowKey='4%27%27') HTTP/1.1", version.ToString()),
                ($"PATCH {table}(PartitionKey='s',RowKey='5') HTTP/1.1", null),
                ($"PUT {table}(PartitionKey='s',RowKey='6') HTTP/1.1", null),
            ],
            parts.Select(part => part.Split("\r\n")).Select(lines => (lines[3], IfMatch(lines))));
        Assert.Contains("\r\nPrefer: return-no-content\r\n", parts[0], StringComparison.Ordinal);
        Assert.Contains("\r\n\r\n{\"PartitionKey\":\"s\",\"RowKey\":\"1\",\"Name\":\"Zo\\u00EB\"}\r\n", parts[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_change_is_answered_with_the_new_version_of_its_row()
    {
        await using var server = await LoopbackServer.StartAsync(Accepted(
            Part("204 No Content", "ETag: W/\"datetime'2026-11-20T18%3A00%3A00Z'\"", "DataServiceVersion: 3.0;"),
            Part("204 No Content", "ETag: W/\"datetime'2026-11-20T18%3A00%3A01Z'\"")));
        var answers = await server.Table().SubmitTransactionAsync(Adds("1", "2"), Cancellation);

        Assert.Equal(202, answers.GetRawResponse().Status);
        Assert.Equal([204, 204], answers.Value.Select(answer => answer.Status));
        Assert.All(answers.Value, answer => Assert.False(answer.IsError));
        Assert.Equal(
            ["W/\"datetime'2026-11-20T18%3A00%3A00Z'\"", "W/\"datetime'2026-11-20T18%3A00%3A01Z'\""],
            answers.Value.Select(answer => answer.Headers.ETag.ToString()));
    }

    [Fact]
    public async Task The_change_at_fault_is_named_by_its_index()
    {
        await using var server = await LoopbackServer.StartAsync(Accepted(Part(
            "412 Precondition Failed",
            "Content-Type: application/json;odata=minimalmetadata;streaming=true;charset=utf-8",
            "",
            """{"odata.error":{"code":"UpdateConditionNotSatisfied","message":{"lang":"en-US","value":"17:The update condition specified in the request was not satisfied.\nRequestId:1"}}}""")));
        var refused = await Assert.ThrowsAsync<TableTransactionFailedException>(() => server.Table().SubmitTransactionAsync(Adds("1"), Cancellation));

        Assert.Equal((412, "UpdateConditionNotSatisfied", 17), (refused.Status, refused.ErrorCode, refused.FailedTransactionActionIndex));
        Assert.Contains("update condition", refused.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_batch_that_is_refused_as_a_whole_is_an_ordinary_failure()
    {
        await using var server = await LoopbackServer.StartAsync(TableFailureTests.Refusal(413, "RequestBodyTooLarge", "The request body is too large."));
        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => server.Table().SubmitTransactionAsync(Adds("1"), Cancellation));
        Assert.Equal((413, "RequestBodyTooLarge"), (refused.Status, refused.ErrorCode));
    }

    [Fact]
    public async Task A_busy_service_is_sent_the_same_batch_again()
    {
        await using var server = await LoopbackServer.StartAsync(new Answer(503), Accepted(Part("204 No Content")));
        await server.Table().SubmitTransactionAsync(Adds("1"), Cancellation);
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(server.Requests[0].Body, server.Requests[1].Body);
    }

    [Fact]
    public async Task A_transaction_without_changes_is_refused_before_it_is_sent()
    {
        await using var server = await LoopbackServer.StartAsync(new Answer(202));
        await Assert.ThrowsAsync<InvalidOperationException>(() => server.Table().SubmitTransactionAsync([], Cancellation));
        Assert.Empty(server.Requests);
    }

    private static TableTransactionAction[] Adds(params string[] rowKeys) =>
        [.. rowKeys.Select(rowKey => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("s", rowKey)))];

    private static string? IfMatch(string[] lines) =>
        lines.SingleOrDefault(line => line.StartsWith("If-Match: ", StringComparison.Ordinal))?["If-Match: ".Length..];

    private static string Part(string status, params string[] lines) => string.Join("\r\n", [$"HTTP/1.1 {status}", .. lines, ""]);

    private static Answer Accepted(params string[] parts) => new(
        202,
        "--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_2\r\n\r\n"
            + string.Concat(parts.Select(part => $"--changesetresponse_2\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n{part}\r\n"))
            + "--changesetresponse_2--\r\n--batchresponse_1--\r\n",
        ("Content-Type", "multipart/mixed; boundary=batchresponse_1"));
}
