using System.Globalization;
using System.Text.Json;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;
using Azure.Data.Tables;

namespace AttendanceFunctions.Tests.Functions.Storage;

public sealed class TableBatchTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(0, new int[0])]
    [InlineData(1, new[] { 1 })]
    [InlineData(100, new[] { 100 })]
    [InlineData(101, new[] { 100, 1 })]
    [InlineData(250, new[] { 100, 100, 50 })]
    public void A_batch_holds_at_most_100_entities(int count, int[] sizes) =>
        Assert.Equal(sizes, TableBatches.Split(Actions(count)).Select(batch => batch.Count));

    [Fact]
    public void Batches_keep_the_order_of_what_is_written()
    {
        var actions = Actions(250);
        Assert.Equal(actions, TableBatches.Split(actions).SelectMany(batch => batch));
    }

    [Fact]
    public void A_batch_stays_below_4_MiB_however_its_text_is_escaped()
    {
        var actions = Actions(100, row => row["Text"] = new string('\u0001', 25_000));

        var batches = TableBatches.Split(actions).ToList();

        Assert.True(batches.Count > 1);
        Assert.Equal(100, batches.Sum(batch => batch.Count));
        Assert.All(
            batches,
            batch => Assert.True(
                batch.Sum(
                    action => JsonSerializer.SerializeToUtf8Bytes(((TableEntity)action.Entity)["Text"]).Length) < TableBatches.MostBytes));
    }

    [Theory]
    [InlineData(252, true)]
    [InlineData(253, false)]
    public void An_entity_has_at_most_252_properties_beside_its_keys(int properties, bool fits) => AssertFits(fits, row =>
    {
        foreach (var number in Enumerable.Range(0, properties))
        {
            row[string.Create(CultureInfo.InvariantCulture, $"P{number}")] = number;
        }
    });

    [Theory]
    [InlineData(32 * 1024, true)]
    [InlineData((32 * 1024) + 1, false)]
    public void A_text_has_at_most_64_KiB(int length, bool fits) => AssertFits(fits, row => row["Text"] = new string('a', length));

    [Fact]
    public void An_entity_over_1_MiB_is_refused() => AssertFits(false, row =>
    {
        foreach (var number in Enumerable.Range(0, 40))
        {
            row[string.Create(CultureInfo.InvariantCulture, $"P{number}")] = new byte[64 * 1024];
        }
    });

    [Fact]
    public void Entities_of_two_partitions_are_refused()
    {
        TableTransactionAction[] actions = [.. Actions(1), new(TableTransactionActionType.Add, new TableEntity("other", "1"))];
        Assert.Throws<ArgumentException>(() => TableBatches.Split(actions).ToList());
    }

    [Fact]
    public void The_same_row_twice_is_refused_even_where_it_would_fall_into_another_batch()
    {
        TableTransactionAction[] actions = [.. Actions(150), .. Actions(1)];
        Assert.Throws<ArgumentException>(() => TableBatches.Split(actions).ToList());
    }

    [Theory]
    [InlineData(101)]
    [InlineData(250)]
    public async Task All_rows_come_back_as_they_were_written(int count)
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        var table = trust.TrustStorage.Table(Tables.Failures);

        await TableBatches.WriteAsync(table, Actions(count), TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, count), (await RowsAsync(table)).Select(row => row.Number("Number")));
    }

    [Fact]
    public async Task Nothing_is_written_when_any_entity_is_refused()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        var table = trust.TrustStorage.Table(Tables.Failures);
        TableTransactionAction[] actions = [.. Actions(150), .. Actions(1)];

        await Assert.ThrowsAsync<ArgumentException>(() => TableBatches.WriteAsync(table, actions, TestContext.Current.CancellationToken));

        Assert.Empty(await RowsAsync(table));
    }

    private static void AssertFits(bool fits, Action<TableEntity> fill)
    {
        var refused = Record.Exception(() => TableBatches.Split(Actions(1, fill)).ToList());
        Assert.Equal(fits, refused is null);
        Assert.True(refused is null or ArgumentException);
    }

    private static TableTransactionAction[] Actions(int count) =>
        Actions(count, row => row["Number"] = int.Parse(row.RowKey, CultureInfo.InvariantCulture));

    private static TableTransactionAction[] Actions(int count, Action<TableEntity> fill) => [.. Enumerable.Range(0, count).Select(number =>
    {
        var row = new TableEntity("partition", number.ToString("0000", CultureInfo.InvariantCulture));
        fill(row);
        return new TableTransactionAction(TableTransactionActionType.Add, row);
    })];

    private static async Task<List<TableEntity>> RowsAsync(TableClient table)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>((string?)null, cancellationToken: TestContext.Current.CancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }
}
