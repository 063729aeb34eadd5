using Azure;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>The state of an email of the morning.</summary>
public enum MorningNoteState
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

    /// <summary>This environment may not send to its reader, or the trust's settings have no address of the lead.</summary>
    Suppressed,

    /// <summary>Its morning passed before it could be sent.</summary>
    Expired,
}

/// <summary>
/// An email of the morning: to the trust lead about a night, or to one address of a school about the day that follows it. Each is sent on
/// one morning or never.
/// </summary>
/// <param name="Key">Its row in the table, and the email at the email service: the night for the lead, else an opaque key.</param>
/// <param name="School">The school; null for the lead.</param>
/// <param name="Morning">The morning on which it may be sent.</param>
/// <param name="Owner">The id of the run that claimed it, so that a run recognises its own write if the answer was lost.</param>
/// <param name="MovedAt">When it was claimed or settled; null before that.</param>
/// <param name="ProviderId">The email service's id of the email it accepted.</param>
public sealed record MorningNote(
    string Key, SchoolId? School, DateOnly Night, DateOnly Morning, MorningNoteState State = MorningNoteState.Planned, Guid? Owner = null,
    DateTimeOffset? MovedAt = null, string? ProviderId = null)
{
    /// <summary>A run settles its claim within seconds; a claim older than this is abandoned.</summary>
    private static readonly TimeSpan ClaimedLongAgo = TimeSpan.FromMinutes(15);

    /// <summary>Changed by the methods below alone.</summary>
    public MorningNoteState State { get; private init; } = State;

    /// <summary>Whom it is to, for logs: the lead, or the school's id.</summary>
    public string Reader => School?.ToString() ?? "the lead";

    /// <summary>The email to the trust lead about a night.</summary>
    public static MorningNote ToLead(DateOnly night, DateOnly morning) => new(TableKeys.Of(night), School: null, night, morning);

    /// <summary>The email to the trust lead that the settings have faults, on one morning.</summary>
    public static MorningNote AboutSettings(DateOnly morning) => new($"settings-{TableKeys.Of(morning)}", School: null, morning, morning);

    /// <summary>
    /// The email to one address of a school. A night is the last one before one school day alone, so it is one for each day.
    /// </summary>
    public static MorningNote ToSchool(KeySecret secret, SchoolId school, EmailAddress address, DateOnly night, DateOnly morning) => new(
        OpaqueKey.Of(secret, "morning", school.ToString(), address.Address, TableKeys.Of(night)).ToString(), school, night, morning);

    /// <exception cref="InvalidOperationException">The note is not planned.</exception>
    public MorningNote Claim(Guid owner, DateTimeOffset at) =>
        From(MorningNoteState.Planned) with { State = MorningNoteState.Claimed, Owner = owner, MovedAt = at };

    /// <summary>The note after the email service answered, or after its answer was found in the service's log.</summary>
    /// <exception cref="InvalidOperationException">The note is neither claimed nor unknown.</exception>
    public MorningNote Settle(MorningNoteState state, DateTimeOffset? at, string? providerId = null) =>
        From(MorningNoteState.Claimed, MorningNoteState.Unknown) with
        {
            State = state,
            MovedAt = at,
            ProviderId = providerId,
            Owner = state == MorningNoteState.Planned ? null : Owner,
        };

    /// <exception cref="InvalidOperationException">The note is not planned.</exception>
    public MorningNote Suppress(DateTimeOffset at) =>
        From(MorningNoteState.Planned) with { State = MorningNoteState.Suppressed, MovedAt = at };

    /// <summary>The note after a run died or its morning passed: an abandoned claim becomes unknown, and an old plan expires.</summary>
    /// <param name="today">The current day in London.</param>
    public MorningNote Sweep(DateTimeOffset now, DateOnly today) => State switch
    {
        MorningNoteState.Claimed when MovedAt is not { } claimed || Elapsed.Since(claimed, now) >= ClaimedLongAgo =>
            this with { State = MorningNoteState.Unknown },
        MorningNoteState.Planned when Morning < today => this with { State = MorningNoteState.Expired },
        _ => this,
    };

    private MorningNote From(params ReadOnlySpan<MorningNoteState> allowed) =>
        allowed.Contains(State) ? this
            : throw new InvalidOperationException($"An email of the morning that is {State} may not be moved so.");
}

