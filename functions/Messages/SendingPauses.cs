using Azure;

namespace AttendanceFunctions.Functions.Messages;

/// <summary>That somebody paused all sending, or let messages leave again.</summary>
/// <param name="Key">The key of its row, by which a form names what its reader saw.</param>
/// <param name="IsPause">Whether nothing leaves since; false if messages leave again.</param>
/// <param name="Why">The person's reason; never empty.</param>
public sealed record SendingChange(string Key, DateTimeOffset At, bool IsPause, Author.SignedIn By, string Why)
{
    /// <summary>When it was, in London: "23 March 2026 at 15:04".</summary>
    public string When => London.InWords(At);
}

/// <summary>A time in which nothing left.</summary>
/// <param name="To">What ended it; null while it lasts.</param>
public sealed record SendingPause(SendingChange From, SendingChange? To)
{
    /// <summary>The pause in a sentence for staff.</summary>
    public override string ToString() => To is null
        ? $"All sending has been paused since {From.When} by {From.By.Name}: {From.Why}"
        : $"All sending was paused from {From.When} to {To.When} by {From.By.Name}: {From.Why}";

    /// <summary>The pauses of changes, the newest first.</summary>
    /// <param name="changes">What people changed, the newest first. A pause of which the beginning is not among them is left out.</param>
    public static IReadOnlyList<SendingPause> AllOf(IReadOnlyList<SendingChange> changes) =>
    [
        .. changes.Select((change, index) => new SendingPause(change, index == 0 ? null : changes[index - 1]))
            .Where(pause => pause.From.IsPause),
    ];
}

/// <summary>
/// Whether all sending is paused. The newest row decides. Every sender asks before it claims a message, so that a pause is in force in
/// every instance of the app as soon as it is written. Rows are only added: they show who stopped what, when and why.
/// </summary>
public sealed class SendingPauses(TrustStorage storage, TimeProvider time)
{
    private const string Partition = "sending";

    private readonly TableClient _table = storage.Table(Tables.SendingPauses);

    /// <summary>The pause that is in force; null while messages may leave.</summary>
    public async Task<SendingChange?> FindAsync(CancellationToken cancellationToken) =>
        await FindNewestAsync(cancellationToken) is { IsPause: true } pause ? pause : null;

    /// <summary>What people changed, the newest first.</summary>
    /// <param name="most">The most rows, 1 to 1,000.</param>
    public async Task<IReadOnlyList<SendingChange>> ReadAsync(int most, CancellationToken cancellationToken) =>
        await _table.StreamAsync(TableRows.InPartition(Partition), ChangeOf, cancellationToken, mostInPage: most)
            .Take(most).ToListAsync(cancellationToken);

    /// <summary>Pauses all sending, unless it is paused already.</summary>
    /// <returns>Whether this call paused it.</returns>
    public async Task<bool> PauseAsync(Author.SignedIn by, string why, CancellationToken cancellationToken) =>
        await FindNewestAsync(cancellationToken) is var newest && newest?.IsPause != true
            && await AddAsync(newest, isPause: true, by, why, cancellationToken);

    /// <summary>Lets messages leave again.</summary>
    /// <param name="seen">The key of the pause that the person saw: a newer one is not ended by an older page.</param>
    /// <returns>Whether this call ended the pause.</returns>
    public async Task<bool> EndAsync(string seen, Author.SignedIn by, string why, CancellationToken cancellationToken) =>
        await FindNewestAsync(cancellationToken) is { IsPause: true } pause && pause.Key == seen
            && await AddAsync(pause, isPause: false, by, why, cancellationToken);

    private async Task<bool> AddAsync(
        SendingChange? newest, bool isPause, Author.SignedIn by, string why, CancellationToken cancellationToken)
    {
        // Each row has the number after the newest one, counted down so that the newest is the first of the table. Two people who change
        // something at once meet at one number, and the second is told.
        var number = newest is null ? 1 : int.MaxValue - int.Parse(newest.Key, CultureInfo.InvariantCulture) + 1;
        var row = new TableEntity(Partition, (int.MaxValue - number).ToString("D10", CultureInfo.InvariantCulture))
        {
            ["At"] = Columns.OfInstant(time.GetUtcNow()),
            ["IsPause"] = isPause,
            ["Why"] = why,
        };
        AuthorColumns.Write(row, "By", by);
        try
        {
            await _table.AddEntityAsync(row, cancellationToken);
            return true;
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            // This write, whose answer was lost, or somebody else's: the row says whose.
            return await _table.FindAsync(Partition, row.RowKey, ChangeOf, cancellationToken) is { } written
                && written.IsPause == isPause && written.By == by && written.Why == why;
        }
    }

    private Task<SendingChange?> FindNewestAsync(CancellationToken cancellationToken) =>
        _table.FirstAsync(TableRows.InPartition(Partition), ChangeOf, cancellationToken);

    private static SendingChange ChangeOf(TableEntity row) => new(
        row.RowKey, row.Instant("At"), row.Flag("IsPause"),
        row.AuthorIfAny("By") as Author.SignedIn
            ?? throw new InvalidOperationException("A row of SendingPauses names no signed-in person."),
        row.Text("Why"));
}
