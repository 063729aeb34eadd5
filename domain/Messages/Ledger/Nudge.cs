namespace AttendanceFunctions.Domain.Messages.Ledger;

/// <summary>The place of a row in the ledger: the partition of a school and school year, and its key.</summary>
public readonly record struct LedgerPlace(SchoolId School, AcademicYear Year, NudgeKey Key);

/// <summary>The rows that another row's message includes; two lists with the same places are equal.</summary>
/// <param name="Places">Their places, without that of the leading row.</param>
public sealed record BundledNudges(IReadOnlyList<LedgerPlace> Places)
{
    public static BundledNudges None { get; } = new([]);

    public bool Equals(BundledNudges? other) => other is not null && Places.SequenceEqual(other.Places);

    public override int GetHashCode() => Places.Aggregate(0, HashCode.Combine);
}

/// <summary>
/// One row of the ledger: a message that is planned, being sent, sent, or not sent for a reason. A new row is planned and not released.
/// Only the methods below change its state. Each makes one transition that <see cref="NudgeStates.MayBecome"/> allows, and throws
/// <see cref="InvalidOperationException"/> for any other.
/// </summary>
/// <param name="Period">The period in which such a message is sent once: a half term (with or without a stage), a week or a day.</param>
/// <param name="Channel">Text or email; <see cref="Channel.None"/> where a message was not planned because of its
/// <see cref="Reason"/>.</param>
/// <param name="ContactSlot">The contact's number in the roster, from 1; 0 where the message has no recipient.</param>
/// <param name="LastDay">The last day on which it may leave; after it, it expires.</param>
public sealed record Nudge(
    LedgerPlace Place, Upn Upn, MessageKind Kind, string Period, Channel Channel, int ContactSlot, DateOnly PlannedOn, DateOnly FirstDay,
    DateOnly LastDay)
{
    /// <summary>A sender settles a claim within seconds; after this time the sender must have died.</summary>
    private static readonly TimeSpan ClaimedLongAgo = TimeSpan.FromMinutes(15);

    public NudgeState State { get; private init; } = NudgeState.Planned;

    /// <summary>Why it is suppressed; null in every other state.</summary>
    public SuppressionReason? Reason { get; private init; }

    /// <summary>Whether it was released: it may leave on its days.</summary>
    public bool IsReleased { get; private init; }

    /// <summary>Who decided last about it; null if nobody did, as where the trust releases messages of its kind by itself.</summary>
    public Author? DecidedBy { get; private init; }

    /// <summary>When it was last put on its queue; null if never. A hint: the state decides.</summary>
    public DateTimeOffset? QueuedAt { get; private init; }

    /// <summary>The other rows that this row's message includes.</summary>
    public BundledNudges Bundled { get; private init; } = BundledNudges.None;

    /// <summary>The row whose message includes this one; its own place where it leads.</summary>
    public LedgerPlace Lead { get; private init; } = Place;

    /// <summary>The attempt that claimed it, by which a sender recognises its own write; null before a claim.</summary>
    public Guid? Owner { get; private init; }

    /// <summary>When it was claimed or settled, or suppressed or expired at its release; null before.</summary>
    public DateTimeOffset? MovedAt { get; private init; }

    /// <summary>The provider's id of the accepted message; null where there is none.</summary>
    public string? ProviderId { get; private init; }

    /// <summary>Segments that the text cost, counted after it was filled in; 0 for an email, and until it is claimed.</summary>
    public int Segments { get; private init; }

    /// <summary>What is sent once: the same for the same message, whatever its key was made with.</summary>
    public (Upn, MessageKind, string Period, Channel, int ContactSlot) Subject => (Upn, Kind, Period, Channel, ContactSlot);

    public bool MayLeaveOn(DateOnly day) => FirstDay <= day && day <= LastDay;

    /// <summary>Whether it was put on its queue so long ago that the queue message must be lost.</summary>
    public bool WasQueuedBefore(DateTimeOffset now, TimeSpan longAgo) => QueuedAt is { } at && Elapsed.Since(at, now) >= longAgo;

    /// <summary>Whether it is claimed by a sender that must have died: a quarter of an hour ago or longer.</summary>
    public bool HasLostItsSender(DateTimeOffset now) =>
        State == NudgeState.Claimed && (MovedAt is not { } at || Elapsed.Since(at, now) >= ClaimedLongAgo);

    /// <summary>Restores a row from storage: how it was planned, its state, and what its transitions recorded.</summary>
    public static Nudge Stored(
        Nudge planned, NudgeState state, SuppressionReason? reason, bool isReleased, Author? decidedBy, DateTimeOffset? queuedAt,
        BundledNudges bundled, LedgerPlace lead, Guid? owner, DateTimeOffset? movedAt, string? providerId, int segments) => planned with
        {
            State = state,
            Reason = reason,
            IsReleased = isReleased,
            DecidedBy = decidedBy,
            QueuedAt = queuedAt,
            Bundled = bundled,
            Lead = lead,
            Owner = owner,
            MovedAt = movedAt,
            ProviderId = providerId,
            Segments = segments,
        };

    /// <summary>Releases a planned row, so that it may leave on its days.</summary>
    /// <param name="by">Who releases it; null where the trust releases messages of its kind by itself.</param>
    public Nudge Release(Author? by) => Move(NudgeState.Planned) with { IsReleased = true, DecidedBy = by };

    /// <summary>Records a person's decision not to send it.</summary>
    public Nudge Withhold(Author by) => Move(NudgeState.Withheld) with { DecidedBy = by };

    /// <summary>Suppresses it before it leaves.</summary>
    /// <param name="at">When it was suppressed; null if that was when it was planned.</param>
    public Nudge Suppress(SuppressionReason reason, DateTimeOffset? at = null) =>
        Move(NudgeState.Suppressed) with { Reason = reason, MovedAt = at ?? MovedAt };

    /// <summary>Marks it as expired: its days or hours have passed.</summary>
    public Nudge Expire(DateTimeOffset? at = null) => Move(NudgeState.Expired) with { MovedAt = at ?? MovedAt };

    /// <summary>Lengthens its days, because nothing could leave on them.</summary>
    /// <param name="lastDay">The last day on which it may leave now.</param>
    public Nudge Wait(DateOnly lastDay) => Move(State) with { LastDay = LastDay < lastDay ? lastDay : LastDay };

    /// <summary>Includes it in another row's message.</summary>
    public Nudge Join(LedgerPlace lead) => Move(NudgeState.Joined) with { Lead = lead };

    /// <summary>Puts it on its queue as the leading row of a message.</summary>
    public Nudge Queue(BundledNudges bundled, DateTimeOffset at) =>
        Move(NudgeState.Planned) with { Lead = Place, Bundled = bundled, QueuedAt = at };

    /// <summary>Takes it off its queue; the next release checks it again.</summary>
    public Nudge TakeOffQueue() => Move(NudgeState.Planned) with { QueuedAt = null };

    /// <summary>Claims it for a sender. Only a planned row that leads its message may be claimed.</summary>
    /// <param name="segments">Segments of the text; 0 for an email.</param>
    public Nudge Claim(Guid owner, DateTimeOffset at, int segments) =>
        Move(NudgeState.Claimed) with { Owner = owner, MovedAt = at, Segments = segments };

    /// <summary>Records the result of offering the message to its provider.</summary>
    /// <param name="state">Accepted, failed, unknown, or planned where the provider did not take it.</param>
    public Nudge Settle(NudgeState state, DateTimeOffset at, string? providerId) =>
        Move(state) with { MovedAt = at, ProviderId = providerId };

    /// <summary>Records that its sender died: it may or may not have been sent.</summary>
    public Nudge LoseClaim() => Move(NudgeState.Unknown);

    /// <summary>Gives a joined row the result of the message that includes it.</summary>
    public Nudge Follow(Nudge lead) => Move(lead.State) with { MovedAt = lead.MovedAt, ProviderId = lead.ProviderId };

    /// <summary>Removes it from the other row's message; a row that waited for that message is planned again by itself.</summary>
    public Nudge LeaveBundle() => (State == NudgeState.Joined ? Move(NudgeState.Planned) : this) with { Lead = Place };

    /// <summary>Removes an erased row from this row's message.</summary>
    public Nudge Unbundle(LedgerPlace place) => this with { Bundled = new([.. Bundled.Places.Where(other => other != place)]) };

    /// <summary>Records that a person found in the provider's log that an unknown message was sent.</summary>
    public Nudge ConfirmSent(Author by) => Move(NudgeState.Accepted) with { DecidedBy = by };

    /// <summary>Plans an unknown message again, after a person found that it was not sent.</summary>
    /// <param name="lastDay">A day until which it may leave at least.</param>
    public Nudge Resend(Author by, DateOnly lastDay) => Move(NudgeState.Planned) with
    {
        IsReleased = true,
        DecidedBy = by,
        QueuedAt = null,
        Owner = null,
        LastDay = LastDay < lastDay ? lastDay : LastDay,
    };

    /// <summary>Undoes queueing and claiming, where it is certain that nothing was sent.</summary>
    public Nudge PlanAgain() => Move(NudgeState.Planned) with { QueuedAt = null, Owner = null, MovedAt = null };

    /// <summary>Applies a provider's report to the leading row. The message keeps the day on which it was sent.</summary>
    /// <param name="hasArrived">Whether it arrived; false if it cannot arrive.</param>
    /// <param name="providerId">The provider's id of it, for a row that has none.</param>
    public Nudge AfterReport(bool hasArrived, string? providerId) => this with
    {
        State = State.AfterReport(hasArrived),
        ProviderId = State.IsFinal() ? ProviderId : ProviderId ?? providerId,
    };

    /// <summary>Applies a provider's report to a row that the message includes.</summary>
    /// <param name="lead">The row that led the message, after the same report.</param>
    public Nudge AfterReport(Nudge lead, bool hasArrived)
    {
        // If two reports contradict each other, the first one counts, for bundled rows too.
        var arrived = lead.State == NudgeState.Delivered || (lead.State != NudgeState.Undeliverable && hasArrived);
        var state = State == NudgeState.Joined && Lead == lead.Place && lead.State == NudgeState.Undeliverable
            ? NudgeState.Undeliverable
            : State.AfterReport(arrived);
        return state == State ? this : Move(state) with { MovedAt = MovedAt ?? lead.MovedAt, ProviderId = ProviderId ?? lead.ProviderId };
    }

    private Nudge Move(NudgeState to) => State.MayBecome(to)
        ? this with { State = to }
        : throw new InvalidOperationException($"A row of the ledger may not go from {State} to {to}.");
}

/// <summary>The time since a recorded instant, from which it is decided whether the run that recorded it died.</summary>
public static class Elapsed
{
    /// <summary>The time since an instant, never negative: an instant in the future (the clock was set back) counts as past.</summary>
    public static TimeSpan Since(DateTimeOffset instant, DateTimeOffset now) => (now - instant).Duration();
}
