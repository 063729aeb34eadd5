using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Messages.Ledger;

namespace AttendanceFunctions.Functions.Messages;

/// <summary>Puts right what died half-way and closes what is over: claims without an end become unknown, days that passed expire, travellers share their lead's fate.</summary>
public sealed class NudgeSweep(NudgeLedger ledger)
{
    /// <summary>A sender settles a claim within seconds; one this old has no sender any more.</summary>
    private static readonly TimeSpan ClaimedLongAgo = TimeSpan.FromMinutes(15);

    /// <summary>Sweeps a school's rows, or those of the trust itself.</summary>
    public async Task RunAsync(SchoolId school, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = London.DateAt(now);
        foreach (var year in YearsOpenOn(today))
        {
            await RunAsync(school, year, now, today, cancellationToken);
        }
    }

    // What stood open on the last day of July has no later tick in its own school year.
    private static IEnumerable<AcademicYear> YearsOpenOn(DateOnly today) =>
        today.Month == 9 ? [new(AcademicYear.Of(today).StartYear - 1), AcademicYear.Of(today)] : [AcademicYear.Of(today)];

    private async Task RunAsync(SchoolId school, AcademicYear year, DateTimeOffset now, DateOnly today, CancellationToken cancellationToken)
    {
        foreach (var row in await ledger.ReadOpenAsync(school, year, today, cancellationToken))
        {
            var swept = row.Value.State == NudgeState.Joined ? await FollowLeadAsync(row.Value, today, cancellationToken) : Sweep(row.Value, now, today);
            if (swept != row.Value)
            {
                // A row that somebody else moved meanwhile is theirs; the next tick looks again.
                await ledger.MoveAsync(row, swept, cancellationToken);
            }
        }
    }

    private static Nudge Sweep(Nudge nudge, DateTimeOffset now, DateOnly today) => nudge.State switch
    {
        // A clock that was set back leaves times in the future; those are long ago as well.
        NudgeState.Claimed when (now - nudge.MovedAt).Duration() >= ClaimedLongAgo => nudge with { State = NudgeState.Unknown },
        NudgeState.Planned when nudge.LastDay < today => nudge with { State = NudgeState.Expired },
        _ => nudge,
    };

    private async Task<Nudge> FollowLeadAsync(Nudge traveller, DateOnly today, CancellationToken cancellationToken)
    {
        var lead = await ledger.FindAsync(traveller.Lead, cancellationToken);
        return lead?.Value.State switch
        {
            NudgeState.Planned when traveller.LastDay >= today => traveller,
            // On its way, or soon found to have no sender: either way it shares what becomes of it.
            NudgeState.Claimed => traveller,
            NudgeState.Accepted or NudgeState.Delivered or NudgeState.Undeliverable or NudgeState.Failed or NudgeState.Unknown or NudgeState.Expired =>
                traveller with { State = lead.Value.State, MovedAt = lead.Value.MovedAt, ProviderId = lead.Value.ProviderId },
            // Its lead will not leave, but nothing speaks against this one.
            _ when traveller.LastDay >= today => traveller with { State = NudgeState.Planned, Lead = traveller.Place },
            _ => traveller with { State = NudgeState.Expired },
        };
    }
}
