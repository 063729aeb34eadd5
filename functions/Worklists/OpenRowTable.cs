using System.Text.Json;
using System.Text.Json.Serialization;
using AttendanceFunctions.Functions.Documents.Sheets;

namespace AttendanceFunctions.Functions.Worklists;

/// <summary>What is open about one pupil, or about the school as a whole.</summary>
/// <param name="Upn">The pupil; null for the school.</param>
public sealed record OpenRows(Upn? Upn)
{
    /// <summary>The rows of the last night, in the order of its worklist.</summary>
    public IReadOnlyList<WorklistRow> OfNight { get; init; } = [];

    /// <summary>The day of the morning's rows; null if there were none yet.</summary>
    public DateOnly? Morning { get; init; }

    /// <summary>The rows of that morning.</summary>
    public IReadOnlyList<WorklistRow> OfMorning { get; init; } = [];

    /// <summary>The rows of a day's morning; none if they are of an earlier day.</summary>
    public IReadOnlyList<WorklistRow> MorningOf(DateOnly day) => Morning == day ? OfMorning : [];

    /// <summary>The night's rows that the morning of a day does not say again.</summary>
    public IReadOnlyList<WorklistRow> NightOn(DateOnly day)
    {
        var said = MorningOf(day).Select(row => row.Key).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return [.. OfNight.Where(row => row.Key is null || !said.Contains(row.Key))];
    }
}

/// <summary>What is open at a school.</summary>
/// <param name="Night">The night of the rows; null if the school has had none.</param>
/// <param name="All">The rows by pupil, and those of the school.</param>
public sealed record OpenAtSchool(DateOnly? Night, IReadOnlyList<OpenRows> All);

/// <summary>
/// The rows of the newest worklist of each school by pupil, and of the morning's list, for the office: the files beside it are for people
/// to read and print. A page costs one partition read, and the rows of one pupil can be read and written alone.
/// </summary>
public sealed class OpenRowTable(TrustStorage storage)
{
    // No UPN has this key, because ~ is followed by four hexadecimal digits there.
    private const string SchoolRow = "~school";

    private const string NightColumn = "Night";

    private const string MorningColumn = "Morning";

    private const string NightText = "NightRows";

    private const string MorningText = "MorningRows";

