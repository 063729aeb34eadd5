using AttendanceFunctions.Domain.HoldOuts;
using AttendanceFunctions.Domain.Nudges;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;
using Azure.Data.Tables;

namespace AttendanceFunctions.Tests.Functions.Storage;

public sealed class SchoolNightTableTests(AzuriteFixture azurite)
{
    private static readonly SchoolNight Night = new(
        new(2025, 12, 19), TestTrust.School, "odbst", Headcount.Nobody, new(0, 0, 0, 0, 0, 0), 0, 0, 0, "print")
    {
        Nudges = new([new(NudgeRule.HalfTerm, NudgeFate.ExpiredUnreleased, 3, 2), new(NudgeRule.Stage, NudgeFate.HeldOut, 4, 4)]),
        HoldOut = new(
            new(2025, 9, 1), new(2025, 12, 19), new(812, 80_000, 90_000, 7_000_000_000, 8_000_000_000, 9_000_000_000, 3), GroupSums.Nobody with { WithoutSessions = 1 }, 640),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Counts_and_sums_come_back_as_they_were_written()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        var table = trust.Get<SchoolNightTable>();

        await table.WriteAsync(Night, Token);

        var read = Assert.Single(await table.ReadAsync(Night.Night, Token));
        Assert.Equal((Night.Nudges, Night.HoldOut), (read.Nudges, read.HoldOut));
        Assert.Equal(Night.ToString(), (read with { Headcount = Night.Headcount }).ToString());
    }

    [Fact]
    public async Task A_row_from_before_there_were_counts_can_be_read_and_is_written_anew()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        var table = trust.Get<SchoolNightTable>();
        await table.WriteAsync(Night, Token);
        var entity = (await trust.Storehouse.Table(Tables.SchoolNights).GetEntityIfExistsAsync<TableEntity>("2025-12-19", "141234", cancellationToken: Token)).Value!;
        var old = new TableEntity(entity.PartitionKey, entity.RowKey);
        foreach (var (name, value) in entity.Where(column => column.Key is not ("Nudges" or "HoldOut" or "odata.etag" or "Timestamp")))
        {
            old[name] = value;
        }

        await trust.Storehouse.Table(Tables.SchoolNights).UpsertEntityAsync(old, TableUpdateMode.Replace, Token);
        var read = Assert.Single(await table.ReadAsync(Night.Night, Token));
        Assert.Equal((NudgeCounts.None, HoldOutSums.None), (read.Nudges, read.HoldOut));

        await table.WriteAsync(Night, Token);
        Assert.Equal(Night.HoldOut, Assert.Single(await table.ReadAsync(Night.Night, Token)).HoldOut);
    }
}
