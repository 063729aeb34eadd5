using AttendanceFunctions.Domain.Calendar;
using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Pupils;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Domain.Messages.Ledger;

/// <summary>A row's own place: its school's partition of the ledger in a school year, and its key.</summary>
public readonly record struct LedgerPlace(SchoolId School, AcademicYear Year, NudgeKey Key);

/// <summary>The rows that travel in another row's message; two lists with the same places are equal.</summary>
/// <param name="Places">Their places.</param>
public sealed record BundledNudges(IReadOnlyList<LedgerPlace> Places)
{
    public static BundledNudges None { get; } = new([]);

    public bool Equals(BundledNudges? other) => other is not null && Places.SequenceEqual(other.Places);

    public override int GetHashCode() => Places.Aggregate(0, HashCode.Combine);
}

/// <summary>One row of the ledger: a message that is planned, on its way, sent, or not to be sent and why.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Upn">The pupil that it is about.</param>
/// <param name="Kind">The rule that asks for it.</param>
/// <param name="Period">The period in which the rule asks once: a half term, a half term and a stage, a week, or a night.</param>
/// <param name="Channel">How it travels.</param>
/// <param name="ContactSlot">The contact in the roster that it goes to; 0 where it goes to none.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Reason">Why it is suppressed.</param>
/// <param name="PlannedOn">The night that planned it.</param>
/// <param name="FirstDay">The first day on which it may leave.</param>
/// <param name="LastDay">The last day on which it may leave; after it, it expires.</param>
public sealed record Nudge(
    LedgerPlace Place, Upn Upn, MessageKind Kind, string Period, Channel Channel, int ContactSlot,
    NudgeState State, SuppressionReason Reason, DateOnly PlannedOn, DateOnly FirstDay, DateOnly LastDay)
{
    /// <summary>Who released what no person has to release.</summary>
    public const string Automatically = "automatic";

    /// <summary>Who released it: <see cref="Automatically"/> or the name in a decision; empty until then.</summary>
    public string ReleasedBy { get; init; } = "";

    /// <summary>When it was last put on its queue; <see cref="DateTimeOffset.MinValue"/> if never. A hint: the state decides.</summary>
    public DateTimeOffset QueuedAt { get; init; } = DateTimeOffset.MinValue;

    /// <summary>The rows that travel in this one's message, itself not among them.</summary>
    public BundledNudges Bundled { get; init; } = BundledNudges.None;

    /// <summary>The row in whose message this one travels; its own place where it leads.</summary>
    public LedgerPlace Lead { get; init; } = Place;

    /// <summary>The attempt that claimed it, so that a sender recognises its own retried write.</summary>
    public Guid Owner { get; init; }

    /// <summary>When it was claimed, settled, or taken out at its release; <see cref="DateTimeOffset.MinValue"/> before.</summary>
    public DateTimeOffset MovedAt { get; init; } = DateTimeOffset.MinValue;

    /// <summary>The provider's id of the accepted message; empty where there is none.</summary>
    public string ProviderId { get; init; } = "";

    /// <summary>Segments that the text cost, counted after it was filled in; 0 for an email, and until it is claimed.</summary>
    public int Segments { get; init; }

    /// <summary>This row, taken out before it left.</summary>
    public Nudge SuppressedAt(DateTimeOffset at, SuppressionReason reason) => this with { State = NudgeState.Suppressed, Reason = reason, MovedAt = at };

    public bool IsReleased => ReleasedBy.Length > 0;

    public bool MayLeaveOn(DateOnly day) => FirstDay <= day && day <= LastDay;
}
