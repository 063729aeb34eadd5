namespace AttendanceFunctions.Functions.Storage;

/// <summary>The history of every case: who, when, why, and what was known. Rows are only added.</summary>
public sealed class CaseEventTable(TrustStorage storage)
{
    private readonly TableClient _table = storage.Table(Tables.CaseEvents);

    /// <summary>A pupil's events at a school, in order.</summary>
    public async Task<IReadOnlyList<CaseEvent>> ReadAsync(SchoolId school, Upn upn, CancellationToken cancellationToken) =>
        await _table.ListAsync(TableRows.InPartition(PartitionOf(school, upn)), EventOf, cancellationToken);

    /// <summary>Adds a pupil's events. An event's key is its number, so a repetition writes the same rows.</summary>
    public async Task WriteAsync(SchoolId school, Upn upn, IEnumerable<CaseEvent> events, CancellationToken cancellationToken)
    {
        var rows = events.Select(happened => EntityOf(PartitionOf(school, upn), happened));
        await TableBatches.WriteAsync(_table, [.. rows.Select(TableRows.Upsert)], cancellationToken);
    }

    private static string PartitionOf(SchoolId school, Upn upn) => TableKeys.OfText($"{school}:{upn}");

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
        return entity;
    }

    private static CaseEvent EventOf(TableEntity entity) => new(
        int.Parse(entity.RowKey, CultureInfo.InvariantCulture), entity.Date("On"), entity.Word<CaseEventKind>("Kind"),
        entity.Number("From"), entity.Number("To"),
        entity.Text("What"), entity.Text("Known"), entity.AuthorIfAny("By"), entity.Text("Note"),
        CaseKey.TryParse(entity.Text("Key"), out var key) ? key : null,
        [.. entity.Text("Letters").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => LetterKinds.ByName[name])]);
}
