using AttendanceFunctions.Domain.Nudges;
using AttendanceFunctions.Domain.Trusts;
using AttendanceFunctions.Functions.Channels;
using AttendanceFunctions.Functions.Decisions;
using AttendanceFunctions.Functions.Nights;
using AttendanceFunctions.Functions.Storage;
using Azure.Storage.Queues;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AttendanceFunctions.Functions.Nudges;

/// <summary>
/// Lets the day's messages go: in sending hours of school days it applies people's decisions, joins what goes to one parent
/// into one message, and puts that on its queue, dripped at the provider's rate. It asks the ledger each time, so a tick that
/// never came, came twice or died half-way changes nothing in the end.
/// </summary>
public sealed partial class NudgeRelease(
    TrustSettings settings, DecisionIntake decisions, NudgeSweep sweep, ReleasePool pool, NudgeLedger ledger, Storehouse storehouse, Leases leases,
    IOptions<SendingOptions> sending, TimeProvider time, ILogger<NudgeRelease> log)
{
    /// <summary>The lease under which messages are released.</summary>
    public const string Lease = "release-nudges";

    /// <summary>A message that is still planned so long after it was queued was lost on the way, and is queued again.</summary>
    private static readonly TimeSpan QueuedLongAgo = TimeSpan.FromMinutes(30);

    /// <summary>
    /// The time between two ticks. A tick queues what the provider takes in that time and leaves the rest to the next one, so
    /// that ticks do not drip on top of each other and nothing waits in a queue for so long that it seems lost.
    /// </summary>
    private static readonly TimeSpan TickEvery = TimeSpan.FromMinutes(15);

    public async Task TickAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var trust = await settings.ReadAsync(cancellationToken);
        if (trust.Sending.Contains(London.TimeAt(now)) && trust.IsSchoolDay(London.DateAt(now)))
        {
            await leases.RunAsync(Lease, token => ReleaseAsync(trust, now, token), cancellationToken);
        }
    }

    private async Task ReleaseAsync(Trust trust, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = London.DateAt(now);
        var candidates = new List<Candidate>();
        var open = trust.Schools.Where(school => school.Calendar.IsSchoolDay(today)).ToList();
        await decisions.ApplyAsync(trust, today, cancellationToken);
        await sweep.RunAsync(SchoolId.Parse(Trust.Itself), now, cancellationToken);
        foreach (var school in open)
        {
            await sweep.RunAsync(school.Id, now, cancellationToken);
            candidates.AddRange(await pool.ReadAsync(trust, school, now, cancellationToken));
        }

        var messages = new List<Stored<Nudge>>();
        foreach (var family in Families.Of(candidates).Where(family => HasRoom(messages, family.Min(candidate => candidate.To.Channel))))
        {
            messages.AddRange(await JoinAsync(family, today, now, cancellationToken));
        }

        await QueueAsync(messages, Channel.Text, storehouse.Queue(Queues.NudgeTexts), cancellationToken);
        await QueueAsync(messages, Channel.Email, storehouse.Queue(Queues.NudgeEmails), cancellationToken);
        LogReleased(messages.Count);
    }

    /// <summary>One message at most for everything that goes to one parent today.</summary>
    private async Task<IReadOnlyList<Stored<Nudge>>> JoinAsync(IReadOnlyList<Candidate> family, DateOnly today, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (family.Any(candidate => candidate.HasLeft))
        {
            return [];
        }

        var queued = family.Where(candidate => candidate.Row.Value.QueuedAt != DateTimeOffset.MinValue).Select(candidate => candidate.Row).ToList();
        if (queued.Count > 0)
        {
            // A clock that was set back leaves times in the future; those are long ago as well.
            var areLost = queued.All(row => (now - row.Value.QueuedAt).Duration() >= QueuedLongAgo);
            return areLost ? await MarkQueuedAsync(queued[0], queued[0].Value.Travellers, now, cancellationToken) : [];
        }

        if (family.Select(candidate => candidate.ParentName).Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1
            && family.Select(candidate => candidate.Row.Value.Upn).Distinct().Count() > 1)
        {
            await SuppressAsync(family, now, SuppressionReason.SharedAddress, cancellationToken);
            return [];
        }

        var together = Families.OfOneKind(family, today);
        var lead = together.MinBy(candidate => (candidate.To.Channel, candidate.Row.Value.Place.Key))!.Row;
        var others = together.Where(candidate => candidate.Row != lead).OrderBy(candidate => candidate.Row.Value.Place.Key).ToList();
        var joined = new List<LedgerPlace>();
        foreach (var other in others)
        {
            var row = other.Row.Value with { State = NudgeState.Joined, Lead = lead.Value.Place };
            if (row == other.Row.Value || await ledger.MoveAsync(other.Row, row, cancellationToken) is not null)
            {
                joined.Add(row.Place);
            }
        }

        return await MarkQueuedAsync(lead, new(joined), now, cancellationToken);
    }

    private async Task<IReadOnlyList<Stored<Nudge>>> MarkQueuedAsync(Stored<Nudge> lead, Travellers travellers, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var queued = lead.Value with { State = NudgeState.Planned, Lead = lead.Value.Place, Travellers = travellers, QueuedAt = now };
        return await ledger.MoveAsync(lead, queued, cancellationToken) is { } row ? [row] : [];
    }

    private async Task SuppressAsync(IEnumerable<Candidate> family, DateTimeOffset now, SuppressionReason reason, CancellationToken cancellationToken)
    {
        foreach (var candidate in family)
        {
            await ledger.MoveAsync(candidate.Row, candidate.Row.Value.SuppressedAt(now, reason), cancellationToken);
        }
    }

    private int PerMinute(Channel channel) => channel == Channel.Text ? sending.Value.TextsPerMinute : sending.Value.EmailsPerMinute;

    private bool HasRoom(List<Stored<Nudge>> messages, Channel channel) =>
        PerMinute(channel) <= 0 || messages.Count(message => message.Value.Channel == channel) < PerMinute(channel) * TickEvery.TotalMinutes;

    private async Task QueueAsync(List<Stored<Nudge>> messages, Channel channel, QueueClient queue, CancellationToken cancellationToken)
    {
        var perMinute = PerMinute(channel);
        var index = 0;
        foreach (var message in messages.Where(message => message.Value.Channel == channel))
        {
            var delay = perMinute > 0 ? TimeSpan.FromMinutes((double)index++ / perMinute) : TimeSpan.Zero;
            await queue.SendMessageAsync(new NudgeMessage(message.Value.Place).Write(), visibilityTimeout: delay, cancellationToken: cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} messages released.")]
    private partial void LogReleased(int count);
}
