using System.Text.Json;
using AttendanceFunctions.Tests.StandIns.Loopback;
using Azure;
using Azure.Data.Tables;
using static AttendanceFunctions.Tests.StandIns.Protocols.Tables.TableLoopback;

namespace AttendanceFunctions.Tests.StandIns.Protocols.Tables;

public class TableRequestTests
{
    private static readonly Answer Done = new(204, "", ("ETag", "W/\"datetime'2026-11-20T18%3A00%3A00Z'\""));

    [Fact]
    public async Task Every_request_carries_the_version_and_a_signature_of_its_date_and_resource()
    {
        await using var server = await LoopbackServer.StartAsync(request => request.Method switch
        {
            "GET" => new(200, """{"value":[]}"""),
            _ => Done,
        });
        var table = server.Table();
        var entity = new TableEntity("o'brien/ä", "100%");

        await table.CreateIfNotExistsAsync(Cancellation);
        await table.AddEntityAsync(entity, Cancellation);
        await table.UpdateEntityAsync(entity, ETag.All, cancellationToken: Cancellation);
        await table.UpsertEntityAsync(entity, cancellationToken: Cancellation);
        await table.DeleteEntityAsync("o'brien/ä", "100%", cancellationToken: Cancellation);
        await foreach (var _ in table.QueryAsync<TableEntity>("PartitionKey eq 'x'", cancellationToken: Cancellation)) { }

        Assert.Equal(6, server.Requests.Count);
        Assert.All(server.Requests, request =>
        {
            Assert.Equal(Authorization(request), request.Header("Authorization"));
            Assert.Equal("2020-12-06", request.Header("x-ms-version"));
            Assert.Equal("3.0", request.Header("DataServiceVersion"));
            Assert.Equal("application/json;odata=minimalmetadata", request.Header("Accept"));
            Assert.StartsWith("azsdk-net-Data.Tables/", request.Header("User-Agent"), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_table_is_created_by_its_name()
    {
        await using var server = await LoopbackServer.StartAsync(Done);
        var created = await server.Table().CreateIfNotExistsAsync(Cancellation);

        var request = Assert.Single(server.Requests);
        Assert.Equal("Pupils", created.Value.Name);
        Assert.Equal(("POST", $"/{Account}/Tables", """{"TableName":"Pupils"}"""), (request.Method, request.Target, request.Body));
        Assert.Equal("return-no-content", request.Header("Prefer"));
    }

    [Fact]
    public async Task Keys_are_escaped_in_the_address_and_written_plain_in_the_body()
    {
        await using var server = await LoopbackServer.StartAsync(Done);
        await server.Table().UpsertEntityAsync(new TableEntity("o'brien/ä", "100% #1?"), cancellationToken: Cancellation);

        var request = Assert.Single(server.Requests);
        Assert.Equal($"/{Account}/Pupils(PartitionKey='o%27%27brien%2F%C3%A4',RowKey='100%25%20%231%3F')", request.Path);
        Assert.Equal("o'brien/ä", JsonDocument.Parse(request.Body).RootElement.GetProperty("PartitionKey").GetString());
    }

    [Fact]
    public async Task The_kinds_of_change_differ_in_method_and_condition()
    {
        await using var server = await LoopbackServer.StartAsync(Done);
        var table = server.Table();
        var entity = new TableEntity("a", "b");
        var version = new ETag("W/\"datetime'1'\"");

        await table.AddEntityAsync(entity, Cancellation);
        await table.UpdateEntityAsync(entity, version, TableUpdateMode.Merge, Cancellation);
        await table.UpdateEntityAsync(entity, version, TableUpdateMode.Replace, Cancellation);
        await table.UpsertEntityAsync(entity, TableUpdateMode.Merge, Cancellation);
        await table.UpsertEntityAsync(entity, TableUpdateMode.Replace, Cancellation);
        await table.DeleteEntityAsync("a", "b", version, Cancellation);
        await table.DeleteEntityAsync("a", "b", cancellationToken: Cancellation);

        Assert.Equal(
            [("POST", null), ("PATCH", version.ToString()), ("PUT", version.ToString()), ("PATCH", null), ("PUT", null), ("DELETE", version.ToString()), ("DELETE", "*")],
            server.Requests.Select(request => (request.Method, request.Header("If-Match"))));
        Assert.Equal("return-no-content", server.Requests[0].Header("Prefer"));
        Assert.All(server.Requests.SkipLast(2), request => Assert.Equal("application/json", request.Header("Content-Type")));
    }

    [Fact]
    public async Task Types_that_JSON_lacks_are_named_and_what_the_service_sets_is_left_out()
    {
        await using var server = await LoopbackServer.StartAsync(Done);
        var entity = new TableEntity("a", "b")
        {
            ["Text"] = "T",
            ["Flag"] = true,
            ["Int"] = 7,
            ["Long"] = 1L << 40,
            ["Double"] = 2.0,
            ["Id"] = Guid.Empty,
            ["At"] = new DateTimeOffset(2026, 7, 1, 9, 0, 0, TimeSpan.FromHours(1)),
            ["Bytes"] = new byte[] { 1, 2, 255 },
            Timestamp = DateTimeOffset.UnixEpoch,
            ETag = ETag.All,
        };
        await server.Table().AddEntityAsync(entity, Cancellation);

        string[] written =
        [
            "\"PartitionKey\":\"a\"", "\"RowKey\":\"b\"", "\"Text\":\"T\"", "\"Flag\":true", "\"Int\":7",
            """ "Long@odata.type":"Edm.Int64","Long":"1099511627776" """,
            """ "Double@odata.type":"Edm.Double","Double":2 """,
            """ "Id@odata.type":"Edm.Guid","Id":"00000000-0000-0000-0000-000000000000" """,
            """ "At@odata.type":"Edm.DateTime","At":"2026-07-01T08:00:00.0000000Z" """,
            """ "Bytes@odata.type":"Edm.Binary","Bytes":"AQL/" """,
        ];
        Assert.Equal($"{{{string.Join(',', written.Select(property => property.Trim()))}}}", server.Requests.Single().Body);
    }

    [Fact]
    public async Task A_row_is_read_by_the_types_that_the_service_names()
    {
        await using var server = await LoopbackServer.StartAsync(new Answer(200, """
            {
              "odata.metadata": "https://example.org/$metadata#Pupils/@Element",
              "odata.etag": "W/\"datetime'2026-11-20T18%3A00%3A00.1234567Z'\"",
              "PartitionKey": "a", "RowKey": "b", "Timestamp": "2026-11-20T18:00:00.1234567Z",
              "Int": 5, "Whole@odata.type": "Edm.Double", "Whole": 5, "Fraction": 5.5, "Pointed": 5.0,
              "Long@odata.type": "Edm.Int64", "Long": "5", "Id@odata.type": "Edm.Guid", "Id": "6f9619ff-8b86-d011-b42d-00c04fc964ff",
              "At@odata.type": "Edm.DateTime", "At": "2026-07-01T08:00:00Z", "Bytes@odata.type": "Edm.Binary", "Bytes": "AQL/", "Flag": true, "Text": "2026-07-01T08:00:00Z"
            }
            """));
        var read = (await server.Table().GetEntityIfExistsAsync<TableEntity>("a", "b", ["Int", "Text"], Cancellation)).Value!;

        Assert.Equal("Int,Text", server.Requests.Single().Query()["$select"]);
        Assert.Equal("W/\"datetime'2026-11-20T18%3A00%3A00.1234567Z'\"", read.ETag.ToString());
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 18, 0, 0, TimeSpan.Zero).AddTicks(1234567), read.Timestamp);
        object[] expected =
        [
            5, 5.0, 5.5, 5.0, 5L, Guid.Parse("6f9619ff-8b86-d011-b42d-00c04fc964ff"),
            new DateTimeOffset(2026, 7, 1, 8, 0, 0, TimeSpan.Zero), new byte[] { 1, 2, 255 }, true, "2026-07-01T08:00:00Z",
        ];
        string[] names = ["Int", "Whole", "Fraction", "Pointed", "Long", "Id", "At", "Bytes", "Flag", "Text"];
        Assert.Equal(expected, names.Select(name => read[name]));
        Assert.Equal(names.Length + 4, read.Count);
    }

    [Fact]
    public async Task A_query_says_filter_selection_and_page_size_and_goes_on_where_a_page_ended()
    {
        await using var server = await LoopbackServer.StartAsync(
            new Answer(200, """{"value":[{"PartitionKey":"a","RowKey":"1"}]}""",
                ("x-ms-continuation-NextPartitionKey", "1!4!YQ--"), ("x-ms-continuation-NextRowKey", "1!4!Mg--")),
            new Answer(200, """{"value":[]}""", ("x-ms-continuation-NextPartitionKey", "1!4!Yg--")),
            new Answer(200, """{"value":[{"PartitionKey":"b","RowKey":"1"}]}"""));

        var rows = await server.Table().QueryAsync<TableEntity>("Name eq 'O''Brien & Söhne'", 2, ["RowKey", "Name"], Cancellation)
            .Select(entity => entity.PartitionKey).ToListAsync(Cancellation);

        Assert.Equal(["a", "b"], rows);
        Assert.All(server.Requests, request => Assert.Equal($"/{Account}/Pupils()", request.Path));
        Assert.All(server.Requests, request => Assert.Equal(
            ("Name eq 'O''Brien & Söhne'", "2", "RowKey,Name"), (request.Query()["$filter"], request.Query()["$top"], request.Query()["$select"])));
        Assert.Equal(
            [(null, null), ("1!4!YQ--", "1!4!Mg--"), ("1!4!Yg--", null)],
            server.Requests.Select(request => (request.Query().GetValueOrDefault("NextPartitionKey"), request.Query().GetValueOrDefault("NextRowKey"))));
    }

    [Fact]
    public async Task A_continuation_token_resumes_a_query()
    {
        await using var server = await LoopbackServer.StartAsync(new Answer(200, """{"value":[]}"""));
        await foreach (var page in server.Table().QueryAsync<TableEntity>(cancellationToken: Cancellation).AsPages("p r", 5))
        {
            Assert.Null(page.ContinuationToken);
        }

        var query = Assert.Single(server.Requests).Query();
        Assert.Equal(("p", "r", "5"), (query["NextPartitionKey"], query["NextRowKey"], query["$top"]));
    }

    [Fact]
    public async Task An_update_without_a_version_is_refused_before_it_is_sent()
    {
        await using var server = await LoopbackServer.StartAsync(Done);
        await Assert.ThrowsAsync<ArgumentException>(() => server.Table().UpdateEntityAsync(new TableEntity("a", "b"), default, cancellationToken: Cancellation));
        await Assert.ThrowsAsync<ArgumentNullException>(() => server.Table().AddEntityAsync(new TableEntity(), Cancellation));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Another_entity_type_than_the_dictionary_is_refused_with_a_sentence()
    {
        await using var server = await LoopbackServer.StartAsync(new Answer(200, """{"value":[{"PartitionKey":"a","RowKey":"1"}]}"""));
        var written = await Assert.ThrowsAsync<NotSupportedException>(() => server.Table().AddEntityAsync(new OwnEntity(), Cancellation));
        var read = await Assert.ThrowsAsync<NotSupportedException>(async () => await server.Table().QueryAsync<OwnEntity>(cancellationToken: Cancellation).ToListAsync(Cancellation));
        Assert.Contains("TableEntity alone; OwnEntity needs the official package", written.Message, StringComparison.Ordinal);
        Assert.Contains("TableEntity alone; OwnEntity needs the official package", read.Message, StringComparison.Ordinal);
    }

    private sealed class OwnEntity : ITableEntity
    {
        public string PartitionKey { get; set; } = "a";

        public string RowKey { get; set; } = "1";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }
    }
}