    private const string PupilText = "Pupil";

    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter(), new CellConverter(), new SchoolConverter() },
    };

    private readonly TableClient _table = storage.Table(Tables.OpenRows);

    /// <summary>Everything that is open at a school, in one partition read.</summary>
    public async Task<OpenAtSchool> ReadAsync(SchoolId school, CancellationToken cancellationToken)
    {
        var rows = await _table.ListAsync(TableRows.InPartition(school.ToString()), row => row, cancellationToken);
        return new(
            rows.Find(row => row.RowKey == SchoolRow)?.DateIfAny(NightColumn), [.. rows.Select(row => RowsOf(row))]);
    }

    /// <summary>What is open about one pupil.</summary>
    public async Task<OpenRows> FindAsync(SchoolId school, Upn upn, CancellationToken cancellationToken) =>
        await _table.FirstAsync(TableRows.At(school.ToString(), KeyOf(upn.ToString())), RowsOf, cancellationToken) ?? new(upn);

    /// <summary>Changes the rows of one pupil.</summary>
    /// <param name="change">Returns the rows after the change. It is called again if the night, the morning or a person wrote them
    /// meanwhile.</param>
    public async Task ChangeAsync(SchoolId school, Upn upn, Func<OpenRows, OpenRows> change, CancellationToken cancellationToken)
    {
        var key = KeyOf(upn.ToString());
        var isWritten = false;
        while (!isWritten)
        {
            var stored = await _table.FirstAsync(TableRows.At(school.ToString(), key), row => row, cancellationToken);
            var after = change(stored is null ? new(upn) : RowsOf(stored));
            if (stored is null && after.OfNight.Count == 0)
            {
                return;
            }

            var entity = NightEntity(school, key, after.OfNight);
            if (stored?.GetString(PupilText) is { } pupil)
            {
                entity[PupilText] = pupil;
            }

            if (after.Morning is { } morning)
            {
                WriteMorning(entity, morning, after.OfMorning);
            }

            try
            {
                await TableBatches.WriteAsync(_table, [TableRows.Put(entity, stored?.ETag)], cancellationToken);
                isWritten = true;
            }
            catch (Azure.RequestFailedException meanwhile) when (meanwhile.Status is 412 or 409 or 404)
            {
                // Somebody wrote the row since it was read: it is read and changed again.
            }
        }
    }

    /// <summary>
    /// Replaces the rows of a school by those of a night; unchanged ones are not written. The morning's rows end with the day.
    /// </summary>
    /// <param name="choose">Returns the night's rows, given those of the night that are stored.</param>
    /// <returns>The night's rows.</returns>
    public async Task<IReadOnlyList<WorklistRow>> WriteNightAsync(
        SchoolId school, DateOnly night, Func<IReadOnlyList<WorklistRow>, IReadOnlyList<WorklistRow>> choose,
        CancellationToken cancellationToken)
    {
        var stored = await _table.ListAsync(TableRows.InPartition(school.ToString()), row => row, cancellationToken);
        var rows = choose([.. stored.SelectMany(row => RowsOf(row).OfNight)]);
        var wanted = ByKey(rows).ToDictionary(of => of.Key, of => NightEntity(school, of.Key, of.Rows), StringComparer.Ordinal);
        var ofSchool = wanted.GetValueOrDefault(SchoolRow) ?? NightEntity(school, SchoolRow, []);
        ofSchool[NightColumn] = TableKeys.Of(night);
        wanted[SchoolRow] = ofSchool;
        var actions = stored.Where(row => !wanted.ContainsKey(row.RowKey))
            .Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, Azure.ETag.All)).ToList();
        foreach (var row in stored.Where(row => wanted.TryGetValue(row.RowKey, out var same) && Columns(same).SequenceEqual(Columns(row))))
        {
            wanted.Remove(row.RowKey);
        }

        await TableBatches.WriteAsync(_table, [.. actions, .. wanted.Values.Select(TableRows.Upsert)], cancellationToken);
        return rows;
    }

    /// <summary>Replaces the morning's rows of a school; those of the night stay as they are.</summary>
    public async Task WriteMorningAsync(SchoolId school, DateOnly day, IEnumerable<WorklistRow> rows, CancellationToken cancellationToken)
    {
        var stored = await _table.ListAsync(TableRows.InPartition(school.ToString()), row => row, cancellationToken);
        var wanted = ByKey(rows).ToDictionary(of => of.Key, of => of.Rows, StringComparer.Ordinal);
        // A pupil who has been seen since has no row any more.
        foreach (var row in stored.Where(row => row.DateIfAny(MorningColumn) == day && !wanted.ContainsKey(row.RowKey)))
        {
            wanted[row.RowKey] = [];
        }

        var changes = wanted.Select(of => MorningEntity(school, of.Key, day, of.Value)).Select(row =>
            new TableTransactionAction(TableTransactionActionType.UpsertMerge, row));
        await TableBatches.WriteAsync(_table, [.. changes], cancellationToken);
    }

    private static IEnumerable<(string Key, List<WorklistRow> Rows)> ByKey(IEnumerable<WorklistRow> rows) =>
        rows.GroupBy(row => row.Pupil is { } pupil ? KeyOf(pupil.Upn) : SchoolRow, (key, of) => (key, of.ToList()), StringComparer.Ordinal);

    private static TableEntity NightEntity(SchoolId school, string key, IReadOnlyList<WorklistRow> rows)
    {
        var entity = new TableEntity(school.ToString(), key);
        Write(entity, NightText, rows);
        return entity;
    }

    private static TableEntity MorningEntity(SchoolId school, string key, DateOnly day, IReadOnlyList<WorklistRow> rows)
    {
        var entity = new TableEntity(school.ToString(), key);
        WriteMorning(entity, day, rows);
        return entity;
    }

    private static void WriteMorning(TableEntity entity, DateOnly day, IReadOnlyList<WorklistRow> rows)
    {
        entity[MorningColumn] = TableKeys.Of(day);
        Write(entity, MorningText, rows);
    }

    /// <summary>Writes rows as text in pieces, because one column holds at most 32 Ki characters; the pupil stands once.</summary>
    private static void Write(TableEntity entity, string column, IReadOnlyList<WorklistRow> rows)
    {
        if (rows.Count > 0 && rows[0].Pupil is { } pupil)
        {
            entity[PupilText] = JsonSerializer.Serialize(pupil, Json);
        }

        var text = JsonSerializer.Serialize(rows.Select(row => row with { Pupil = null }), Json);
        var pieces = text.Chunk(TableBatches.MostTextLength).Select(piece => new string(piece)).ToList();
        entity[$"{column}Pieces"] = pieces.Count;
        foreach (var (index, piece) in pieces.Index())
        {
            entity[Piece(column, index)] = piece;
        }
    }

    private static OpenRows RowsOf(TableEntity entity)
    {
        var pupil = entity.GetString(PupilText) is { } text ? JsonSerializer.Deserialize<WorklistPupil>(text, Json) : null;
        return new(pupil is null ? null : Domain.Pupils.Upn.Parse(TableKeys.TextOf(entity.RowKey)))
        {
            OfNight = Read(entity, NightText, pupil),
            Morning = entity.DateIfAny(MorningColumn),
            OfMorning = Read(entity, MorningText, pupil),
        };
    }

    private static IReadOnlyList<WorklistRow> Read(TableEntity entity, string column, WorklistPupil? pupil)
    {
        var pieces = entity.GetInt32($"{column}Pieces") ?? 0;
        var text = string.Concat(Enumerable.Range(0, pieces).Select(index => entity.Text(Piece(column, index))));
        return text.Length == 0 ? []
            : [.. (JsonSerializer.Deserialize<List<WorklistRow>>(text, Json) ?? []).Select(row => row with { Pupil = pupil })];
    }

    /// <summary>The columns of a row without its keys, in order.</summary>
    private static IEnumerable<(string Name, object Value)> Columns(TableEntity entity) =>
        from column in entity
        where column.Key is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag") && column.Value is not null
        orderby column.Key
        select (column.Key, column.Value);

    private static string Piece(string column, int index) => string.Create(CultureInfo.InvariantCulture, $"{column}{index}");

    private static string KeyOf(string upn) => TableKeys.OfText(upn);

    private sealed class CellConverter : JsonConverter<Cell>
    {
        private const char Separator = ':';

        public override Cell Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            (reader.GetString() ?? "").Split(Separator, 2) is [var kind, var content]
                ? Cell.Stored(Enum.Parse<CellKind>(kind), content)
                : Cell.Empty;

        public override void Write(Utf8JsonWriter writer, Cell value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Kind == CellKind.Empty ? "" : $"{value.Kind}{Separator}{value.Content}");
    }

    private sealed class SchoolConverter : JsonConverter<SchoolId>
    {
        public override SchoolId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            SchoolId.Parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, SchoolId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
