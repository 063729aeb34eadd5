namespace AttendanceFunctions.Functions.Storage;

/// <summary>The history of every case: who, when, why, and what was known. Rows are only added.</summary>
public sealed class CaseEventTable(TrustStorage storage)
{
    private const string TimeForm = "HH:mm";

    private readonly TableClient _table = storage.Table(Tables.CaseEvents);

    /// <summary>A pupil's events at a school, in order.</summary>
    public async Task<IReadOnlyList<CaseEvent>> ReadAsync(SchoolId school, Upn upn, CancellationToken cancellationToken) =>
        await _table.ListAsync(TableRows.InPartition(PartitionOf(school, upn)), EventOf, cancellationToken);

    /// <summary>The events of all pupils of a school, in order, by pupil.</summary>
    /// <param name="since">Only events of this day and later ones.</param>
    public async Task<ILookup<Upn, CaseEvent>> ReadAllAsync(
        SchoolId school, CancellationToken cancellationToken, DateOnly since = default)
    {
        // A pupil's partition is named school:upn; ';' is the character after ':'.
        var (first, after) = (TableKeys.OfText($"{school}:"), TableKeys.OfText($"{school};"));
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {first} and PartitionKey lt {after} and On ge {TableKeys.Of(since)}");
        var rows = await _table.ListAsync(filter, row => (Upn: UpnOf(row), Event: EventOf(row)), cancellationToken);
        return rows.ToLookup(row => row.Upn, row => row.Event);
    }

    /// <summary>Adds a pupil's events. An event's key is its number, so a repetition writes the same rows.</summary>
    public async Task WriteAsync(SchoolId school, Upn upn, IEnumerable<CaseEvent> events, CancellationToken cancellationToken)
    {
        var rows = events.Select(happened => EntityOf(PartitionOf(school, upn), happened));
        await TableBatches.WriteAsync(_table, [.. rows.Select(TableRows.Upsert)], cancellationToken);
    }

    private static string PartitionOf(SchoolId school, Upn upn) => TableKeys.OfText($"{school}:{upn}");

    private static Upn UpnOf(TableEntity row) => Upn.Parse(TableKeys.TextOf(row.PartitionKey).Split(':', 2)[1]);

    private static TableEntity EntityOf(string partition, CaseEvent happened)
    {
        var entity = new TableEntity(partition, happened.Number.ToString("D6", CultureInfo.InvariantCulture))
        {
            ["On"] = TableKeys.Of(happened.On),
            ["Kind"] = happened.Kind.ToString(),
            ["From"] = happened.From,
            ["To"] = happened.To,
            ["What"] = happened.What,
            ["Known"] = happened.Known,
            ["Note"] = happened.Note,
            ["Key"] = happened.Key?.ToString() ?? "",
            ["Letters"] = string.Join(' ', happened.Letters.Select(letter => letter.NameOf())),
        };
        AuthorColumns.Write(entity, "By", happened.By);
        if (happened.Entry is { } entry)
        {
            entity["EntryKind"] = entry.Kind;
            entity["EntryOn"] = TableKeys.Of(entry.On);
            entity["EntryAt"] = entry.At?.ToString(TimeForm, CultureInfo.InvariantCulture) ?? "";
            entity["Present"] = entry.Present;
            entity["Text"] = entry.Text;
            entity["Outcome"] = entry.Outcome;
            entity["ForReferral"] = entry.ForReferral;
            entity["Corrects"] = entry.Corrects;
        }

        return entity;
    }

    private static LogEntry? EntryOf(TableEntity entity) => entity.DateIfAny("EntryOn") is { } on
        ? new(
            entity.Text("EntryKind"), on,
            entity.Text("EntryAt") is { Length: > 0 } at ? TimeOnly.ParseExact(at, TimeForm, CultureInfo.InvariantCulture) : null,
            entity.Text("Present"), entity.Text("Text"), entity.Text("Outcome"), entity.GetBoolean("ForReferral") ?? false,
            entity.GetInt32("Corrects"))
        : null;

    private static CaseEvent EventOf(TableEntity entity) => new(
        int.Parse(entity.RowKey, CultureInfo.InvariantCulture), entity.Date("On"), entity.Word<CaseEventKind>("Kind"),
        entity.Number("From"), entity.Number("To"),
        entity.Text("What"), entity.Text("Known"), entity.AuthorIfAny("By"), entity.Text("Note"),
        CaseKey.TryParse(entity.Text("Key"), out var key) ? key : null,
        [.. entity.Text("Letters").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => LetterKinds.ByName[name])])
    {
        Entry = EntryOf(entity),
    };
}
