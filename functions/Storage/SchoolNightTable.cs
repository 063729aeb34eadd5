using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using AttendanceFunctions.Domain.Attendance;
using AttendanceFunctions.Domain.Messages.HoldOuts;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Trusts;
using Azure.Data.Tables;

namespace AttendanceFunctions.Functions.Storage;

/// <summary>What each school's night came to. A row says that the night is done; its absence that it is still to do.</summary>
public sealed class SchoolNightTable(TrustStorage storehouse)
{
    /// <summary>Rows with figures in a page of an answer: some tens of kilobytes each.</summary>
    private const int RowsInPage = 100;

    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    private readonly TableClient _table = storehouse.Table(Tables.SchoolNights);

    private static readonly string[] Keys = ["PartitionKey", "RowKey"];

    /// <summary>The columns of a row's counts, without its figures.</summary>
    private static readonly string[] Counts = [.. Keys, .. EntityOf(Example).Keys.Except(FiguresColumns.Names).Except(Keys)];

    private static SchoolNight Example => new(
        DateOnly.MinValue, SchoolId.Parse(Trust.Itself), "", Headcount.Nobody, new(0, 0, 0, 0, 0, 0), 0, 0, 0, "");

    /// <summary>The schools' rows of one night, by school, without their figures: those of a large trust are read one by one.</summary>
    public async Task<IReadOnlyList<SchoolNight>> ReadAsync(DateOnly night, CancellationToken cancellationToken)
    {
        var rows = new List<SchoolNight>();
        await foreach (var entity in _table.QueryAsync<TableEntity>(Of(night), select: Counts, cancellationToken: cancellationToken))
        {
            rows.Add(NightOf(entity));
        }

        return rows;
    }

    /// <summary>The schools' rows of one night, by school, each with its figures; no more than a page of them is in memory.</summary>
    public async IAsyncEnumerable<SchoolNight> StreamAsync(DateOnly night, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entity in _table.QueryAsync<TableEntity>(Of(night), maxPerPage: RowsInPage, cancellationToken: cancellationToken))
        {
            yield return NightOf(entity);
        }
    }

    /// <summary>A school's row of one night with its figures; none where it has not worked it out.</summary>
    public async Task<SchoolNight?> FindAsync(DateOnly night, SchoolId school, CancellationToken cancellationToken)
    {
        var entity = await _table.GetEntityIfExistsAsync<TableEntity>(TableKeys.Of(night), school.ToString(), cancellationToken: cancellationToken);
        return entity.HasValue ? NightOf(entity.Value!) : null;
    }

    /// <summary>The schools that have worked out a night.</summary>
    public async Task<IReadOnlySet<SchoolId>> DoneAsync(DateOnly night, CancellationToken cancellationToken)
    {
        var schools = new HashSet<SchoolId>();
        await foreach (var entity in _table.QueryAsync<TableEntity>(Of(night), select: Keys, cancellationToken: cancellationToken))
        {
            schools.Add(SchoolId.Parse(entity.RowKey));
        }

        return schools;
    }

    /// <summary>Whether a school has worked out a night later than this one, so that this one's message came too late to matter.</summary>
    public async Task<bool> IsSupersededAsync(DateOnly night, SchoolId school, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey gt {TableKeys.Of(night)} and RowKey eq {school.ToString()}");
        await foreach (var _ in _table.QueryAsync<TableEntity>(filter, maxPerPage: 1, select: Keys, cancellationToken: cancellationToken))
        {
            return true;
        }

        return false;
    }

    /// <summary>Writes the row unless it stands there already: a night that is repeated changes no table.</summary>
    public async Task WriteAsync(SchoolNight night, CancellationToken cancellationToken)
    {
        var row = EntityOf(night);
        var before = await _table.GetEntityIfExistsAsync<TableEntity>(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
        if (!before.HasValue || row.Any(column => !Equals(column.Value, before.Value![column.Key])))
        {
            await _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        }
    }

    private static TableEntity EntityOf(SchoolNight night)
    {
        var (headcount, intake) = (night.Headcount, night.Intake);
        var entity = new TableEntity(TableKeys.Of(night.Night), night.School.ToString())
        {
            ["Policy"] = night.PolicyId,
            ["Pupils"] = headcount.Pupils,
            ["PersistentAbsence"] = headcount.PersistentAbsence,
            ["SevereAbsence"] = headcount.SevereAbsence,
            ["AtStage"] = JsonSerializer.Serialize(headcount.AtStage),
            ["TooEarly"] = headcount.TooEarly,
            ["FilesApplied"] = intake.FilesApplied,
            ["FilesRejected"] = intake.FilesRejected,
            ["FilesHeld"] = intake.FilesHeld,
            ["RowsRead"] = intake.RowsRead,
            ["RowsApplied"] = intake.RowsApplied,
            ["RowsRejected"] = intake.RowsRejected,
            ["MissingMarks"] = night.MissingMarks,
            ["NudgesPlanned"] = night.NudgesPlanned,
            ["NudgesSuppressed"] = night.NudgesSuppressed,
            ["Fingerprint"] = night.Fingerprint,
            ["Nudges"] = JsonSerializer.Serialize(night.Nudges.All, Json),
            ["HoldOut"] = night.HoldOut == HoldOutSums.None ? "" : JsonSerializer.Serialize(night.HoldOut, Json),
        };
        TallyColumns.Write(entity, headcount.Tally);
        FiguresColumns.Write(entity, night.Figures);
        return entity;
    }

    private static SchoolNight NightOf(TableEntity entity) => new(
        TableKeys.DateOf(entity.PartitionKey), SchoolId.Parse(entity.RowKey), entity.Text("Policy"),
        new(
            entity.Number("Pupils"),
            entity.Tally(),
            entity.Number("PersistentAbsence"), entity.Number("SevereAbsence"),
            JsonSerializer.Deserialize<int[]>(entity.Text("AtStage")) ?? [], entity.Number("TooEarly")),
        new(
            entity.Number("FilesApplied"), entity.Number("FilesRejected"), entity.Number("FilesHeld"),
            entity.Number("RowsRead"), entity.Number("RowsApplied"), entity.Number("RowsRejected")),
        entity.Number("MissingMarks"), entity.Number("NudgesPlanned"), entity.Number("NudgesSuppressed"), entity.Text("Fingerprint"))
    {
        Nudges = Read<NudgeCount[]>(entity, "Nudges") is { } counts ? new(counts) : NudgeCounts.None,
        HoldOut = Read<HoldOutSums>(entity, "HoldOut") ?? HoldOutSums.None,
        Figures = entity.Figures(),
    };

    private static string Of(DateOnly night) => TableClient.CreateQueryFilter($"PartitionKey eq {TableKeys.Of(night)}");

    // Rows of nights before there were such columns have none; nothing was counted then.
    private static T? Read<T>(TableEntity entity, string column)
        where T : class => entity.GetString(column) is { Length: > 0 } text ? JsonSerializer.Deserialize<T>(text, Json) : null;
}
