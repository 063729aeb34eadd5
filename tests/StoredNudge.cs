using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Tests;

/// <summary>Rows of the ledger in states that tests begin with, made as storage makes them.</summary>
public static class StoredNudge
{
    /// <summary>The row as storage would hold it with these columns; columns that are not given stay as they are.</summary>
    public static Nudge Stored(
        this Nudge row, NudgeState? state = null, SuppressionReason? reason = null, Author? decidedBy = null,
        DateTimeOffset? queuedAt = null, BundledNudges? bundled = null, LedgerPlace? lead = null, Guid? owner = null,
        DateTimeOffset? movedAt = null, string? providerId = null, bool? isReleased = null) =>
        Nudge.Stored(
            row, state ?? row.State, reason ?? row.Reason, isReleased ?? row.IsReleased, decidedBy ?? row.DecidedBy,
            queuedAt ?? row.QueuedAt, bundled ?? row.Bundled, lead ?? row.Lead, owner ?? row.Owner, movedAt ?? row.MovedAt,
            providerId ?? row.ProviderId, row.Segments);
}
