using AttendanceFunctions.Domain.Absences.FirstDay;
using AttendanceFunctions.Domain.Messages.Planning;
using AttendanceFunctions.Domain.Messages.Wording;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Messages.Senders;

namespace AttendanceFunctions.Functions.Messages;

/// <summary>Finds pupils with no mark of presence this morning, from the current registers and recorded contacts with families.</summary>
public interface IPupilsToAskAfter
{
    /// <summary>
    /// A pupil of a school whose family should be asked, with the marks of the day; null if the pupil has been seen since, or somebody has
    /// spoken with the family.
    /// </summary>
    Task<MorningPupil?> FindAsync(Trust trust, School school, DateOnly day, Upn upn, CancellationToken cancellationToken);
}

/// <summary>
/// Fills in a first-day text when it is sent, from the registers in storage at that time: if a reason or a presence has been recorded
/// since it was queued, the text is not sent.
/// </summary>
public sealed class FirstDayMessage(MessageComposer composer, NudgeLedger ledger, IPupilsToAskAfter pupils, TimeProvider time)
{
    /// <summary>
    /// The text of a row and the rows bundled with it, without pupils who were seen meanwhile; null if it must not be sent, and the row
    /// then has the reason.
    /// </summary>
    public async Task<OutgoingMessage?> ComposeAsync(Trust trust, Versioned<Nudge> lead, CancellationToken cancellationToken)
    {
        if (await TellAsync(trust, lead.Value, cancellationToken) is not { } own)
        {
            return await RefuseAsync(lead, SuppressionReason.NoLongerSo, cancellationToken);
        }

        var told = new List<Told> { own };
        foreach (var place in lead.Value.Bundled.Places)
        {
            if (await ledger.FindAsync(place, cancellationToken) is not { Value.State: NudgeState.Joined } row)
            {
                continue;
            }

            if (!trust.TryFind(place.School, out var school)
                || !new MayLeave(trust, school).IsWithinHours(row.Value.Kind, time.GetUtcNow()))
            {
                // The other school's latest time for texts has passed: a person calls instead.
                await ledger.MoveAsync(row, row.Value.Expire(time.GetUtcNow()), cancellationToken);
            }
            else if (await TellAsync(trust, row.Value, cancellationToken) is { } other)
            {
                told.Add(other);
            }
            else
            {
                await RefuseAsync(row, SuppressionReason.NoLongerSo, cancellationToken);
            }
        }

        var (message, reason) = await composer.FillAsync(lead.Value, told, cancellationToken);
        if (reason is { } against)
        {
            return await RefuseAsync(lead, against, cancellationToken);
        }

        if (message is null)
        {
            // By a newer roster the rows no longer go to one parent: the next tick joins those that do.
            await ledger.MoveAsync(lead, lead.Value.TakeOffQueue(), cancellationToken);
        }

        return message;
    }

    /// <summary>The child of a row, if still not seen and if nobody has spoken with the family since.</summary>
    private async Task<Told?> TellAsync(Trust trust, Nudge nudge, CancellationToken cancellationToken) =>
        trust.TryFind(nudge.Place.School, out var school)
        && await pupils.FindAsync(trust, school, nudge.FirstDay, nudge.Upn, cancellationToken) is { } pupil
        && Child.Of(nudge.Kind, school, nudge.FirstDay, pupil.Pupil, pupil.Record) is { } child
            ? new(nudge, pupil.Pupil, child)
            : null;

    private async Task<OutgoingMessage?> RefuseAsync(Versioned<Nudge> row, SuppressionReason reason, CancellationToken cancellationToken)
    {
        await ledger.MoveAsync(row, row.Value.Suppress(reason, time.GetUtcNow()), cancellationToken);
        return null;
    }
}
