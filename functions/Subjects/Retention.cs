using AttendanceFunctions.Functions.Messages.Ledger;
using Azure.Storage.Blobs.Models;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>
/// How long data is kept (docs/data-protection.md). <see cref="Retention"/> applies the periods to tables, and the lifecycle rules of
/// the storage account apply them to containers.
/// </summary>
public static class RetentionPeriods
{
    /// <summary>The least years to keep register entries: School Attendance (Pupil Registration) (England) Regulations 2024.</summary>
    public const int RegisterYears = 6;

    /// <summary>The same period for a file, in days since it was written, with two leap years among the six.</summary>
    public const int RegisterFileDays = 2192;

    /// <summary>Days for which a morning's files and records of failures are kept: a school year and a holiday.</summary>
    public const int MorningDays = 400;

    /// <summary>Days after which an earlier version of a file is deleted, counted from the day on which it was written.</summary>
    public const int VersionDays = 90;

    /// <summary>Days for which a deleted file can be restored.</summary>
    public const int UndoDays = 30;

    /// <summary>Years for which it is kept who opened which page: long enough to look into a complaint about it.</summary>
    public const int AccessYears = 2;

    /// <summary>School years before the current one for which the ledger is kept.</summary>
    public const int LedgerYearsBefore = 1;

    /// <summary>The day before which register entries no longer have to be kept.</summary>
    public static DateOnly RegisterCutoff(DateOnly today, int years = RegisterYears) => today.AddYears(-years);
}

/// <summary>The number of rows of a partition that are older than their period.</summary>
/// <param name="Partition">The partition; for the table of case histories only the school, because its partitions contain UPNs.</param>
public sealed record ExpiredRows(string Table, string Partition, int Count);

/// <summary>Deletes rows that are older than their period, once a year. If interrupted, a repetition deletes the rest.</summary>
public sealed class Retention(TrustStorage storage, SubjectTables subjects, TimeProvider time)
{
    /// <summary>The tables that have a period.</summary>
    public static IReadOnlyList<string> Covered { get; } =
    [
        Tables.Pupils, Tables.SharedUpns, Tables.Attendance, Tables.Cases, Tables.CaseEvents, Tables.Nudges, Tables.SentTexts,
        Tables.UnusableAddresses, Tables.ClearedAddresses, Tables.Intake, Tables.SchoolNights, Tables.MorningNotes, Tables.Failures,
        Tables.FamilyKeys, Tables.OpenRows, Tables.AccessLog, Tables.Reviews, Tables.SendingPauses, Tables.KeySecrets,
    ];

    private DateOnly Today => London.DateAt(time.GetUtcNow());

