using System.Text.Json;
using System.Text.Json.Serialization;
using AttendanceFunctions.Domain.HoldOuts;
using AttendanceFunctions.Domain.Summaries;
using AttendanceFunctions.Domain.Trusts;
using Azure.Data.Tables;

namespace AttendanceFunctions.Functions.Storage;

/// <summary>What each school's night came to. A row says that the night is done; its absence that it is still to do.</summary>
public sealed class SchoolNightTable(Storehouse storehouse)
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    private readonly TableClient _table = storehouse.Table(Tables.SchoolNights);

    /// <summary>The schools' rows of one night, by school.</summary>
    public async Task<IReadOnlyList<SchoolNight>> ReadAsync(DateOnly night, CancellationToken cancellationToken)
    {
        var rows = new List<SchoolNight>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {TableKeys.Of(night)}");
        await foreach (var entity in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            rows.Add(NightOf(entity));
        }

        return rows;
    }

    /// <summary>Whether a school has worked out this night.</summary>
    public async Task<bool> IsDoneAsync(DateOnly night, SchoolId school, CancellationToken cancellationToken) =>
        (await _table.GetEntityIfExistsAsync<TableEntity>(TableKeys.Of(night), school.ToString(), cancellationToken: cancellationToken)).HasValue;

    /// <summary>Whether a school has worked out a night later than this one, so that this one's message came too late to matter.</summary>
    public async Task<bool> IsSupersededAsync(DateOnly night, SchoolId school, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey gt {TableKeys.Of(night)} and RowKey eq {school.ToString()}");
        await foreach (var _ in _table.QueryAsync<TableEntity>(filter, maxPerPage: 1, cancellationToken: cancellationToken))
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
    };

    // Rows of nights before there were such columns have none; nothing was counted then.
    private static T? Read<T>(TableEntity entity, string column)
        where T : class => entity.GetString(column) is { Length: > 0 } text ? JsonSerializer.Deserialize<T>(text, Json) : null;
}
