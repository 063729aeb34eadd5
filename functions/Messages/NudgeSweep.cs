using AttendanceFunctions.Domain.Messages.Planning;
using AttendanceFunctions.Functions.Messages.Ledger;

namespace AttendanceFunctions.Functions.Messages;

/// <summary>
/// Repairs interrupted rows and closes past ones: a claim whose sender died becomes unknown, a message past its last
/// day expires, and a joined row gets the state of the message that includes it. While all sending is paused, released messages wait.
/// </summary>
public sealed class NudgeSweep(NudgeLedger ledger)
{
    /// <summary>Sweeps a school's rows.</summary>
    /// <param name="isPaused">Whether all sending is paused.</param>
    public async Task RunAsync(School school, DateTimeOffset now, bool isPaused, CancellationToken cancellationToken)
    {
        var today = London.DateAt(now);
        var year = AcademicYear.Of(today);
        // Rows still open on 31 July get no later tick in their own school year.
        foreach (var open in today.Month == 9 ? [new(year.StartYear - 1), year] : new[] { year })
        {
            foreach (var row in await ledger.ReadOpenAsync(school.Id, open, today, cancellationToken))
            {
                var waiting = isPaused && row.Value.State is NudgeState.Planned or NudgeState.Joined
                    ? row.Value.Wait(PausedDays.LastDayOf(row.Value, school.Calendar, today))
                    : row.Value;
                var swept = waiting.State == NudgeState.Joined
                    ? await FollowLeadAsync(waiting, today, cancellationToken)
                    : Sweep(waiting, now, today);
                if (swept != row.Value)
                {
                    // A row that another run changed meanwhile is left to that run; the next tick looks again.
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
        var lead = (await ledger.FindAsync(bundled.Lead, cancellationToken))?.Value;
        // A message that left without this row says nothing about it: the row had gone to another parent before the message was put
        // together again.
        var isInIt = lead is not null && lead.Bundled.Places.Contains(bundled.Place);
        return lead?.State switch
        {
            NudgeState.Planned when bundled.LastDay >= today => bundled,
            // Being sent, or about to become unknown: in both cases this row follows its lead later.
            NudgeState.Claimed when isInIt => bundled,
            NudgeState.Accepted or NudgeState.Delivered or NudgeState.Undeliverable or NudgeState.Failed or NudgeState.Unknown
                or NudgeState.Expired when isInIt => bundled.Follow(lead),
            // The lead will not be sent, or not with this row, but this row may be.
            _ when bundled.LastDay >= today => bundled.LeaveBundle(),
            _ => bundled.Expire(),
        };
    }
}
