using System.Globalization;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Storage;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>Rows of a partition that are older than their period.</summary>
/// <param name="Table">The table.</param>
/// <param name="Partition">The partition; of histories, the school alone, since their partitions name pupils.</param>
/// <param name="Count">Rows.</param>
public sealed record ExpiredRows(string Table, string Partition, int Count);

/// <summary>
/// Deletes rows that are older than their period (<see cref="RetentionPeriods"/>). It is run once a year, may be broken off
/// anywhere, and finds the rest when it is run again.
/// </summary>
public sealed class Retention(TrustStorage storehouse, AddressesInUse inUse, TimeProvider time)
{
    /// <summary>The tables that are gone through, each with what says that a row of it is past keeping.</summary>
    public static IReadOnlyList<string> Covered { get; } =
        [Tables.Pupils, Tables.Attendance, Tables.Cases, Tables.CaseEvents, Tables.Nudges, Tables.SentTexts, Tables.UnusableAddresses, Tables.Intake, Tables.SchoolNights,
        Tables.LeadNotes, Tables.Failures];

    private DateOnly Today => London.DateAt(time.GetUtcNow());

    /// <summary>Why a day cannot be the one before which register entries go; empty if it can.</summary>
    public string ReasonAgainst(DateOnly before) => before > RetentionPeriods.RegisterCutoff(Today)
        ? string.Create(CultureInfo.InvariantCulture, $"Entries of the register are kept for {RetentionPeriods.RegisterYears} years by law: nothing after {RetentionPeriods.RegisterCutoff(Today):yyyy-MM-dd} may go.")
        : "";

    /// <summary>The day before which register entries go if they are kept for so many years.</summary>
    public DateOnly Cutoff(int years) => RetentionPeriods.RegisterCutoff(Today, years);

    /// <summary>Counts what is past keeping, or deletes it.</summary>
    /// <param name="before">Register entries, and what rests on them, go if they are from before this day.</param>
    /// <param name="delete">Whether to delete it.</param>
    /// <param name="cancellationToken">Stops it between two partitions.</param>
    /// <returns>What was found, by table and partition.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The law has what is asked for kept.</exception>
    /// <exception cref="Azure.RequestFailedException">412: a row was written meanwhile, or storage failed; repeat.</exception>
    public async Task<IReadOnlyList<ExpiredRows>> RunAsync(DateOnly before, bool delete, CancellationToken cancellationToken)
    {
        if (ReasonAgainst(before) is { Length: > 0 } reason)
        {
            throw new ArgumentOutOfRangeException(nameof(before), reason);
        }

        var found = new List<ExpiredRows>();
        var (files, addresses) = (await FilesAsync(cancellationToken), await inUse.ReadAsync(pupil => pupil.Date("Leaving") >= before, cancellationToken));
        foreach (var table in Covered)
        {
            var isPast = IsPast(table, before, files, addresses);
            found.AddRange(await RunAsync(table, isPast, delete, cancellationToken));
        }

        return found;
    }

    private Func<TableEntity, bool> IsPast(string table, DateOnly before, HashSet<string> files, HashSet<string> addresses)
    {
        var (morning, ledger) = (Today.AddDays(-RetentionPeriods.MorningDays), AcademicYear.Of(Today).StartYear - RetentionPeriods.LedgerYearsBefore);
        return table switch
        {
            Tables.Pupils => row => row.Date("Leaving") < before,
            Tables.Attendance or Tables.Cases => row => SubjectTables.YearOf(row).LastDay < before,
            Tables.CaseEvents => row => row.Date("On") < before,
            Tables.Nudges => row => SubjectTables.YearOf(row).StartYear < ledger,
            Tables.SentTexts => row => NudgeRow.PlaceOf(row.Text("Place")).Year.StartYear < ledger,
            // The table also says how far the list of bounces was read, in a row without a day.
            Tables.UnusableAddresses => row => row.ContainsKey("Since") && row.Date("Since") < morning && !addresses.Contains(row.RowKey),
            // Without its row a file would be read as if it were new.
            Tables.Intake => row => row.Date("Night") < before && !files.Contains(TableKeys.TextOf(row.RowKey)),
            Tables.SchoolNights => row => TableKeys.DateOf(row.PartitionKey) < before,
            Tables.LeadNotes => row => row.Date("Morning") < morning,
            Tables.Failures => row => row.Date("FailedOn") < morning,
            _ => throw new ArgumentOutOfRangeException(nameof(table), table, "Nothing says how long rows of this table are kept."),
        };
    }

    private async Task<List<ExpiredRows>> RunAsync(string table, Func<TableEntity, bool> isPast, bool delete, CancellationToken cancellationToken)
    {
        var (client, past, found) = (storehouse.Table(table), new List<TableEntity>(), new List<ExpiredRows>());
        async Task FinishAsync()
        {
            if (past.Count > 0 && delete)
            {
                await TableBatches.WriteAsync(client, [.. past.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag))], cancellationToken);
            }

            found.AddRange(past.Count > 0 ? [new(table, PlaceOf(table, past[0]), past.Count)] : Array.Empty<ExpiredRows>());
            past.Clear();
        }

        await foreach (var row in client.QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            // Rows come in the order of their partitions, so that one partition's at a time stand in memory.
            if (past.Count > 0 && past[0].PartitionKey != row.PartitionKey)
            {
                await FinishAsync();
            }

            past.AddRange(isPast(row) ? [row] : Array.Empty<TableEntity>());
        }

        await FinishAsync();
        return [.. found.GroupBy(rows => rows.Partition).Select(rows => new ExpiredRows(table, rows.Key, rows.Sum(row => row.Count)))];
    }

    private static string PlaceOf(string table, TableEntity row) => table == Tables.CaseEvents ? TableKeys.TextOf(row.PartitionKey).Split(':')[0] : row.PartitionKey;

    private async Task<HashSet<string>> FilesAsync(CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var container in Containers.Incoming)
        {
            await foreach (var blob in storehouse.Container(container).GetBlobsAsync(BlobTraits.None, BlobStates.None, "", cancellationToken))
            {
                names.Add($"{container}/{blob.Name}");
            }
        }

        return names;
    }
}
