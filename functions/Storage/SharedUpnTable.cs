namespace AttendanceFunctions.Functions.Storage;

/// <summary>A pupil of a school whose UPN another school of the trust has too.</summary>
/// <param name="Since">The night that found it.</param>
/// <param name="IsCarried">Whether this school has taken what the other school's case brings; it is taken once.</param>
public sealed record SharedUpnRow(SchoolId School, Upn Upn, SchoolId Other, DateOnly Since, bool IsCarried)
{
    /// <summary>The opaque key by which a decision names the row.</summary>
    public string Key => OpaqueKey.Of("upn", School.ToString(), Upn.ToString(), Other.ToString()).ToString();
}

/// <summary>A pupil of a school whose UPN another school has too, as the rosters of both stand tonight.</summary>
/// <param name="Other">The other school.</param>
public sealed record SharedUpnTonight(SharedUpnRow Row, School Other, RosterEntry Here, RosterEntry There, SharedUpn Relation)
{
    public Upn Upn => Row.Upn;

    /// <summary>Whether marks of the other school count here.</summary>
    public bool CountsMarks => Relation is SharedUpn.CameFromThere or SharedUpn.DualRegistered;

    /// <summary>The days on roll at the other school whose marks count here.</summary>
    public OnRoll RollThere => Relation == SharedUpn.CameFromThere ? SameChild.BeforeMove(There, Here) : There.Pupil.OnRoll;
}

/// <summary>
/// UPNs that more than one school has. The night that finds one writes a row for either school, so that each looks every night for as
/// long as the question is open, in one request.
/// </summary>
public sealed class SharedUpnTable(TrustStorage storage)
{
    private const char Separator = ':';

    private readonly TableClient _table = storage.Table(Tables.SharedUpns);

    /// <summary>A school's rows, in one partition read.</summary>
    public async Task<IReadOnlyList<SharedUpnRow>> ReadAsync(SchoolId school, CancellationToken cancellationToken) =>
        await _table.ListAsync(TableRows.InPartition(school.ToString()), RowOf, cancellationToken);

    /// <summary>Writes rows, each conditional on nothing: a repetition writes the same.</summary>
    public Task WriteAsync(IEnumerable<SharedUpnRow> rows, CancellationToken cancellationToken) =>
        ApplyAsync(rows, row => TableRows.Upsert(EntityOf(row)), cancellationToken);

    /// <summary>Writes rows of another school that it may have already; what it has noted in them stays.</summary>
    public Task MergeAsync(IEnumerable<SharedUpnRow> rows, CancellationToken cancellationToken) =>
        ApplyAsync(
            rows,
            row => new(
                TableTransactionActionType.UpsertMerge, new TableEntity(row.School.ToString(), KeyOf(row)) { [Since] = SinceOf(row) }),
            cancellationToken);

    /// <summary>Deletes rows that were read.</summary>
    public Task DeleteAsync(IEnumerable<SharedUpnRow> rows, CancellationToken cancellationToken) =>
        ApplyAsync(rows, row => new(TableTransactionActionType.Delete, EntityOf(row), Azure.ETag.All), cancellationToken);

    /// <summary>The UPN in a row's key.</summary>
    public static Upn UpnOf(TableEntity row) => Upn.Parse(PartsOf(row)[0]);

    private const string Since = "Since";

    private const string Carried = "Carried";

    private async Task ApplyAsync(
        IEnumerable<SharedUpnRow> rows, Func<SharedUpnRow, TableTransactionAction> action, CancellationToken cancellationToken)
    {
        foreach (var school in rows.GroupBy(row => row.School))
        {
            await TableBatches.WriteAsync(_table, [.. school.Select(action)], cancellationToken);
        }
    }

    private static string KeyOf(SharedUpnRow row) => TableKeys.OfText($"{row.Upn}{Separator}{row.Other}");

    private static string SinceOf(SharedUpnRow row) => TableKeys.Of(row.Since);

    private static TableEntity EntityOf(SharedUpnRow row) =>
        new(row.School.ToString(), KeyOf(row)) { [Since] = SinceOf(row), [Carried] = row.IsCarried };

    private static SharedUpnRow RowOf(TableEntity row) => new(
        SchoolId.Parse(row.PartitionKey), UpnOf(row), SchoolId.Parse(PartsOf(row)[1]), row.Date(Since), row.GetBoolean(Carried) == true);

    // Neither a UPN nor a school's id has a colon.
    private static string[] PartsOf(TableEntity row) => TableKeys.TextOf(row.RowKey).Split(Separator);
}
