namespace AttendanceFunctions.Domain.Messages.Ledger;

/// <summary>The outcome of a ledger row, as schools and the trust count it.</summary>
public enum NudgeOutcome
{
    /// <summary>Not released yet, and its days have not passed.</summary>
    Waiting,

    /// <summary>Released, to leave on its days.</summary>
    Released,

    /// <summary>The provider took it, and has not reported on it.</summary>
    Accepted,

    /// <summary>The provider says that it arrived.</summary>
    Delivered,

    /// <summary>The provider says that it cannot arrive.</summary>
    Undeliverable,

    /// <summary>The provider refused it for good.</summary>
    Failed,

    /// <summary>It may or may not have been sent.</summary>
    Unknown,

    /// <summary>A person decided that it is not sent.</summary>
    Withheld,

    /// <summary>Its days passed before it was released.</summary>
    ExpiredUnreleased,

    /// <summary>It was released, and could not leave within its days.</summary>
    ExpiredReleased,

    /// <summary>Not sent, because of the family, the contact or the marks.</summary>
    Suppressed,

    /// <summary>Not sent, because the pupil is in the hold-out.</summary>
    HeldOut,
}

/// <summary>How rows of the ledger are counted.</summary>
public static class NudgeOutcomes
{
    /// <summary>The name of an outcome in exports: <c>expired-unreleased</c>.</summary>
    public static string NameOf(this NudgeOutcome outcome) => KebabCase.Of(outcome);

    /// <summary>The outcome of a row at the end of a day.</summary>
    public static NudgeOutcome OutcomeAfter(this Nudge nudge, DateOnly night) => nudge.State switch
    {
        // Sending hours end before the night begins: a row still planned on its last day has expired, even if it is not marked so yet.
        NudgeState.Planned or NudgeState.Joined when nudge.LastDay <= night => Expired(nudge),
        NudgeState.Planned when !nudge.IsReleased => NudgeOutcome.Waiting,
        NudgeState.Planned or NudgeState.Joined => NudgeOutcome.Released,
        // A sender settles a claim within seconds; a row still claimed at night has lost its sender.
        NudgeState.Claimed or NudgeState.Unknown => NudgeOutcome.Unknown,
        NudgeState.Accepted => NudgeOutcome.Accepted,
        NudgeState.Delivered => NudgeOutcome.Delivered,
        NudgeState.Undeliverable => NudgeOutcome.Undeliverable,
        NudgeState.Failed => NudgeOutcome.Failed,
        NudgeState.Withheld => NudgeOutcome.Withheld,
        NudgeState.Expired => Expired(nudge),
        NudgeState.Suppressed => nudge.Reason == SuppressionReason.HeldOut ? NudgeOutcome.HeldOut : NudgeOutcome.Suppressed,
        _ => throw new ArgumentOutOfRangeException(nameof(nudge), nudge.State, "Not a state."),
    };

    private static NudgeOutcome Expired(Nudge nudge) => nudge.IsReleased ? NudgeOutcome.ExpiredReleased : NudgeOutcome.ExpiredUnreleased;
}
