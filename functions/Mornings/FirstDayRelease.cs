using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Operations;

namespace AttendanceFunctions.Functions.Mornings;

/// <summary>
/// Plans first-day texts in the ledger and puts them onto the queue of texts, at the provider's rate. It reads the ledger each time, so
/// the result does not depend on how often or when it is called.
/// </summary>
public sealed class FirstDayRelease(NudgeLedger ledger, FamilyMessages families, MessageQueues queues, NudgeSweep sweep)
{
    /// <summary>The time after which a queued text that is still planned counts as lost, and is queued again.</summary>
    private static readonly TimeSpan QueuedLongAgo = TimeSpan.FromMinutes(15);

    /// <summary>The time between two ticks: each queues as many texts as may be sent until the next.</summary>
    private static readonly TimeSpan TickEvery = TimeSpan.FromMinutes(5);

    /// <summary>Plans missing texts, suppresses texts about pupils seen since, and expires texts that can no longer be sent.</summary>
    public async Task PlanAsync(SchoolMorning morning, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(morning, cancellationToken);
        if (morning.MayText)
        {
            await ledger.WriteAsync(Changes(morning, rows), cancellationToken);
        }

        var toText = morning.ToText.Select(pupil => pupil.Pupil.Upn).ToHashSet();
        var handled = morning.ToText.Where(pupil => morning.Texts.ReasonAgainst(pupil.Pupil) == SuppressionReason.HandledByPeople)
            .Select(pupil => pupil.Pupil.Upn).ToHashSet();
        foreach (var row in rows.Where(row => row.Value.State is NudgeState.Planned or NudgeState.Joined))
        {
            if (!toText.Contains(row.Value.Upn))
            {
                await ledger.MoveAsync(row, row.Value.Suppress(SuppressionReason.NoLongerSo, now), cancellationToken);
            }
            else if (handled.Contains(row.Value.Upn))
            {
                // A circumstance was put on file this morning, after the text was planned.
                await ledger.MoveAsync(row, row.Value.Suppress(SuppressionReason.HandledByPeople, now), cancellationToken);
            }
            else if (morning.IsOver && row.Value.State == NudgeState.Planned)
            {
                await ledger.MoveAsync(row, row.Value.Expire(), cancellationToken);
            }
        }

        await sweep.RunAsync(morning.School, now, morning.IsPaused, cancellationToken);
    }

    /// <summary>
    /// Queues the texts that may be sent now; none while all sending is paused. Siblings get one text, even if they are at two schools.
    /// </summary>
    /// <param name="faults">Gets the schools whose texts cannot be read or joined; those of the others are queued.</param>
    /// <returns>The number of texts that were queued.</returns>
    public async Task<int> ReleaseAsync(
        IEnumerable<SchoolMorning> mornings, DateTimeOffset now, SchoolFaults faults, CancellationToken cancellationToken)
    {
        var open = new List<Versioned<Nudge>>();
        var pupils = new Dictionary<LedgerPlace, (Pupil Pupil, SchoolMorning Morning)>();
        var today = London.DateAt(now);
        foreach (var morning in mornings.Where(morning => morning is { MayText: true, IsPaused: false }))
        {
            var byUpn = morning.Roll.Pupils.ToDictionary(pupil => pupil.Pupil.Upn, pupil => pupil.Pupil);
            await faults.TryAsync(morning.School.Id, async () =>
            {
                foreach (var row in await ReadAsync(morning, cancellationToken))
                {
                    open.Add(row);
                    if (byUpn.TryGetValue(row.Value.Upn, out var pupil))
                    {
                        pupils[row.Value.Place] = (pupil, morning);
                    }
                }
            });
        }

        var unqueued = open
            .Where(row => row.Value.State == NudgeState.Planned && row.Value.QueuedAt is null)
            .Select(row => row.Value.Place).ToHashSet();
        var fresh = open.Where(row => IsInNoText(row.Value, unqueued) && pupils.ContainsKey(row.Value.Place))
            .SelectMany(row => CandidateOf(row, pupils[row.Value.Place].Pupil, pupils[row.Value.Place].Morning));
        var queued = open.Where(row => row.Value.State == NudgeState.Planned && row.Value.QueuedAt is not null)
            .ToLookup(row => row.Value.WasQueuedBefore(now, QueuedLongAgo));
        var (lost, inFlight) = (queued[true], queued[false].Count());

        var messages = new List<Versioned<Nudge>>();
        bool HasRoom() => queues.HasRoom(Channel.Text, inFlight + messages.Count, TickEvery);
        foreach (var row in lost.TakeWhile(_ => HasRoom()))
        {
            messages.AddRange(await families.MarkQueuedAsync(row, row.Value.Bundled, now, cancellationToken));
        }

        foreach (var family in Families.Of(fresh).TakeWhile(_ => HasRoom()))
        {
            await faults.TryAsync(family[0].Row.Value.Place.School, async () =>
                messages.AddRange(await families.JoinAsync(family, today, now, cancellationToken)));
        }

        await queues.QueueAsync(messages, Channel.Text, inFlight, cancellationToken);
        return messages.Count;
    }

    /// <summary>The first-day texts of a school's day, in all states.</summary>
    public async Task<IReadOnlyList<Versioned<Nudge>>> ReadAsync(SchoolMorning morning, CancellationToken cancellationToken) =>
        [.. (await ledger.ReadOpenAsync(morning.School.Id, AcademicYear.Of(morning.Day), morning.Day, cancellationToken))
            .Where(row => row.Value.Kind == MessageKind.FirstDay && row.Value.FirstDay == morning.Day)];

    /// <summary>The candidate of a row; none while its number is held.</summary>
    private static IEnumerable<Candidate> CandidateOf(Versioned<Nudge> row, Pupil pupil, SchoolMorning morning) =>
        Candidate.Of(row, pupil, morning.Roll.Households, morning.Unusable, hasLeft: false)
            .Where(candidate => !morning.Holds(candidate.To));

    /// <summary>The rows to write: new ones, and suppressed ones that a later register makes necessary again.</summary>
    private static IEnumerable<(Nudge Nudge, Versioned<Nudge>? Before)> Changes(SchoolMorning morning, IReadOnlyList<Versioned<Nudge>> rows)
    {
        var known = rows.DistinctBy(row => row.Value.Subject).ToDictionary(row => row.Value.Subject);
        foreach (var wanted in morning.ToText.SelectMany(pupil => morning.Texts.RowsOf(pupil.Pupil)))
        {
            if (!known.TryGetValue(wanted.Subject, out var row))
            {
                yield return (wanted, null);
            }
            else if (row.Value.Place == wanted.Place
                && row.Value is { State: NudgeState.Suppressed, Reason: SuppressionReason.NoLongerSo })
            {
                yield return (wanted, row);
            }
        }
    }

    // Not in any queued text: either new, or joined by a run that died before it queued the text that should include it.
    private static bool IsInNoText(Nudge nudge, HashSet<LedgerPlace> unqueued) =>
        unqueued.Contains(nudge.State == NudgeState.Joined ? nudge.Lead : nudge.Place);
}
