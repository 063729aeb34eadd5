using AttendanceFunctions.Functions.Messages.Ledger;

namespace AttendanceFunctions.Functions.Messages;

/// <summary>
/// Puts right what died half-way and closes what is over: a claim whose sender died becomes unknown, a message
/// whose days passed expires, and a joined row shares what became of the message that it is told of in.
/// </summary>
public sealed class NudgeSweep(NudgeLedger ledger)
{
    /// <summary>Sweeps a school's rows.</summary>
    public async Task RunAsync(SchoolId school, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = London.DateAt(now);
        var year = AcademicYear.Of(today);
        // What stood open on the last day of July has no later tick in its own school year.
        foreach (var open in today.Month == 9 ? [new(year.StartYear - 1), year] : new[] { year })
        {
            foreach (var row in await ledger.ReadOpenAsync(school, open, today, cancellationToken))
            {
                var swept = row.Value.State == NudgeState.Joined
                    ? await FollowLeadAsync(row.Value, today, cancellationToken)
                    : Sweep(row.Value, now, today);
                if (swept != row.Value)
                {
                    // A row that somebody else moved meanwhile is theirs; the next tick looks again.
                    await ledger.MoveAsync(row, swept, cancellationToken);
                }
            }
        }
    }

    private static Nudge Sweep(Nudge nudge, DateTimeOffset now, DateOnly today) => nudge.State switch
    {
        NudgeState.Claimed when nudge.HasLostItsSender(now) => nudge.LoseClaim(),
        NudgeState.Planned when nudge.LastDay < today => nudge.Expire(),
        _ => nudge,
    };

    private async Task<Nudge> FollowLeadAsync(Nudge bundled, DateOnly today, CancellationToken cancellationToken)
    {
        var lead = await ledger.FindAsync(bundled.Lead, cancellationToken);
        return lead?.Value.State switch
        {
            NudgeState.Planned when bundled.LastDay >= today => bundled,
            // On its way, or soon found to have no sender: either way it shares what becomes of it.
            NudgeState.Claimed => bundled,
            NudgeState.Accepted or NudgeState.Delivered or NudgeState.Undeliverable or NudgeState.Failed or NudgeState.Unknown
                or NudgeState.Expired => bundled.Follow(lead.Value),
            // Its lead will not leave, but nothing speaks against this one.
            _ when bundled.LastDay >= today => bundled.LeaveBundle(),
            _ => bundled.Expire(),
        };
    }
}
