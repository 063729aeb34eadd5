using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Operations;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Functions.Messages;

/// <summary>
/// Releases the day's messages: in sending hours of school days it joins the messages to one parent into one and puts that on its queue,
/// at the rate that the provider accepts. It reads the ledger each time, so a missed, repeated or interrupted tick does not change the
/// final result.
/// </summary>
public sealed partial class NudgeRelease(
    TrustSettings settings, NudgeSweep sweep, SendingPauses pauses, ReleasePool pool, FamilyMessages families, MessageQueues queues,
    Leases leases, TimeProvider time, ILogger<NudgeRelease> log)
{
    /// <summary>The lease under which messages are released.</summary>
    public const string Lease = "release-nudges";

    /// <summary>The time after which a queued message that is still planned counts as lost, and is queued again.</summary>
    private static readonly TimeSpan QueuedLongAgo = TimeSpan.FromMinutes(30);

    /// <summary>
    /// The time between two ticks. A tick queues only what can be sent until the next tick, so that ticks do not exceed the rate together
    /// and no message waits in a queue for so long that it counts as lost.
    /// </summary>
    private static readonly TimeSpan TickEvery = TimeSpan.FromMinutes(15);

    /// <summary>Releases the messages that may be sent now; outside the sending hours of the trust's school days it does nothing.</summary>
    /// <param name="decide">
    /// Applies people's decisions about messages up to a day. It runs first, under the same lease; a school whose decisions fail is added
    /// to the faults and releases nothing, because a decision may be to send none.
    /// </param>
    /// <exception cref="LeaseHeldException">Another run releases messages, or a pupil's data is being erased.</exception>
    public async Task TickAsync(Func<Trust, DateOnly, SchoolFaults, CancellationToken, Task> decide, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var trust = await settings.ReadAsync(cancellationToken);
        if (trust.Sending.Contains(London.TimeAt(now)) && trust.IsSchoolDay(London.DateAt(now)))
        {
            await leases.RunAsync(Lease, token => ReleaseAsync(trust, now, decide, token), cancellationToken);
        }
    }

    private async Task ReleaseAsync(
        Trust trust, DateTimeOffset now, Func<Trust, DateOnly, SchoolFaults, CancellationToken, Task> decide,
        CancellationToken cancellationToken)
    {
        var today = London.DateAt(now);
        var faults = new SchoolFaults(LogNotReleased);
        await decide(trust, today, faults, cancellationToken);
        var isPaused = await pauses.FindAsync(cancellationToken) is not null;
        var candidates = new List<Candidate>();
        foreach (var school in trust.Schools.Where(school => school.Calendar.IsSchoolDay(today) && !faults.Has(school.Id)))
        {
            await faults.TryAsync(school.Id, async () =>
            {
                await sweep.RunAsync(school, now, isPaused, cancellationToken);
                candidates.AddRange(isPaused ? [] : await pool.ReadAsync(trust, school, now, cancellationToken));
            });
        }

        if (isPaused)
        {
            LogPaused();
        }

        var messages = new List<Versioned<Nudge>>();
        // First-day texts are sent first, and nudges use what is left of the provider's rate.
        var asking = candidates.Count(candidate => candidate.Row.Value is { Kind: MessageKind.FirstDay, State: NudgeState.Planned });
        foreach (var family in Families.Of(candidates)
            .Where(family => HasRoom(messages, family.Min(candidate => candidate.To.Channel), asking)))
        {
            await faults.TryAsync(family[0].Row.Value.Place.School, async () =>
                messages.AddRange(await JoinAsync(family, today, now, cancellationToken)));
        }

        await queues.QueueAsync(messages, Channel.Text, asking, cancellationToken);
        await queues.QueueAsync(messages, Channel.Email, 0, cancellationToken);
        LogReleased(messages.Count);
        faults.ThrowIfAny();
    }

    /// <summary>At most one message to each parent a day.</summary>
    private async Task<IReadOnlyList<Versioned<Nudge>>> JoinAsync(
        IReadOnlyList<Candidate> family, DateOnly today, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (family.Any(candidate => candidate.HasLeft))
        {
            return [];
        }

        var queued = family.Where(candidate => candidate.Row.Value.QueuedAt is not null).Select(candidate => candidate.Row).ToList();
        if (queued.Count > 0)
        {
            var areLost = queued.All(row => row.Value.WasQueuedBefore(now, QueuedLongAgo));
            return areLost ? await families.MarkQueuedAsync(queued[0], queued[0].Value.Bundled, now, cancellationToken) : [];
        }

        return await families.JoinAsync(family, today, now, cancellationToken);
    }

    private bool HasRoom(List<Versioned<Nudge>> messages, Channel channel, int asking) =>
        queues.HasRoom(
            channel, messages.Count(message => message.Value.Channel == channel) + (channel == Channel.Text ? asking : 0), TickEvery);

    [LoggerMessage(Level = LogLevel.Error, Message = "School {School}: its messages could not be released: {Fault}.")]
    private partial void LogNotReleased(SchoolId school, string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "All sending is paused: no message is released.")]
    private partial void LogPaused();

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} messages released.")]
    private partial void LogReleased(int count);
}
