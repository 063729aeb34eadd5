using AttendanceFunctions.Functions.Office.Pages;

namespace AttendanceFunctions.Functions.Office;

/// <summary>Who saw whom and when (domain 0.23). Rows are only added; the yearly retention ends them.</summary>
public sealed class AccessLog(TrustStorage storage, TimeProvider time)
{
    private readonly TableClient _table = storage.Table(Tables.AccessLog);

    /// <summary>Puts a page on record, before it is shown.</summary>
    /// <param name="school">The school; null where somebody named one that is not there.</param>
    public Task WriteAsync(
        StaffMember person, SchoolId? school, string page, AccessOutcome outcome, Upn? upn, CancellationToken cancellationToken) =>
        _table.AddEntityAsync(RowOf(person, school, page, outcome, upn), cancellationToken);

    /// <summary>Puts on record that a file about several pupils was opened, before it is handed out: a row for each of them.</summary>
    public Task WriteAsync(
        StaffMember person, SchoolId school, string page, IEnumerable<Upn> upns, CancellationToken cancellationToken) =>
        TableBatches.WriteAsync(
            _table,
            [
                .. upns.Select(upn => new TableTransactionAction(
                    TableTransactionActionType.Add, RowOf(person, school, page, AccessOutcome.Seen, upn))),
            ],
            cancellationToken);

    private TableEntity RowOf(StaffMember person, SchoolId? school, string page, AccessOutcome outcome, Upn? upn)
    {
        var at = time.GetUtcNow();
        // The newest row of a partition is the first: the key counts down. Two rows of one instant differ in their ends.
        var key = string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks:D19}-{Guid.NewGuid():N}");
        return new(school?.ToString() ?? Trust.Itself, key)
        {
            ["At"] = Columns.OfInstant(at),
            ["SignInName"] = person.SignInName,
            ["Name"] = person.Name,
            ["Page"] = page,
            ["Outcome"] = outcome.ToString(),
            ["Upn"] = upn?.ToString(),
        };
    }

    /// <summary>The newest rows of a school.</summary>
    /// <param name="most">The most rows, 1 to 1,000.</param>
    public async Task<IReadOnlyList<Access>> ReadAsync(SchoolId school, int most, CancellationToken cancellationToken) =>
        await _table.StreamAsync(TableRows.InPartition(school.ToString()), AccessOf, cancellationToken, mostInPage: most)
            .Take(most).ToListAsync(cancellationToken);

    /// <summary>The newest rows about pages of the whole trust, and about schools that are not there.</summary>
    /// <param name="most">The most rows, 1 to 1,000.</param>
    public async Task<IReadOnlyList<Access>> ReadOfTrustAsync(int most, CancellationToken cancellationToken) =>
        await _table.StreamAsync(TableRows.InPartition(Trust.Itself), AccessOf, cancellationToken, mostInPage: most)
            .Take(most).ToListAsync(cancellationToken);

    private static Access AccessOf(TableEntity row) => new(
        row.Instant("At"), row.Text("SignInName"), row.Text("Name"), row.Text("Page"), row.Word<AccessOutcome>("Outcome"),
        row.GetString("Upn") is { } upn ? Domain.Pupils.Upn.Parse(upn) : null);
}
