using Azure;
using Azure.Data.Tables;

namespace AttendanceFunctions.Tests.StandIns.Storage;

public class TableStorageTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_type_of_property_comes_back_as_it_was_written()
    {
        var table = await TableAsync();
        var properties = new Dictionary<string, object>
        {
            ["Text"] = "Zoë O'Brien \"quoted\" \\ \u2028 😀\r\n<&>",
            ["Empty"] = "",
            ["Yes"] = true,
            ["No"] = false,
            ["Smallest"] = int.MinValue,
            ["Largest"] = long.MaxValue,
            ["WholeLong"] = 5L,
            ["WholeDouble"] = 5.0,
            ["Double"] = -0.1,
            ["Tiny"] = double.Epsilon,
            ["Id"] = Guid.Parse("6f9619ff-8b86-d011-b42d-00c04fc964ff"),
            ["At"] = new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.Zero).AddTicks(1234567),
            ["Bytes"] = new byte[] { 0, 1, 254, 255 },
        };
        var entity = new TableEntity("s", "1");
        foreach (var (name, value) in properties)
        {
            entity[name] = value;
        }

        await table.AddEntityAsync(entity, Cancellation);

        var read = await ReadAsync(table, "s", "1");
        foreach (var (name, value) in properties)
        {
            Assert.Equal(value, read[name]);
        }

        Assert.Equal((int.MinValue, long.MaxValue), (read.GetInt32("Smallest")!.Value, read.GetInt64("Largest")!.Value));
        Assert.Equal((-0.1, true), (read.GetDouble("Double")!.Value, read.GetBoolean("Yes")!.Value));
        Assert.Equal(properties["At"], read.GetDateTimeOffset("At"));
        Assert.NotNull(read.Timestamp);
        Assert.NotEqual(default, read.ETag);
    }

    [Fact]
    public async Task A_null_property_is_not_stored()
    {
        var table = await TableAsync();
        await table.AddEntityAsync(new TableEntity("s", "1") { ["Nothing"] = null, ["Text"] = "T" }, Cancellation);
        var read = await ReadAsync(table, "s", "1");
        Assert.Equal((null, "T"), (read.GetString("Nothing"), read.GetString("Text")));
    }

    [Theory]
    [InlineData("o'brien", "''")]
    [InlineData("100%", "%2F%27")]
    [InlineData("a b+c&d=e", "x;y,z")]
    [InlineData("Zoë 😀", "日本")]
    [InlineData("2026-11-20", "A823400001:2025-26")]
    [InlineData("(PartitionKey='x')", "\"<>|")]
    public async Task A_row_is_found_by_the_keys_that_it_was_written_under(string partitionKey, string rowKey)
    {
        var table = await TableAsync();
        await table.AddEntityAsync(new TableEntity(partitionKey, rowKey), Cancellation);
        await table.UpsertEntityAsync(new TableEntity(partitionKey, rowKey) { ["Seen"] = 1 }, cancellationToken: Cancellation);

        var read = await ReadAsync(table, partitionKey, rowKey);
        Assert.Equal((partitionKey, rowKey, 1), (read.PartitionKey, read.RowKey, read.GetInt32("Seen")));
        var found = await table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partitionKey} and RowKey eq {rowKey}"), cancellationToken: Cancellation).ToListAsync(Cancellation);
        Assert.Single(found);
        await table.DeleteEntityAsync(partitionKey, rowKey, cancellationToken: Cancellation);
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>(partitionKey, rowKey, cancellationToken: Cancellation)).HasValue);
    }

    [Fact]
    public async Task A_query_goes_beyond_the_thousand_rows_of_a_page()
    {
        var table = await TableAsync();
        const int rows = 1250;
        foreach (var batch in Enumerable.Range(0, rows).Chunk(100))
        {
            await table.SubmitTransactionAsync(
                batch.Select(row => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("s", $"{row:D5}") { ["Half"] = row / 2 })), Cancellation);
        }

        var pages = await table.QueryAsync<TableEntity>("PartitionKey eq 's'", select: ["RowKey", "Half"], cancellationToken: Cancellation).AsPages().ToListAsync(Cancellation);
        Assert.Equal([1000, 250], pages.Select(page => page.Values.Count));
        Assert.Equal(Enumerable.Range(0, rows), pages.SelectMany(page => page.Values).Select(entity => int.Parse(entity.RowKey, null)));

        var filtered = await table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"Half ge {600} and Half lt {610}"), maxPerPage: 7, cancellationToken: Cancellation).ToListAsync(Cancellation);
        Assert.Equal(20, filtered.Count);
    }

    [Fact]
    public async Task A_row_that_exists_cannot_be_added_again()
    {
        var table = await TableAsync();
        await table.AddEntityAsync(new TableEntity("s", "1"), Cancellation);
        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("s", "1"), Cancellation));
        Assert.Equal((409, "EntityAlreadyExists"), (refused.Status, refused.ErrorCode));
    }

    [Fact]
    public async Task A_stale_version_is_refused_with_412()
    {
        var table = await TableAsync();
        await table.AddEntityAsync(new TableEntity("s", "1"), Cancellation);
        var read = await ReadAsync(table, "s", "1");
        var written = await table.UpdateEntityAsync(new TableEntity("s", "1") { ["N"] = 1 }, read.ETag, TableUpdateMode.Merge, Cancellation);

        var stale = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(new TableEntity("s", "1"), read.ETag, TableUpdateMode.Replace, Cancellation));
        Assert.Equal((412, "UpdateConditionNotSatisfied"), (stale.Status, stale.ErrorCode));
        Assert.Equal(412, (await Assert.ThrowsAsync<RequestFailedException>(() => table.DeleteEntityAsync("s", "1", read.ETag, Cancellation))).Status);
        await table.UpdateEntityAsync(new TableEntity("s", "1") { ["N"] = 2 }, written.Headers.ETag!.Value, cancellationToken: Cancellation);
        Assert.Equal(2, (await ReadAsync(table, "s", "1")).GetInt32("N"));
    }

    [Fact]
    public async Task A_merge_keeps_what_it_does_not_name_and_a_replacement_does_not()
    {
        var table = await TableAsync();
        await table.UpsertEntityAsync(new TableEntity("s", "1") { ["A"] = 1, ["B"] = 1 }, TableUpdateMode.Replace, Cancellation);
        await table.UpsertEntityAsync(new TableEntity("s", "1") { ["B"] = 2 }, TableUpdateMode.Merge, Cancellation);
        var merged = await ReadAsync(table, "s", "1");
        await table.UpdateEntityAsync(new TableEntity("s", "1") { ["B"] = 3 }, ETag.All, TableUpdateMode.Replace, Cancellation);
        var replaced = await ReadAsync(table, "s", "1");
        Assert.Equal((1, 2), (merged.GetInt32("A"), merged.GetInt32("B")));
        Assert.Equal((false, 3), (replaced.ContainsKey("A"), replaced.GetInt32("B")));
    }

    [Fact]
    public async Task What_is_not_there_is_no_value_to_read_and_nothing_to_delete_but_cannot_be_updated()
    {
        var table = await TableAsync();
        await table.CreateIfNotExistsAsync(Cancellation);
        var read = await table.GetEntityIfExistsAsync<TableEntity>("s", "1", cancellationToken: Cancellation);
        Assert.Equal((false, 404), (read.HasValue, read.GetRawResponse().Status));
        Assert.ThrowsAny<Exception>(() => read.Value);
        Assert.Equal(404, (await table.DeleteEntityAsync("s", "1", cancellationToken: Cancellation)).Status);
        Assert.Equal(404, (await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(new TableEntity("s", "1"), ETag.All, cancellationToken: Cancellation))).Status);
    }

    [Fact]
    public async Task A_transaction_with_a_failing_change_changes_nothing_and_says_which_it_was()
    {
        var table = await TableAsync();
        await table.AddEntityAsync(new TableEntity("s", "3"), Cancellation);
        var refused = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
            Enumerable.Range(1, 5).Select(row => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("s", $"{row}"))), Cancellation));

        Assert.Equal((409, "EntityAlreadyExists", 2), (refused.Status, refused.ErrorCode, refused.FailedTransactionActionIndex));
        Assert.Equal("3", Assert.Single(await table.QueryAsync<TableEntity>(cancellationToken: Cancellation).ToListAsync(Cancellation)).RowKey);
    }

    [Fact]
    public async Task A_transaction_with_a_stale_version_changes_nothing_and_says_which_it_was()
    {
        var table = await TableAsync();
        await table.UpsertEntityAsync(new TableEntity("s", "2") { ["N"] = 1 }, cancellationToken: Cancellation);
        var stale = (await ReadAsync(table, "s", "2")).ETag;
        await table.UpsertEntityAsync(new TableEntity("s", "2") { ["N"] = 2 }, cancellationToken: Cancellation);
        var refused = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.Add, new TableEntity("s", "1")),
                new(TableTransactionActionType.UpdateReplace, new TableEntity("s", "2") { ["N"] = 3 }, stale),
            ],
            Cancellation));

        Assert.Equal((412, "UpdateConditionNotSatisfied", 1), (refused.Status, refused.ErrorCode, refused.FailedTransactionActionIndex));
        Assert.Equal([("2", 2)], (await table.QueryAsync<TableEntity>(cancellationToken: Cancellation).ToListAsync(Cancellation)).Select(row => (row.RowKey, row.GetInt32("N")!.Value)));
    }

    [Fact]
    public async Task A_transaction_of_every_kind_of_change_is_applied_as_a_whole()
    {
        var table = await TableAsync();
        var versions = await table.SubmitTransactionAsync(
            Enumerable.Range(1, 3).Select(row => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("o'x", $"{row}") { ["A"] = row, ["B"] = 0 })), Cancellation);
        Assert.Equal(3, versions.Value.Select(answer => answer.Headers.ETag).OfType<ETag>().Count());

        await table.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.UpdateMerge, new TableEntity("o'x", "1") { ["B"] = 1 }, versions.Value[0].Headers.ETag!.Value),
                new(TableTransactionActionType.UpdateReplace, new TableEntity("o'x", "2") { ["B"] = 2 }, versions.Value[1].Headers.ETag!.Value),
                new(TableTransactionActionType.Delete, new TableEntity("o'x", "3")),
                new(TableTransactionActionType.UpsertMerge, new TableEntity("o'x", "4") { ["B"] = 4 }),
                new(TableTransactionActionType.UpsertReplace, new TableEntity("o'x", "5") { ["B"] = 5 }),
            ],
            Cancellation);
        var rows = await table.QueryAsync<TableEntity>(cancellationToken: Cancellation).ToListAsync(Cancellation);
        Assert.Equal(
            [("1", 1, 1), ("2", null, 2), ("4", null, 4), ("5", null, 5)],
            rows.Select(row => (row.RowKey, row.GetInt32("A"), row.GetInt32("B")!.Value)));
    }

    private async Task<TableClient> TableAsync()
    {
        var table = new TableServiceClient(azurite.ConnectionString).GetTableClient(AzuriteFixture.UniqueName());
        await table.CreateIfNotExistsAsync(Cancellation);
        return table;
    }

    private static async Task<TableEntity> ReadAsync(TableClient table, string partitionKey, string rowKey) =>
        (await table.GetEntityIfExistsAsync<TableEntity>(partitionKey, rowKey, cancellationToken: Cancellation)).Value!;
}
