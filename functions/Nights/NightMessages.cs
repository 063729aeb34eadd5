using AttendanceFunctions.Domain.Messages.Planning;
using AttendanceFunctions.Functions.Messages.Contacts;
using AttendanceFunctions.Functions.Messages.Ledger;

namespace AttendanceFunctions.Functions.Nights;

/// <summary>The messages of a school after a night's planning.</summary>
/// <param name="Ledger">All ledger rows of the school year.</param>
/// <param name="Unusable">The numbers and addresses known to be unreachable.</param>
/// <param name="Held">The numbers and addresses to which nothing is sent until somebody clears them.</param>
public sealed record PlannedMessages(IReadOnlyCollection<Nudge> Ledger, UnusableAddresses Unusable, IReadOnlyList<HeldAddress> Held);

/// <summary>Plans the messages of a school's night.</summary>
public sealed class NightMessages(NudgeLedger ledger, UnusableAddressTable contacts, HeldAddresses shared, KeySecrets secrets)
{
    /// <summary>Plans messages for the pupils on roll, and writes the changed rows of the ledger.</summary>
    /// <remarks>Held pupils get no message, and their contacts count all the same.</remarks>
    public async Task<PlannedMessages> PlanAsync(
        NightAtWork work, IReadOnlyList<PupilNight> onRoll, CancellationToken cancellationToken)
    {
        var (school, night, held) = (work.School, work.Night, work.Held);
        var unusable = await contacts.ReadAsync(school.Id, cancellationToken);
        var inLedger = await ledger.ReadAsync(school.Id, work.Year, cancellationToken);
        var ofPupil = inLedger.Select(row => row.Value).ToLookup(nudge => nudge.Upn);
        var pupils = onRoll.Select(pupil => pupil.Pupil)
            .Concat(held.All.Select(pupil => pupil.Pupil).OfType<Pupil>().Where(pupil => pupil.OnRoll.Contains(night))).ToList();
        var planner = new NudgePlanner(work.Trust, school, night, unusable.Of(pupils), await secrets.ReadAsync(cancellationToken));
        var wanted = held.Run(onRoll, planned => planned.SelectMany(pupil => planner.Plan(new(
            new(pupil.Pupil, pupil.Record, pupil.Case), pupil.Status, pupil.CaseNews, [.. ofPupil[pupil.Pupil.Upn]]))).ToList());
        var changes = new NightPlan(night, inLedger, wanted).Changes().ToList();
        await ledger.WriteAsync(changes, cancellationToken);

        var after = inLedger.Select(row => row.Value).Concat(changes.Select(change => change.Nudge))
            .GroupBy(nudge => nudge.Place.Key, (_, versions) => versions.Last());
        return new([.. after], unusable, await shared.ReadAsync(school.Id, Households.Of(pupils), cancellationToken));
    }
}

/// <summary>The changes of a night to the ledger.</summary>
public sealed record NightPlan(DateOnly Night, IReadOnlyList<Versioned<Nudge>> InLedger, IReadOnlyList<Nudge> Wanted)
{
    /// <summary>
    /// The rows to write, each with the row that it replaces; null if it is new. A night that is repeated with other marks
    /// suppresses the rows that it planned before and no longer plans, unless they were queued. Rows of earlier nights do not change,
    /// except those that were suppressed for a reason that is no longer true.
    /// </summary>
    public IEnumerable<(Nudge Nudge, Versioned<Nudge>? Before)> Changes()
    {
        // By what they are about and not by key: after a loss of the secret the keys are others, and nothing may be sent again.
        var known = InLedger.DistinctBy(row => row.Value.Subject).ToDictionary(row => row.Value.Subject);
        foreach (var nudge in Wanted)
        {
            if (!known.Remove(nudge.Subject, out var row))
            {
                yield return (nudge, null);
            }
            else if (row.Value.Place == nudge.Place && row.Value != nudge && row.Value.State == NudgeState.Suppressed
                && (nudge.State == NudgeState.Suppressed || IsOfTonight(row.Value) || row.Value.Reason.IsPassing()))
            {
                yield return (nudge, row);
            }
        }

        var reasons = Wanted.Where(nudge => nudge.State == NudgeState.Suppressed)
            .ToDictionary(nudge => (nudge.Upn, nudge.Kind), nudge => nudge.Reason ?? MayLeave.NoLonger(nudge.Kind));
        foreach (var row in known.Values.Where(row => row.Value.State == NudgeState.Planned && IsOfTonight(row.Value)))
        {
            var reason = reasons.GetValueOrDefault((row.Value.Upn, row.Value.Kind), MayLeave.NoLonger(row.Value.Kind));
            yield return (row.Value.Suppress(reason), row);
        }
    }

    private bool IsOfTonight(Nudge nudge) => nudge.Kind.IsOfNights() && nudge.PlannedOn == Night && nudge.QueuedAt is null;
}