    /// <summary>Why register entries from before a day may not be deleted yet; null if they may be.</summary>
    public string? ReasonAgainst(DateOnly before)
    {
        var cutoff = RetentionPeriods.RegisterCutoff(Today);
        return before <= cutoff ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"Entries of the register are kept for {RetentionPeriods.RegisterYears} years by law: none after {cutoff:yyyy-MM-dd} may go.");
    }

    /// <summary>The day before which register entries are deleted if they are kept for this many years.</summary>
    public DateOnly Cutoff(int years) => RetentionPeriods.RegisterCutoff(Today, years);

    /// <summary>Counts expired rows by table and partition, and deletes them if <paramref name="delete"/> is set.</summary>
    /// <param name="before">Register entries from before this day, and data derived from them, have expired.</param>
    /// <exception cref="ArgumentOutOfRangeException">The law requires entries from before this day to be kept.</exception>
    /// <exception cref="Azure.RequestFailedException">412: a row was written meanwhile, or storage failed; repeat.</exception>
    public async Task<IReadOnlyList<ExpiredRows>> RunAsync(DateOnly before, bool delete, CancellationToken cancellationToken)
    {
        if (ReasonAgainst(before) is { } reason)
        {
            throw new ArgumentOutOfRangeException(nameof(before), reason);
        }

        var found = new List<ExpiredRows>();
        var files = await FilesAsync(cancellationToken);
        var addresses = await subjects.AddressesInUseAsync(pupil => pupil.Date("Leaving") >= before, cancellationToken);
        foreach (var table in Covered)
        {
            found.AddRange(await RunAsync(table, IsPast(table, before, files, addresses), delete, cancellationToken));
        }

        return found;
    }

    private Func<TableEntity, bool> IsPast(string table, DateOnly before, HashSet<string> files, HashSet<string> addresses)
    {
        var morning = Today.AddDays(-RetentionPeriods.MorningDays);
        var ledger = AcademicYear.Of(Today).StartYear - RetentionPeriods.LedgerYearsBefore;
        return table switch
        {
            Tables.Pupils => row => PupilTable.EntryOf(row).End < before,
            Tables.SharedUpns => row => row.Date("Since") < before,
            Tables.Attendance or Tables.Cases => row => SubjectTables.YearOf(row).LastDay < before,
            Tables.CaseEvents or Tables.Reviews => row => row.Date("On") < before,
            Tables.Nudges => row => SubjectTables.YearOf(row).StartYear < ledger,
            Tables.SentTexts => row => NudgeRow.PlaceOf(row.Text("Place")).Year.StartYear < ledger,
            // The table also stores how far the list of bounces was read, in a row without a day.
            Tables.UnusableAddresses => row => row.ContainsKey("Since") && row.Date("Since") < morning && !addresses.Contains(row.RowKey),
            // After it, people are asked again: numbers change hands.
            Tables.ClearedAddresses => row => row.Date("On") < morning,
            // A school that is still there writes its row again on its next night.
            Tables.FamilyKeys => row => row.Date("Night") < morning,
            Tables.KeySecrets => _ => false,
            // The next night of a school writes its rows again; those of a school that has left the trust end here.
            Tables.OpenRows => row => row.Timestamp is { } at && London.DateAt(at) < morning,
            Tables.AccessLog => row => London.DateAt(row.Instant("At")) < Today.AddYears(-RetentionPeriods.AccessYears),
            // As long as what was sent or not sent can be asked about; the ledger itself goes earlier.
            Tables.SendingPauses => row => London.DateAt(row.Instant("At")) < before,
            // Without its ledger row, a file would be read as if it were new.
            Tables.Intake => row => row.Date("Night") < before && !files.Contains(row.Text("Name")),
            Tables.SchoolNights => row => TableKeys.DateOf(row.PartitionKey) < before,
            Tables.MorningNotes => row => row.Date("Morning") < morning,
            Tables.Failures => row => row.Date("FailedOn") < morning,
            _ => throw new ArgumentOutOfRangeException(nameof(table), table, "Nothing says how long rows of this table are kept."),
        };
    }

    private async Task<List<ExpiredRows>> RunAsync(
        string table, Func<TableEntity, bool> isPast, bool delete, CancellationToken cancellationToken)
    {
        var (client, past, found) = (storage.Table(table), new List<TableEntity>(), new List<ExpiredRows>());
        async Task FinishPartitionAsync()
        {
            if (past.Count == 0)
            {
                return;
            }

            if (delete)
            {
                var deletions = past.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag)).ToList();
                await TableBatches.WriteAsync(client, deletions, cancellationToken);
            }

            found.Add(new(table, PlaceOf(table, past[0]), past.Count));
            past.Clear();
        }

        await foreach (var row in client.QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            // Rows are in the order of their partitions, so only one partition's rows are in memory at a time.
            if (past.Count > 0 && past[0].PartitionKey != row.PartitionKey)
            {
                await FinishPartitionAsync();
            }

            if (isPast(row))
            {
                past.Add(row);
            }
        }

        await FinishPartitionAsync();
        return [.. found.GroupBy(rows => rows.Partition).Select(rows => new ExpiredRows(table, rows.Key, rows.Sum(row => row.Count)))];
    }

    private static string PlaceOf(string table, TableEntity row) =>
        table == Tables.CaseEvents ? TableKeys.TextOf(row.PartitionKey).Split(':')[0] : row.PartitionKey;

    private async Task<HashSet<string>> FilesAsync(CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var container in Containers.Incoming)
        {
            var blobs = storage.Container(container).GetBlobsAsync(BlobTraits.None, BlobStates.None, "", cancellationToken);
            names.UnionWith(await blobs.Select(blob => $"{container}/{blob.Name}").ToListAsync(cancellationToken));
        }

        return names;
    }
}
