namespace AttendanceFunctions.Functions.Storage;

/// <summary>
/// What schools, and the trust for itself, answered in the reviews of their policies: the newest answer of each sentence and term.
/// </summary>
public sealed class ReviewTable(TrustStorage storage)
{
    private readonly TableClient _table = storage.Table(Tables.Reviews);

    /// <summary>The answers of a school in a term, by sentence.</summary>
    public Task<IReadOnlyDictionary<OpaqueKey, ReviewAnswer>> ReadAsync(
        SchoolId school, SchoolTerm term, CancellationToken cancellationToken) => ReadAsync(school.ToString(), term, cancellationToken);

    /// <summary>The answers of the trust in a term, by sentence.</summary>
    public Task<IReadOnlyDictionary<OpaqueKey, ReviewAnswer>> ReadOfTrustAsync(SchoolTerm term, CancellationToken cancellationToken) =>
        ReadAsync(Trust.Itself, term, cancellationToken);

    /// <summary>Writes an answer of a school, in place of an earlier one of the term.</summary>
    public Task WriteAsync(
        SchoolId school, SchoolTerm term, OpaqueKey sentence, ReviewAnswer answer, CancellationToken cancellationToken) =>
        WriteAsync(school.ToString(), term, sentence, answer, cancellationToken);

    /// <summary>Writes an answer of the trust, in place of an earlier one of the term.</summary>
    public Task WriteOfTrustAsync(SchoolTerm term, OpaqueKey sentence, ReviewAnswer answer, CancellationToken cancellationToken) =>
        WriteAsync(Trust.Itself, term, sentence, answer, cancellationToken);

    private async Task<IReadOnlyDictionary<OpaqueKey, ReviewAnswer>> ReadAsync(
        string whose, SchoolTerm term, CancellationToken cancellationToken) =>
        await _table.StreamAsync(TableRows.InPartition(PartitionOf(whose, term)), AnswerOf, cancellationToken)
            .ToDictionaryAsync(row => row.Key, row => row.Answer, cancellationToken: cancellationToken);

    private async Task WriteAsync(
        string whose, SchoolTerm term, OpaqueKey sentence, ReviewAnswer answer, CancellationToken cancellationToken)
    {
        var row = new TableEntity(PartitionOf(whose, term), sentence.ToString())
        {
            ["State"] = answer.State.ToString(),
            ["Note"] = answer.Note,
            ["On"] = TableKeys.Of(answer.On),
        };
        AuthorColumns.Write(row, "By", answer.By);
        await _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    private static string PartitionOf(string whose, SchoolTerm term) => $"{whose}:{term.Id}";

    private static (OpaqueKey Key, ReviewAnswer Answer) AnswerOf(TableEntity row) => (
        OpaqueKey.Parse(row.RowKey),
        new(
            row.Word<ReviewState>("State"), row.Text("Note"),
            row.AuthorIfAny("By") ?? throw new InvalidOperationException($"The review of {row.PartitionKey} has an answer of nobody."),
            row.Date("On")));
}
