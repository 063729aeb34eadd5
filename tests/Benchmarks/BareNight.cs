using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Storage;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;

namespace AttendanceFunctions.Tests.Benchmarks;

/// <summary>
/// The reads and writes of a school's night without any other work, in the order of the night: settings, seven partitions, one register
/// file, every pupil's row, the ledger entry, a letter, the worklist's files, the school's summary and the night's row.
/// </summary>
internal sealed class BareNight(TrustStorage storage, SchoolId school)
{
    /// <summary>The number of files of a school's summary: tables, page and workbook.</summary>
    private const int SummaryFiles = 21;

    private static readonly BinaryData Sheet = BinaryData.FromBytes(new byte[64 * 1024]);

    public async Task RunAsync(DateOnly night)
    {
        var partition = TableKeys.Of(school, AcademicYear.Of(night));
        await storage.Container(Containers.Settings).GetBlobClient("trust.json").DownloadContentAsync();
        await ListAsync(Containers.Settings, "policies/");
        await ListAsync(Containers.Decisions, $"{school}/");
        await ReadAsync(Tables.Intake, school.ToString());
        await ListAsync(Containers.Rosters, school.ToString());
        await ReadAsync(Tables.Pupils, school.ToString());
        var rows = await ReadAsync(Tables.Attendance, partition);
        var registers = await ListAsync(Containers.Registers, $"{school}/");
        await storage.Container(Containers.Registers).GetBlobClient(registers[^1]).DownloadContentAsync();
        await TableBatches.WriteAsync(
            storage.Table(Tables.Attendance),
            [.. rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpdateReplace, Copy(row), row.ETag))],
            CancellationToken.None);
        await ReadAsync(Tables.Cases, partition);
        await ReadAsync(Tables.UnusableAddresses, school.ToString());
        await ReadAsync(Tables.Nudges, partition);
        await storage.Table(Tables.Intake)
            .UpsertEntityAsync(new TableEntity(school.ToString(), "bare") { ["Outcome"] = "Applied" }, TableUpdateMode.Replace);
        await ListAsync(Containers.Letters, $"{school}/bare/");
        await ListAsync(Containers.Settings, "letters/");
        await storage.Container(Containers.Letters).GetBlobClient($"{school}/bare/letter.docx").UploadAsync(Sheet, overwrite: true);
        foreach (var ending in new[] { ".csv", "-celebrate.csv", ".xlsx" })
        {
            await storage.Container(Containers.Worklists).GetBlobClient($"{school}/bare{ending}").UploadAsync(Sheet, overwrite: true);
        }

        for (var file = 0; file < SummaryFiles; file++)
        {
            await storage.Container(Containers.Summaries)
                .GetBlobClient($"bare/schools/{school}/{file}.csv")
                .UploadAsync(Sheet, overwrite: true);
        }

        await ListAsync(Containers.Summaries, $"bare/schools/{school}/");
        await storage.Table(Tables.SchoolNights)
            .UpsertEntityAsync(new TableEntity("bare", school.ToString()) { ["Pupils"] = rows.Count }, TableUpdateMode.Replace);
        await ReadAsync(Tables.Failures, Queues.SchoolNights);
    }

    private static TableEntity Copy(TableEntity row)
    {
        var copy = new TableEntity(row.PartitionKey, row.RowKey);
        foreach (var (name, value) in row.Where(column => column.Key is not ("odata.etag" or "Timestamp" or "PartitionKey" or "RowKey")))
        {
            copy[name] = value;
        }

        return copy;
    }

    private async Task<List<TableEntity>> ReadAsync(string table, string partition)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in storage.Table(table)
            .QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}")))
        {
            rows.Add(row);
        }

        return rows;
    }

    private async Task<List<string>> ListAsync(string container, string prefix)
    {
        var names = new List<string>();
        await foreach (var blob in storage.Container(container)
            .GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, CancellationToken.None))
        {
            names.Add(blob.Name);
        }

        return names;
    }
}
