using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Messages.HoldOuts;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Summaries.Figures;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Tests.Functions.Support;
using Azure.Data.Tables;

namespace AttendanceFunctions.Tests.Functions.Storage;

public sealed class SchoolNightTableTests(AzuriteFixture azurite)
{
    private static readonly SchoolNight Night = new(
        new(2025, 12, 19), TestTrust.School, "odbst", Headcount.Nobody, new(1, 2, 3, 24, 7, 8, 9), 0, 0, 0, "print")
    {
        Nudges = new([new(MessageKind.HalfTerm, NudgeOutcome.ExpiredUnreleased, 3, 2), new(MessageKind.Stage, NudgeOutcome.HeldOut, 4, 4)]),
        HoldOut = new(
            new(2025, 9, 1), new(2025, 12, 19), new(812, 80_000, 90_000, 7_000_000_000, 8_000_000_000, 9_000_000_000, 3),
            GroupSums.Nobody with { WithoutSessions = 1 }, 640),
    };

    private static readonly SampleSchool Sampled = SampleSchool.Draw(SampleSchool.TrustOf(Sample.Settings()), "141234", 12, "2025-12-19");

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
        var entity =
            (await trust.TrustStorage.Table(Tables.SchoolNights)
                .GetEntityIfExistsAsync<TableEntity>("2025-12-19", "141234", cancellationToken: Token)).Value!;
        var old = new TableEntity(entity.PartitionKey, entity.RowKey);
        foreach (var (name, value) in entity.Where(column => column.Key is not ("Nudges" or "HoldOut" or "odata.etag" or "Timestamp")))
        {
            old[name] = value;
        }

        await trust.TrustStorage.Table(Tables.SchoolNights).UpsertEntityAsync(old, TableUpdateMode.Replace, Token);
        var read = Assert.Single(await table.ReadAsync(Night.Night, Token));
        Assert.Equal((NudgeCounts.None, null), (read.Nudges, read.HoldOut));

        await table.WriteAsync(Night, Token);
        Assert.Equal(Night.HoldOut, Assert.Single(await table.ReadAsync(Night.Night, Token)).HoldOut);
    }

    [Fact]
    public async Task Figures_of_every_period_come_back_as_they_were_written()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        var table = trust.Get<SchoolNightTable>();
        await table.WriteAsync(Sampled.Row(), Token);

        var read = await table.FindAsync(Sampled.Night, TestTrust.School, Token);

        Assert.Equal(
            [PeriodKind.Year, PeriodKind.Week, PeriodKind.HalfTerm, PeriodKind.Term],
            read!.Figures.Periods.Select(period => period.Period.Kind));
        Assert.Equal(
            System.Text.Json.JsonSerializer.Serialize(Sampled.Row().Figures), System.Text.Json.JsonSerializer.Serialize(read.Figures));
        Assert.Null(await table.FindAsync(Sampled.Night.AddDays(1), TestTrust.School, Token));
    }

    [Fact]
    public async Task Rows_are_read_at_once_without_figures_and_one_by_one_with_them()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        var table = trust.Get<SchoolNightTable>();
        var other = Sampled.Row() with { School = SchoolId.Parse("999999") };
        await table.WriteAsync(Sampled.Row(), Token);
        await table.WriteAsync(other, Token);

        var streamed = await table.StreamAsync(Sampled.Night, Token).ToListAsync(Token);

        Assert.All(await table.ReadAsync(Sampled.Night, Token), row => Assert.Equal(SchoolFigures.None, row.Figures));
        Assert.Equal([TestTrust.School, other.School], streamed.Select(row => row.School));
        Assert.All(streamed, row => Assert.Equal(12, row.Figures.Periods[0].Everyone.Pupils));
        Assert.Equal(new HashSet<SchoolId> { TestTrust.School, other.School }, await table.DoneAsync(Sampled.Night, Token));
    }

    [Fact]
    public async Task A_row_from_before_there_were_figures_has_none()
    {
        await using var trust = await TestTrust.CreateAsync(azurite, Sample.Settings());
        var table = trust.Get<SchoolNightTable>();
        await table.WriteAsync(Sampled.Row(), Token);
        var entity =
            (await trust.TrustStorage.Table(Tables.SchoolNights)
                .GetEntityIfExistsAsync<TableEntity>("2025-12-19", "141234", cancellationToken: Token)).Value!;
        var old = new TableEntity(entity.PartitionKey, entity.RowKey);
        foreach (var (name, value) in entity.Where(
            column => !FiguresColumns.Names.Contains(column.Key) && column.Key is not ("odata.etag" or "Timestamp")))
        {
            old[name] = value;
        }

        await trust.TrustStorage.Table(Tables.SchoolNights).UpsertEntityAsync(old, TableUpdateMode.Replace, Token);

        Assert.Equal(SchoolFigures.None, Assert.Single(await table.StreamAsync(Sampled.Night, Token).ToListAsync(Token)).Figures);
    }

    [Fact]
    public void No_roster_and_no_register_makes_a_column_too_large_for_the_table()
    {
        // A whole year in which every code is used, and a year group for every pupil with a name as long as it may be and no ASCII letter
        // in it.
        var codes = NationalCodes.All.Where(code => code.IsInForce(new(2026, 7, 21))).Select(code => code.Text).ToList();
        var pupils = SampleSchool.Draw(Sampled.Trust, "141234", 120, "2026-07-21").Changed((raw, number) => new(
            raw.Pupil with { YearGroup = number + new string('ł', 200) },
            [.. raw.Marks.Select((mark, place) => mark with { Code = codes[(number + place) % codes.Count] })]));

        var texts = FiguresColumns.TextsOf(pupils.Row().Figures);

        Assert.Equal(5, texts.Count);
        Assert.All(texts.Values, text => Assert.InRange(text.Length, 1, TableBatches.MostTextLength));
    }
}
