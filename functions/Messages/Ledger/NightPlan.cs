using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Messages.Planning;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Functions.Storage;

namespace AttendanceFunctions.Functions.Messages.Ledger;

/// <summary>What a night wants in the ledger beside what is there already.</summary>
/// <param name="Night">The night.</param>
/// <param name="InLedger">The school's rows as they were read.</param>
/// <param name="Wanted">The rows that the night's readings ask for.</param>
public sealed record NightPlan(DateOnly Night, IReadOnlyList<Versioned<Nudge>> InLedger, IReadOnlyList<Nudge> Wanted)
{
    /// <summary>
    /// The rows to write, each with the one that it takes the place of; null where it is new. A night that is repeated with other
    /// marks takes back what it planned before, unless that is on its way already; rows of earlier nights stay as they are, but for
    /// those that were taken out for a reason that is gone.
    /// </summary>
    public IEnumerable<(Nudge Nudge, Versioned<Nudge>? Before)> Changes()
    {
        var known = InLedger.ToDictionary(row => row.Value.Place.Key);
        foreach (var nudge in Wanted)
        {
            if (!known.Remove(nudge.Place.Key, out var row))
            {
                yield return (nudge, null);
            }
            else if (row.Value != nudge && row.Value.State == NudgeState.Suppressed && (nudge.State == NudgeState.Suppressed || IsOfTonight(row.Value) || row.Value.Reason.IsPassing()))
            {
                yield return (nudge, row);
            }
        }

        var reasons = Wanted.Where(nudge => nudge.State == NudgeState.Suppressed).ToDictionary(nudge => (nudge.Upn, nudge.Kind), nudge => nudge.Reason ?? MayLeave.NoLonger(nudge.Kind));
        foreach (var row in known.Values.Where(row => row.Value.State == NudgeState.Planned && IsOfTonight(row.Value)))
        {
            var reason = reasons.GetValueOrDefault((row.Value.Upn, row.Value.Kind), MayLeave.NoLonger(row.Value.Kind));
            yield return (row.Value.Suppress(reason), row);
        }
    }

    private bool IsOfTonight(Nudge nudge) => nudge.Kind.IsOfNights() && nudge.PlannedOn == Night && nudge.QueuedAt is null;
}
