namespace AttendanceFunctions.Functions.Storage;

/// <summary>What schools answered in the reviews of their policy: the newest answer of each sentence and term.</summary>
public sealed class ReviewTable(TrustStorage storage)
{
    private readonly TableClient _table = storage.Table(Tables.Reviews);

    /// <summary>The answers of a school in a term, by sentence.</summary>
    public async Task<IReadOnlyDictionary<OpaqueKey, ReviewAnswer>> ReadAsync(
        SchoolId school, SchoolTerm term, CancellationToken cancellationToken) =>
        await _table.StreamAsync(TableRows.InPartition(PartitionOf(school, term)), AnswerOf, cancellationToken)
            .ToDictionaryAsync(row => row.Key, row => row.Answer, cancellationToken: cancellationToken);

    /// <summary>Writes an answer, in place of an earlier one of the term.</summary>
    public Task WriteAsync(SchoolId school, SchoolTerm term, OpaqueKey sentence, ReviewAnswer answer, CancellationToken cancellationToken)
    {
        var row = new TableEntity(PartitionOf(school, term), sentence.ToString())
        {
            ["State"] = answer.State.ToString(),
            ["Note"] = answer.Note,
            ["On"] = TableKeys.Of(answer.On),
        };
        AuthorColumns.Write(row, "By", answer.By);
        return _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    private static string PartitionOf(SchoolId school, SchoolTerm term) => $"{school}:{term.Id}";

    private static (OpaqueKey Key, ReviewAnswer Answer) AnswerOf(TableEntity row) => (
        OpaqueKey.Parse(row.RowKey),
        new(
            row.Word<ReviewState>("State"), row.Text("Note"),
            row.AuthorIfAny("By") ?? throw new InvalidOperationException($"The review of {row.PartitionKey} has an answer of nobody."),
            row.Date("On")));
}
