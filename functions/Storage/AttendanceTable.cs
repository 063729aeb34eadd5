using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Registers;
using AttendanceFunctions.Domain.Trusts;
using Azure.Data.Tables;

namespace AttendanceFunctions.Functions.Storage;

/// <summary>Every pupil's year of marks with the figures of the last night.</summary>
public sealed class AttendanceTable(TrustStorage storehouse)
{
    /// <summary>Rows that one query names by their keys: the service allows fifteen comparisons, of which one is the partition's.</summary>
    private const int MostKeys = 14;

    private readonly TableClient _table = storehouse.Table(Tables.Attendance);

    /// <summary>All records of a school in a school year, in one partition read.</summary>
    public async Task<IReadOnlyDictionary<Upn, Versioned<AttendanceRecord>>> ReadAsync(SchoolId school, AcademicYear year, CancellationToken cancellationToken)
    {
        var records = new Dictionary<Upn, Versioned<AttendanceRecord>>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {TableKeys.Of(school, year)}");
        await foreach (var entity in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            var record = RecordOf(entity, year);
            records[record.Upn] = new(record, entity.ETag);
        }

        return records;
    }

    /// <summary>The pupils of whom a school has a record in a school year, without what is in it.</summary>
    public async Task<IReadOnlySet<Upn>> ReadPupilsAsync(SchoolId school, AcademicYear year, CancellationToken cancellationToken)
    {
        var pupils = new HashSet<Upn>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {TableKeys.Of(school, year)}");
        await foreach (var entity in _table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
        {
            pupils.Add(Upn.Parse(TableKeys.TextOf(entity.RowKey)));
        }

        return pupils;
    }

    /// <summary>The marks of some pupils of a school in a school year: a few by their keys, many in one partition read; none without a request.</summary>
    public async Task<IReadOnlyDictionary<Upn, YearOfMarks>> ReadMarksAsync(
        SchoolId school, AcademicYear year, IReadOnlyCollection<Upn> pupils, CancellationToken cancellationToken)
    {
        var marks = new Dictionary<Upn, YearOfMarks>();
        if (pupils.Count == 0)
        {
            return marks;
        }

        var wanted = pupils.ToHashSet();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {TableKeys.Of(school, year)}");
        var byKeys = wanted.Count <= MostKeys
            ? $"{filter} and ({string.Join(" or ", wanted.Select(upn => TableClient.CreateQueryFilter($"RowKey eq {TableKeys.OfText(upn.ToString())}")))})"
            : filter;
        await foreach (var entity in _table.QueryAsync<TableEntity>(byKeys, select: ["PartitionKey", "RowKey", "Marks"], cancellationToken: cancellationToken))
        {
            var upn = Upn.Parse(TableKeys.TextOf(entity.RowKey));
            if (wanted.Contains(upn))
            {
                marks[upn] = YearOfMarks.Parse(year, entity.Text("Marks"));
            }
        }

        return marks;
    }

    /// <summary>One pupil's record; null where there is none.</summary>
    public async Task<AttendanceRecord?> FindAsync(SchoolId school, AcademicYear year, Upn upn, CancellationToken cancellationToken)
    {
        // The same read as one by its keys, which would put the UPN into the path of an address, where request logs and traces keep it.
        var byKeys = TableClient.CreateQueryFilter($"PartitionKey eq {TableKeys.Of(school, year)} and RowKey eq {TableKeys.OfText(upn.ToString())}");
        await foreach (var row in _table.QueryAsync<TableEntity>(byKeys, cancellationToken: cancellationToken))
        {
            return RecordOf(row, year);
        }

        return null;
    }

    /// <summary>Writes the records that are new or changed, each against the ETag that it was read with.</summary>
    /// <exception cref="Azure.RequestFailedException">412 or 409: another run wrote one of them since.</exception>
    public async Task WriteAsync(
        SchoolId school, AcademicYear year, IReadOnlyDictionary<Upn, Versioned<AttendanceRecord>> before, IEnumerable<AttendanceRecord> after,
        CancellationToken cancellationToken)
    {
        var partition = TableKeys.Of(school, year);
        var actions = new List<TableTransactionAction>();
        foreach (var record in after)
        {
            if (!before.TryGetValue(record.Upn, out var stored))
            {
                actions.Add(new(TableTransactionActionType.Add, EntityOf(partition, record)));
            }
            else if (stored.Value != record)
            {
                actions.Add(new(TableTransactionActionType.UpdateReplace, EntityOf(partition, record), stored.ETag));
            }
        }

        await TableBatches.WriteAsync(_table, actions, cancellationToken);
    }

    private static TableEntity EntityOf(string partition, AttendanceRecord record)
    {
        var entity = new TableEntity(partition, TableKeys.OfText(record.Upn.ToString()))
        {
            ["Marks"] = record.Marks.Text,
            ["LateMinutes"] = record.Late.Text,
            ["Stages"] = record.Stages.Text,
            ["OtherSchools"] = record.Elsewhere,
            ["Night"] = record.Night is { } night ? TableKeys.Of(night) : null,
            ["Stage"] = record.Stage,
            ["StageBefore"] = record.StageBefore,
            ["PersistentAbsence"] = record.IsPersistentAbsence,
            ["SevereAbsence"] = record.IsSevereAbsence,
            ["CorrectedOn"] = record.CorrectedOn is { } corrected ? TableKeys.Of(corrected) : null,
        };
        TallyColumns.Write(entity, record.Tally);
        return entity;
    }

    private static AttendanceRecord RecordOf(TableEntity entity, AcademicYear year) => new(
        Upn.Parse(TableKeys.TextOf(entity.RowKey)),
        YearOfMarks.Parse(year, entity.Text("Marks")),
        entity.Tally(),
        entity.DateIfAny("Night"), entity.GetInt32("Stage"), entity.GetInt32("StageBefore"),
        entity.Flag("PersistentAbsence"), entity.Flag("SevereAbsence"), entity.DateIfAny("CorrectedOn"))
    {
        Late = LateMinutes.Parse(entity.Text("LateMinutes")),
        Stages = StageHistory.Parse(entity.Text("Stages")),
        Elsewhere = entity.Text("OtherSchools"),
    };
}
