using AttendanceFunctions.Domain.Messages.Ledger;

namespace AttendanceFunctions.Tests;

/// <summary>Rows of the ledger in states that tests begin with, made as storage makes them.</summary>
public static class StoredNudge
{
    /// <summary>The row as storage would hold it with these columns; columns that are not given stay as they are.</summary>
    public static Nudge Stored(
        this Nudge row, NudgeState? state = null, SuppressionReason? reason = null, string? releasedBy = null,
        DateTimeOffset? queuedAt = null, BundledNudges? bundled = null, LedgerPlace? lead = null, Guid? owner = null,
        DateTimeOffset? movedAt = null, string? providerId = null) =>
        Nudge.Stored(
            row, state ?? row.State, reason ?? row.Reason, releasedBy ?? row.ReleasedBy, queuedAt ?? row.QueuedAt, bundled ?? row.Bundled,
            lead ?? row.Lead, owner ?? row.Owner, movedAt ?? row.MovedAt, providerId ?? row.ProviderId, row.Segments);

    /// <summary>The row as storage would hold it if nobody had released it.</summary>
    public static Nudge Unreleased(this Nudge row) =>
        Nudge.Stored(
            row, row.State, row.Reason, releasedBy: null, row.QueuedAt, row.Bundled, row.Lead, row.Owner, row.MovedAt, row.ProviderId,
            row.Segments);
}
