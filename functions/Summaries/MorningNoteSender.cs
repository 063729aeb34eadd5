using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Messages.Senders;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>An email of the morning that is to be sent unless it was.</summary>
/// <param name="Note">Its row as it is planned.</param>
/// <param name="ComposeAsync">Makes it when it is sent; null if this environment may not send to its reader.</param>
public sealed record WantedNote(MorningNote Note, Func<CancellationToken, Task<OutgoingMessage?>> ComposeAsync);

/// <summary>
/// Sends the emails of a morning, each once, or leaves it flagged as unknown (domain 0.10). If the email service does not accept one, the
/// next tick of the same morning tries again. While all sending is paused they wait for the rest of their morning.
/// </summary>
public sealed partial class MorningNoteSender(
    MorningNoteTable notes, SendingPauses pauses, TimeProvider time, ILogger<MorningNoteSender> log)
{
    /// <summary>Closes what earlier runs left open, and reads the rows of a night.</summary>
    /// <returns>The rows of the night by key, except those that another run changed meanwhile.</returns>
    public async Task<IReadOnlyDictionary<string, Versioned<MorningNote>>> SweepAsync(DateOnly night, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var current = new Dictionary<string, Versioned<MorningNote>>(StringComparer.Ordinal);
        foreach (var row in await notes.ReadOpenAsync(night, cancellationToken))
        {
            var swept = row.Value.Sweep(now, London.DateAt(now));
            var kept = swept == row.Value ? row : await notes.MoveAsync(row, swept, cancellationToken);
            if (swept != row.Value)
            {
                LogClosed(swept.Reader, swept.Night, swept.State);
            }

            if (kept is not null && kept.Value.Night == night)
            {
                current[kept.Value.Key] = kept;
            }
        }

        return current;
    }

    /// <summary>Sends an email if it may be sent and was not sent yet. The caller must hold a lease.</summary>
    /// <param name="current">The rows of its night, as <see cref="SweepAsync"/> read them.</param>
    /// <param name="emails">Returns the email service; called before a note is claimed, so that a missing setting claims none.</param>
    /// <param name="cancellationToken">Cancels the run, except the write of the outcome after a note was offered to the service.</param>
    public async Task SendAsync(
        WantedNote wanted, IReadOnlyDictionary<string, Versioned<MorningNote>> current, Func<IMessageSender> emails,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var row = current.GetValueOrDefault(wanted.Note.Key) ?? await notes.AddAsync(wanted.Note, cancellationToken);
        if (row.Value.State != MorningNoteState.Planned)
        {
            return;
        }

        if (await pauses.FindAsync(cancellationToken) is not null)
        {
            LogPaused(row.Value.Reader, row.Value.Night);
            return;
        }

        if (await wanted.ComposeAsync(cancellationToken) is not { } email)
        {
            await notes.MoveAsync(row, row.Value.Suppress(now), cancellationToken);
            return;
        }

        var sender = emails();
        cancellationToken.ThrowIfCancellationRequested();
        // Not cancelled from the claim on, because an interrupted claim would have to count as sent.
        if (await notes.MoveAsync(row, row.Value.Claim(Guid.NewGuid(), now), CancellationToken.None) is { } claimed)
        {
            await SettleAsync(claimed, await sender.SendAsync(email, cancellationToken));
        }
    }

    private async Task SettleAsync(Versioned<MorningNote> claimed, SendOutcome outcome)
    {
        var (reader, night) = (claimed.Value.Reader, claimed.Value.Night);
        switch (outcome)
        {
            case SendOutcome.Accepted accepted:
                await MoveAsync(MorningNoteState.Accepted, accepted.ProviderId);
                LogSent(reader, night);
                break;
            case SendOutcome.Refused refused:
                await MoveAsync(MorningNoteState.Failed);
                LogRefused(reader, night, refused.Status);
                break;
            case SendOutcome.NotTaken notTaken:
                await MoveAsync(MorningNoteState.Planned);
                LogNotTaken(reader, night, notTaken.Why);
                break;
            case SendOutcome.Lost lost:
                await MoveAsync(MorningNoteState.Unknown);
                LogLost(reader, night, lost.Why);
                break;
        }

        Task MoveAsync(MorningNoteState state, string? id = null) =>
            notes.MoveAsync(claimed, claimed.Value.Settle(state, time.GetUtcNow(), id), CancellationToken.None);
    }

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "The note to {Reader} about {Night:yyyy-MM-dd} waits: all sending is paused.")]
    private partial void LogPaused(string reader, DateOnly night);

    [LoggerMessage(Level = LogLevel.Information, Message = "The note to {Reader} about {Night:yyyy-MM-dd} is sent.")]
    private partial void LogSent(string reader, DateOnly night);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "The note to {Reader} about {Night:yyyy-MM-dd} may or may not have been sent: {Why}.")]
    private partial void LogLost(string reader, DateOnly night, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The note to {Reader} about {Night:yyyy-MM-dd} was not taken: {Why}.")]
    private partial void LogNotTaken(string reader, DateOnly night, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The note to {Reader} about {Night:yyyy-MM-dd} was refused with status {Status}.")]
    private partial void LogRefused(string reader, DateOnly night, int status);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The note to {Reader} about {Night:yyyy-MM-dd} was left open by a run that died or an earlier morning, and is {State}.")]
    private partial void LogClosed(string reader, DateOnly night, MorningNoteState state);
}
