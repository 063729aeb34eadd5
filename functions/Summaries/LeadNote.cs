using Azure;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>The state of the note to the trust lead about one night.</summary>
public enum LeadNoteState
{
    /// <summary>It will be sent on its morning.</summary>
    Planned,

    /// <summary>A run is sending it.</summary>
    Claimed,

    /// <summary>The email service accepted it.</summary>
    Accepted,

    /// <summary>The email service refused it permanently.</summary>
    Failed,

    /// <summary>The answer was lost: the note may or may not have been sent. It is never sent again.</summary>
    Unknown,

    /// <summary>This environment may not send to the lead, or the trust's settings have no address of the lead.</summary>
    Suppressed,

    /// <summary>Its morning passed before it could be sent.</summary>
    Expired,
}

/// <summary>The note that tells the trust lead about a night's summary: one per night, sent on one morning or never.</summary>
/// <param name="Morning">The morning on which the note may be sent.</param>
/// <param name="Owner">The id of the run that claimed it, so that a run recognises its own write if the answer was lost.</param>
/// <param name="MovedAt">When it was claimed or settled; null before that.</param>
/// <param name="ProviderId">The email service's id of the email it accepted.</param>
public sealed record LeadNote(
    DateOnly Night, DateOnly Morning, LeadNoteState State = LeadNoteState.Planned, Guid? Owner = null, DateTimeOffset? MovedAt = null,
    string? ProviderId = null)
{
    /// <summary>A run settles its claim within seconds; a claim older than this is abandoned.</summary>
    private static readonly TimeSpan ClaimedLongAgo = TimeSpan.FromMinutes(15);

    /// <summary>Changed by the methods below alone.</summary>
    public LeadNoteState State { get; private init; } = State;

    /// <summary>The night: the key of the row in the table, and of the email at the email service.</summary>
    public string Key => TableKeys.Of(Night);

    /// <exception cref="InvalidOperationException">The note is not planned.</exception>
    public LeadNote Claim(Guid owner, DateTimeOffset at) =>
        From(LeadNoteState.Planned) with { State = LeadNoteState.Claimed, Owner = owner, MovedAt = at };

    /// <summary>The note after the email service answered, or after its answer was found in the service's log.</summary>
    /// <exception cref="InvalidOperationException">The note is neither claimed nor unknown.</exception>
    public LeadNote Settle(LeadNoteState state, DateTimeOffset? at, string? providerId = null) =>
        From(LeadNoteState.Claimed, LeadNoteState.Unknown) with
        {
            State = state,
            MovedAt = at,
            ProviderId = providerId,
            Owner = state == LeadNoteState.Planned ? null : Owner,
        };

    /// <exception cref="InvalidOperationException">The note is not planned.</exception>
    public LeadNote Suppress(DateTimeOffset at) => From(LeadNoteState.Planned) with { State = LeadNoteState.Suppressed, MovedAt = at };

    /// <summary>The note after a run died or its morning passed: an abandoned claim becomes unknown, and an old plan expires.</summary>
    /// <param name="today">The current day in London.</param>
    public LeadNote Sweep(DateTimeOffset now, DateOnly today) => State switch
    {
        LeadNoteState.Claimed when MovedAt is not { } claimed || Elapsed.Since(claimed, now) >= ClaimedLongAgo =>
            this with { State = LeadNoteState.Unknown },
        LeadNoteState.Planned when Morning < today => this with { State = LeadNoteState.Expired },
        _ => this,
    };

    private LeadNote From(params ReadOnlySpan<LeadNoteState> allowed) =>
        allowed.Contains(State) ? this : throw new InvalidOperationException($"A note to the lead that is {State} may not be moved so.");
}

/// <summary>The table of notes to the trust lead, with one row per night.</summary>
public sealed class LeadNoteTable(TrustStorage storage)
{
    private const string Partition = "lead";

    private readonly TableClient _table = storage.Table(Storage.Tables.LeadNotes);

    /// <summary>The note about a night, if there is one, and all other notes that are planned or claimed.</summary>
    public async Task<IReadOnlyList<Versioned<LeadNote>>> ReadOpenAsync(DateOnly night, CancellationToken cancellationToken) =>
        await _table.ListAsync(
            TableRows.InPartition(Partition) + $" and (RowKey eq '{TableKeys.Of(night)}' or State eq 'Planned' or State eq 'Claimed')",
            Read, cancellationToken);

    public async Task<IReadOnlyList<Versioned<LeadNote>>> ReadAllAsync(CancellationToken cancellationToken) =>
        await _table.ListAsync(TableRows.InPartition(Partition), Read, cancellationToken);

    /// <summary>Adds a note unless there is one about its night.</summary>
    /// <returns>The note as the table then has it.</returns>
    public async Task<Versioned<LeadNote>> AddAsync(LeadNote note, CancellationToken cancellationToken)
    {
        // An existing row is either this write, whose answer was lost, or another run's.
        await _table.AddIfNewAsync(Write(note), cancellationToken);
        return await FindAsync(note.Key, cancellationToken);
    }

    /// <summary>Replaces a note that was read. If the answer to the write is lost, the stored note shows that it succeeded.</summary>
    /// <returns>The note as stored then; null if another run changed it first.</returns>
    public async Task<Versioned<LeadNote>?> MoveAsync(Versioned<LeadNote> from, LeadNote to, CancellationToken cancellationToken)
    {
        try
        {
            var written = await _table.UpdateEntityAsync(Write(to), from.ETag, TableUpdateMode.Replace, cancellationToken);
            return new(to, written.Headers.ETag ?? throw new InvalidOperationException("Table Storage answered a write without an ETag."));
        }
        catch (RequestFailedException conflict) when (conflict.Status == 412)
        {
            var now = await FindAsync(to.Key, cancellationToken);
            return now.Value == to ? now : null;
        }
    }

    private async Task<Versioned<LeadNote>> FindAsync(string key, CancellationToken cancellationToken) =>
        Read(await _table.GetEntityAsync<TableEntity>(Partition, key, cancellationToken: cancellationToken));

    private static TableEntity Write(LeadNote note) => new(Partition, note.Key)
    {
        ["Morning"] = TableKeys.Of(note.Morning),
        ["State"] = note.State.ToString(),
        ["Owner"] = note.Owner?.ToString("N"),
        ["MovedAt"] = note.MovedAt is { } at ? Columns.OfInstant(at) : null,
        ["ProviderId"] = note.ProviderId,
    };

    private static Versioned<LeadNote> Read(TableEntity row) => new(
        new(
            TableKeys.DateOf(row.RowKey), row.Date("Morning"), row.Word<LeadNoteState>("State"), row.GuidIfAny("Owner"),
            row.InstantIfAny("MovedAt"), row.GetString("ProviderId")),
        row.ETag);
}
