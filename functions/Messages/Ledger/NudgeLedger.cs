using Azure;

namespace AttendanceFunctions.Functions.Messages.Ledger;

/// <summary>
/// The ledger of messages. No message is sent twice (domain 0.10), because every change of state is conditional on the ETag that was
/// read, and must be allowed from the row's state.
/// </summary>
public sealed class NudgeLedger(TrustStorage storage)
{
    private readonly TableClient _table = storage.Table(Tables.Nudges);

    /// <summary>All rows of a school in a school year, in one partition read.</summary>
    public async Task<IReadOnlyList<Versioned<Nudge>>> ReadAsync(SchoolId school, AcademicYear year, CancellationToken cancellationToken) =>
        await _table.ListAsync(TableRows.InPartition(TableKeys.Of(school, year)), NudgeRow.Read, cancellationToken);

    /// <summary>A school's rows that may still change on a day: not past their last day, or in a state that is not final.</summary>
    public async Task<IReadOnlyList<Versioned<Nudge>>> ReadOpenAsync(
        SchoolId school, AcademicYear year, DateOnly day, CancellationToken cancellationToken) =>
        await _table.ListAsync(
            TableRows.InPartition(TableKeys.Of(school, year))
            + TableClient.CreateQueryFilter($" and (LastDay ge {TableKeys.Of(day)} or ")
            + "State eq 'Planned' or State eq 'Joined' or State eq 'Claimed' or State eq 'Unknown')",
            NudgeRow.Read, cancellationToken);

    /// <summary>All rows of the trust that are in a state.</summary>
    public async Task<IReadOnlyList<Versioned<Nudge>>> ReadAsync(NudgeState state, CancellationToken cancellationToken) =>
        await _table.ListAsync(TableClient.CreateQueryFilter($"State eq {state.ToString()}"), NudgeRow.Read, cancellationToken);

    /// <summary>A school's emails since an instant that the service accepted, or may have accepted, and that have no report.</summary>
    public async Task<IReadOnlyList<Nudge>> ReadEmailsSinceAsync(
        SchoolId school, AcademicYear year, DateTimeOffset since, CancellationToken cancellationToken) =>
    [
        .. (await _table.ListAsync(
            TableRows.InPartition(TableKeys.Of(school, year))
            + " and Channel eq 'Email' and (State eq 'Accepted' or State eq 'Unknown')"
            + TableClient.CreateQueryFilter($" and MovedAt ge {Columns.OfInstant(since)}"),
            NudgeRow.Read, cancellationToken)).Select(row => row.Value),
    ];

    /// <summary>A pupil's rows of a school year, the newest first.</summary>
    public async Task<IReadOnlyList<Nudge>> ReadAsync(SchoolId school, AcademicYear year, Upn upn, CancellationToken cancellationToken) =>
    [
        .. (await _table.ListAsync(
            TableRows.InPartition(TableKeys.Of(school, year)) + TableClient.CreateQueryFilter($" and Upn eq {upn.ToString()}"),
            NudgeRow.Read, cancellationToken)).Select(row => row.Value).OrderByDescending(nudge => nudge.PlannedOn),
    ];

    /// <summary>
    /// The messages of schools that were planned or moved since a day, that had not ended then, or that wait. A sibling's row in another
    /// row's message is no message of its own.
    /// </summary>
    public async Task<IReadOnlyList<CountedMessage>> CountSinceAsync(
        IEnumerable<SchoolId> schools, AcademicYear year, DateOnly since, CancellationToken cancellationToken)
    {
        var counted = new List<CountedMessage>();
        foreach (var school in schools)
        {
            counted.AddRange(await CountSinceAsync(school, year, since, cancellationToken));
        }

        return counted;
    }

    private async Task<IEnumerable<CountedMessage>> CountSinceAsync(
        SchoolId school, AcademicYear year, DateOnly since, CancellationToken cancellationToken) =>
        (await _table.ListAsync(
            TableRows.InPartition(TableKeys.Of(school, year)) + " and Channel ne 'None' and (State eq 'Planned' or "
            + TableClient.CreateQueryFilter(
                $"PlannedOn ge {TableKeys.Of(since)} or MovedAt ge {TableKeys.Of(since)} or LastDay ge {TableKeys.Of(since)})"),
            NudgeRow.Read, cancellationToken))
            .Select(row => row.Value).Where(nudge => nudge.Lead == nudge.Place)
            .Select(nudge => new CountedMessage(
                nudge.Channel, nudge.State, nudge.IsReleased,
                nudge.MovedAt is { } at ? London.DateAt(at) : nudge.State == NudgeState.Expired ? nudge.LastDay : nudge.PlannedOn,
                nudge.LastDay));

    /// <summary>A row by its place; null if the ledger has no such row.</summary>
    public Task<Versioned<Nudge>?> FindAsync(LedgerPlace place, CancellationToken cancellationToken) =>
        _table.FindAsync(TableKeys.Of(place.School, place.Year), place.Key.ToString(), NudgeRow.Read, cancellationToken);

    /// <summary>Writes planned rows of one school and year, each new or replacing one that was read.</summary>
    public async Task WriteAsync(IEnumerable<(Nudge Nudge, Versioned<Nudge>? Before)> changes, CancellationToken cancellationToken) =>
        await TableBatches.WriteAsync(
            _table, [.. changes.Select(change => TableRows.Put(NudgeRow.Write(change.Nudge), change.Before?.ETag))], cancellationToken);

    /// <summary>Adds a row unless it exists: the same message always has the same key.</summary>
    public Task AddAsync(Nudge nudge, CancellationToken cancellationToken) =>
        _table.AddIfNewAsync(NudgeRow.Write(nudge), cancellationToken);

    /// <summary>
    /// Changes the state of a row. If the answer to the write is lost, the client's retry meets its own write as a conflict: if the stored
    /// row equals the one to be written, the write succeeded; otherwise another run changed it.
    /// </summary>
    /// <returns>The row as stored then; null if another run changed it first.</returns>
    /// <exception cref="InvalidOperationException">The change is not allowed from the row's state.</exception>
    public async Task<Versioned<Nudge>?> MoveAsync(Versioned<Nudge> from, Nudge to, CancellationToken cancellationToken)
    {
        if (from.Value.State != to.State && !from.Value.State.MayBecome(to.State))
        {
            throw new InvalidOperationException($"A row of the ledger may not go from {from.Value.State} to {to.State}.");
        }

        try
        {
            var written = await _table.UpdateEntityAsync(NudgeRow.Write(to), from.ETag, TableUpdateMode.Replace, cancellationToken);
            return new(to, written.Headers.ETag ?? throw new InvalidOperationException("Table Storage answered a write without an ETag."));
        }
        catch (RequestFailedException conflict) when (conflict.Status == 412)
        {
            return await FindAsync(to.Place, cancellationToken) is { } now && now.Value == to ? now : null;
        }
    }

    /// <summary>Claims a planned row for one sender. The row stores the sender's id, so a retried write is recognised.</summary>
    /// <returns>The claimed row, to be settled; null if the row is no longer planned or another sender has claimed it.</returns>
    public async Task<Versioned<Nudge>?> ClaimAsync(
        Versioned<Nudge> planned, Guid owner, DateTimeOffset at, int segments, CancellationToken cancellationToken) =>
        planned.Value.State == NudgeState.Planned
            ? await MoveAsync(planned, planned.Value.Claim(owner, at, segments), cancellationToken)
            : null;
}