/// <summary>The table of the emails of mornings, by night.</summary>
public sealed class MorningNoteTable(TrustStorage storage)
{
    /// <summary>Days after which no run looks for what it left open: ticks come every day, in holidays too.</summary>
    private const int OpenDays = 14;

    private readonly TableClient _table = storage.Table(Storage.Tables.MorningNotes);

    /// <summary>The emails about a night, and all of the days before it that are planned or claimed.</summary>
    public async Task<IReadOnlyList<Versioned<MorningNote>>> ReadOpenAsync(DateOnly night, CancellationToken cancellationToken) =>
        await _table.ListAsync(
            TableClient.CreateQueryFilter(
                $"PartitionKey ge {TableKeys.Of(night.AddDays(-OpenDays))} and PartitionKey le {TableKeys.Of(night)} and ")
            + TableClient.CreateQueryFilter($"(PartitionKey eq {TableKeys.Of(night)} or State eq 'Planned' or State eq 'Claimed')"),
            Read, cancellationToken);

    /// <summary>The emails about the nights since a day.</summary>
    public async Task<IReadOnlyList<Versioned<MorningNote>>> ReadSinceAsync(DateOnly since, CancellationToken cancellationToken) =>
        await _table.ListAsync(TableClient.CreateQueryFilter($"PartitionKey ge {TableKeys.Of(since)}"), Read, cancellationToken);

    public async Task<IReadOnlyList<Versioned<MorningNote>>> ReadAllAsync(CancellationToken cancellationToken) =>
        await _table.ListAsync(TableRows.All, Read, cancellationToken);

    /// <summary>Adds a note unless there is one with its key.</summary>
    /// <returns>The note as the table then has it.</returns>
    public async Task<Versioned<MorningNote>> AddAsync(MorningNote note, CancellationToken cancellationToken)
    {
        // An existing row is either this write, whose answer was lost, or another run's.
        await _table.AddIfNewAsync(Write(note), cancellationToken);
        return await FindAsync(note, cancellationToken);
    }

    /// <summary>Replaces a note that was read. If the answer to the write is lost, the stored note shows that it succeeded.</summary>
    /// <returns>The note as stored then; null if another run changed it first.</returns>
    public async Task<Versioned<MorningNote>?> MoveAsync(
        Versioned<MorningNote> from, MorningNote to, CancellationToken cancellationToken)
    {
        try
        {
            var written = await _table.UpdateEntityAsync(Write(to), from.ETag, TableUpdateMode.Replace, cancellationToken);
            return new(to, written.Headers.ETag ?? throw new InvalidOperationException("Table Storage answered a write without an ETag."));
        }
        catch (RequestFailedException conflict) when (conflict.Status == 412)
        {
            var now = await FindAsync(to, cancellationToken);
            return now.Value == to ? now : null;
        }
    }

    private async Task<Versioned<MorningNote>> FindAsync(MorningNote note, CancellationToken cancellationToken) => Read(
        await _table.GetEntityAsync<TableEntity>(TableKeys.Of(note.Night), note.Key, cancellationToken: cancellationToken));

    private static TableEntity Write(MorningNote note) => new(TableKeys.Of(note.Night), note.Key)
    {
        ["School"] = note.School?.ToString(),
        ["Morning"] = TableKeys.Of(note.Morning),
        ["State"] = note.State.ToString(),
        ["Owner"] = note.Owner?.ToString("N"),
        ["MovedAt"] = note.MovedAt is { } at ? Columns.OfInstant(at) : null,
        ["ProviderId"] = note.ProviderId,
    };

    private static Versioned<MorningNote> Read(TableEntity row) => new(
        new(
            row.RowKey, row.GetString("School") is { } school ? SchoolId.Parse(school) : null, TableKeys.DateOf(row.PartitionKey),
            row.Date("Morning"), row.Word<MorningNoteState>("State"), row.GuidIfAny("Owner"), row.InstantIfAny("MovedAt"),
            row.GetString("ProviderId")),
        row.ETag);
}
