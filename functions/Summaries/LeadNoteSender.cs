using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Messages.Senders;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Functions.Summaries;

/// <summary>
/// Sends the note about a night to the trust lead once, or leaves it flagged as unknown (domain 0.10). If the email service does not
/// accept a note, the next tick of the same morning tries again.
/// </summary>
public sealed partial class LeadNoteSender(
    LeadNoteTable notes, SummaryNote note, SendingPauses pauses, TimeProvider time, ILogger<LeadNoteSender> log)
{
    /// <summary>Sends the note about a night if it may be sent and was not sent yet. The caller must hold a lease.</summary>
    /// <param name="emails">Returns the email service; called before the note is claimed, so that a missing setting claims no note.</param>
    /// <param name="cancellationToken">Cancels the run, except the write of the outcome after the note was offered to the service.</param>
    public async Task SendAsync(Trust trust, DateOnly night, Func<IMessageSender> emails, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var today = London.DateAt(now);
        if (await FindAsync(night, now, today, cancellationToken) is not { Value.State: LeadNoteState.Planned } planned)
        {
            return;
        }

        if (await pauses.FindAsync(cancellationToken) is not null)
        {
            // It waits for the rest of its morning; a later one's note says that sending was paused.
            LogPaused(night);
            return;
        }

        if (await note.ComposeAsync(trust, night, cancellationToken) is not { } email)
        {
            await notes.MoveAsync(planned, planned.Value.Suppress(now), cancellationToken);
            return;
        }

        var sender = emails();
        cancellationToken.ThrowIfCancellationRequested();
        // Not cancelled from the claim on, because an interrupted claim would have to count as sent.
        if (await notes.MoveAsync(planned, planned.Value.Claim(Guid.NewGuid(), now), CancellationToken.None) is { } claimed)
        {
            await SettleAsync(claimed, await sender.SendAsync(email, cancellationToken));
        }
    }

    /// <summary>
    /// The note about a night, added if there is none, after closing all notes that a dead run left open; null if another run
    /// changed it meanwhile.
    /// </summary>
    private async Task<Versioned<LeadNote>?> FindAsync(
        DateOnly night, DateTimeOffset now, DateOnly today, CancellationToken cancellationToken)
    {
        var open = await notes.ReadOpenAsync(night, cancellationToken);
        Versioned<LeadNote>? current = null;
        foreach (var row in open)
        {
            var swept = row.Value.Sweep(now, today);
            if (swept != row.Value)
            {
                await notes.MoveAsync(row, swept, cancellationToken);
                LogClosed(swept.Night, swept.State);
            }
            else if (row.Value.Night == night)
            {
                current = row;
            }
        }

        return open.Any(row => row.Value.Night == night) ? current : await notes.AddAsync(new(night, today), cancellationToken);
    }

    private async Task SettleAsync(Versioned<LeadNote> claimed, SendOutcome outcome)
    {
        var night = claimed.Value.Night;
        switch (outcome)
        {
            case SendOutcome.Accepted accepted:
                await MoveAsync(LeadNoteState.Accepted, accepted.ProviderId);
                LogSent(night);
                break;
            case SendOutcome.Refused refused:
                await MoveAsync(LeadNoteState.Failed);
                LogRefused(night, refused.Status);
                break;
            case SendOutcome.NotTaken notTaken:
                await MoveAsync(LeadNoteState.Planned);
                LogNotTaken(night, notTaken.Why);
                break;
            case SendOutcome.Lost lost:
                await MoveAsync(LeadNoteState.Unknown);
                LogLost(night, lost.Why);
                break;
        }

        Task MoveAsync(LeadNoteState state, string? id = null) =>
            notes.MoveAsync(claimed, claimed.Value.Settle(state, time.GetUtcNow(), id), CancellationToken.None);
    }

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "The note to the lead about {Night:yyyy-MM-dd} waits: all sending is paused.")]
    private partial void LogPaused(DateOnly night);

    [LoggerMessage(Level = LogLevel.Information, Message = "The note to the lead about {Night:yyyy-MM-dd} is sent.")]
    private partial void LogSent(DateOnly night);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "The note to the lead about {Night:yyyy-MM-dd} may or may not have been sent: {Why}.")]
    private partial void LogLost(DateOnly night, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The note to the lead about {Night:yyyy-MM-dd} was not taken: {Why}.")]
    private partial void LogNotTaken(DateOnly night, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The note to the lead about {Night:yyyy-MM-dd} was refused with status {Status}.")]
    private partial void LogRefused(DateOnly night, int status);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The note to the lead about {Night:yyyy-MM-dd} was left open by a run that died or an earlier morning, and is {State}.")]
    private partial void LogClosed(DateOnly night, LeadNoteState state);
}
