using System.Text.Json;
using System.Text.Json.Serialization;
using AttendanceFunctions.Domain.Messages.HoldOuts;
using AttendanceFunctions.Domain.Summaries;

namespace AttendanceFunctions.Functions.Storage;

/// <summary>The results of each school's night. A night is done if it has a row.</summary>
public sealed class SchoolNightTable(TrustStorage storage)
{
    /// <summary>Rows with figures per page, because each has some tens of kilobytes.</summary>
    private const int RowsInPage = 100;

    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>The columns of a row except the figures, with the value of each.</summary>
    private static readonly (string Name, Func<SchoolNight, object?> Value)[] Counts =
    [
        ("Policy", night => night.PolicyId),
        ("Pupils", night => night.Headcount.Pupils),
        ("PersistentAbsence", night => night.Headcount.PersistentAbsence),
        ("SevereAbsence", night => night.Headcount.SevereAbsence),
        ("AtStage", night => JsonSerializer.Serialize(night.Headcount.AtStage)),
        ("PupilsHeld", night => night.PupilsHeld),
        ("TooEarly", night => night.Headcount.TooEarly),
        ("FilesApplied", night => night.Intake.FilesApplied),
        ("FilesRejected", night => night.Intake.FilesRejected),
        ("FilesHeld", night => night.Intake.FilesHeld),
        ("RowsRead", night => night.Intake.RowsRead),
        ("RowsApplied", night => night.Intake.RowsApplied),
        ("RowsRejected", night => night.Intake.RowsRejected),
        ("RowsHeld", night => night.Intake.RowsHeld),
        ("MissingMarks", night => night.MissingMarks),
        ("NudgesPlanned", night => night.NudgesPlanned),
        ("NudgesSuppressed", night => night.NudgesSuppressed),
        ("MessagesRefused", night => night.MessagesRefused),
        ("ReportsLate", night => night.ReportsLate),
        ("ShowsAttendance", night => night.ShowsAttendance),
        ("TellsUnauthorised", night => night.TellsUnauthorised),
        ("Fingerprint", night => night.Fingerprint),
        ("Nudges", night => JsonSerializer.Serialize(night.Nudges.All, Json)),
        ("HoldOut", night => night.HoldOut is { } sums ? JsonSerializer.Serialize(sums, Json) : null),
    ];

    private readonly TableClient _table = storage.Table(Tables.SchoolNights);

    /// <summary>The schools' rows of one night, by school, without figures: a large trust's figures must be read one by one.</summary>
    public async Task<IReadOnlyList<SchoolNight>> ReadAsync(DateOnly night, CancellationToken cancellationToken) =>
        await Readable(_table.StreamAsync(
            Of(night), row => row, cancellationToken, [.. Counts.Select(count => count.Name), .. TallyColumns.Names]))
            .ToListAsync(cancellationToken);

    /// <summary>The schools' rows of one night, by school, with figures; at most one page of them is in memory.</summary>
    public IAsyncEnumerable<SchoolNight> StreamAsync(DateOnly night, CancellationToken cancellationToken) =>
        Readable(_table.StreamAsync(Of(night), row => row, cancellationToken, mostInPage: RowsInPage));

    /// <summary>A school's row of one night with its figures; null if the night is not done.</summary>
    public Task<SchoolNight?> FindAsync(DateOnly night, SchoolId school, CancellationToken cancellationToken) =>
        _table.FindAsync(TableKeys.Of(night), school.ToString(), NightOf, cancellationToken);

    /// <summary>The schools that have done a night.</summary>
    public async Task<IReadOnlySet<SchoolId>> DoneAsync(DateOnly night, CancellationToken cancellationToken) =>
        (await _table.ListAsync(Of(night), row => SchoolId.Parse(row.RowKey), cancellationToken, columns: [])).ToHashSet();

    /// <summary>Whether a school has done a later night than this one, so that this one is no longer needed.</summary>
    public async Task<bool> IsSupersededAsync(DateOnly night, SchoolId school, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey gt {TableKeys.Of(night)} and RowKey eq {school.ToString()}");
        return await _table.FirstAsync(filter, row => row, cancellationToken, columns: []) is not null;
    }

    /// <summary>Writes the row unless the table has an equal one: a repeated night changes no table.</summary>
    public async Task WriteAsync(SchoolNight night, CancellationToken cancellationToken)
    {
        var row = EntityOf(night);
        var before = await _table.FindAsync(row.PartitionKey, row.RowKey, found => found, cancellationToken);
        if (before is null || !row.IsAsWritten(before))
        {
            await _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        }
    }

    private static TableEntity EntityOf(SchoolNight night)
    {
        var entity = new TableEntity(TableKeys.Of(night.Night), night.School.ToString());
        foreach (var (name, value) in Counts)
        {
            entity[name] = value(night);
        }

        TallyColumns.Write(entity, night.Headcount.Tally);
        FiguresColumns.Write(entity, night.Figures);
        return entity;
    }

    private static SchoolNight NightOf(TableEntity entity) => new(
        TableKeys.DateOf(entity.PartitionKey), SchoolId.Parse(entity.RowKey), entity.Text("Policy"),
        new(
            entity.Number("Pupils"), entity.Tally(), entity.Number("PersistentAbsence"), entity.Number("SevereAbsence"),
            JsonSerializer.Deserialize<int[]>(entity.Text("AtStage")) ?? [], entity.Number("TooEarly")),
        new(
            entity.Number("FilesApplied"), entity.Number("FilesRejected"), entity.Number("FilesHeld"),
            entity.Number("RowsRead"), entity.Number("RowsApplied"), entity.Number("RowsRejected"),
            entity.Number("RowsHeld")),
        entity.Number("MissingMarks"), entity.Number("NudgesPlanned"), entity.Number("NudgesSuppressed"), entity.Text("Fingerprint"))
    {
        PupilsHeld = entity.Number("PupilsHeld"),
        MessagesRefused = entity.GetInt32("MessagesRefused") ?? 0,
        ReportsLate = entity.GetInt32("ReportsLate") ?? 0,
        Nudges = entity.GetString("Nudges") is { } counts ? new(JsonSerializer.Deserialize<NudgeCount[]>(counts, Json)!) : NudgeCounts.None,
        HoldOut = entity.GetString("HoldOut") is { } sums ? JsonSerializer.Deserialize<HoldOutSums>(sums, Json) : null,
        Figures = entity.Figures(),
        ShowsAttendance = entity.Flag("ShowsAttendance"),
        TellsUnauthorised = entity.Flag("TellsUnauthorised"),
    };

    /// <summary>The nights of rows; one that cannot be read counts as not done, so that the summary of the other schools is made.</summary>
    private static async IAsyncEnumerable<SchoolNight> Readable(IAsyncEnumerable<TableEntity> rows)
    {
        await foreach (var row in rows)
        {
            if (TryRead(row) is { } night)
            {
                yield return night;
            }
        }
    }

    private static SchoolNight? TryRead(TableEntity row)
    {
        try
        {
            return NightOf(row);
        }
        catch (Exception fault) when (fault is JsonException or FormatException or ArgumentException or InvalidOperationException
            or InvalidCastException or OverflowException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static string Of(DateOnly night) => TableRows.InPartition(TableKeys.Of(night));
}
