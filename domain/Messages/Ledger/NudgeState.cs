namespace AttendanceFunctions.Domain.Messages.Ledger;

/// <summary>Where a row of the ledger stands. Only a planned row may be claimed, and a final state is never left (domain 0.10).</summary>
public enum NudgeState
{
    /// <summary>To be sent on its days once released.</summary>
    Planned,

    /// <summary>Travels in the message of another row of the same parent and shares its fate: siblings get one message.</summary>
    Joined,

    /// <summary>A sender has it in hand.</summary>
    Claimed,

    /// <summary>The provider took it.</summary>
    Accepted,

    /// <summary>The provider says that it arrived.</summary>
    Delivered,

    /// <summary>The provider says that it cannot arrive.</summary>
    Undeliverable,

    /// <summary>The provider refused it for good.</summary>
    Failed,

    /// <summary>The provider's answer was lost: it may or may not have been sent. Never re-sent automatically.</summary>
    Unknown,

    /// <summary>Not sent, for the reason in the row.</summary>
    Suppressed,

    /// <summary>A person decided that it is not sent.</summary>
    Withheld,

    /// <summary>Its days passed before it was released or could leave.</summary>
    Expired,
}

/// <summary>The moves that the ledger allows.</summary>
public static class NudgeStates
{
    public static bool IsFinal(this NudgeState state) => state is
        NudgeState.Delivered
            or NudgeState.Undeliverable
            or NudgeState.Failed
            or NudgeState.Suppressed
            or NudgeState.Withheld
            or NudgeState.Expired;

    /// <summary>Whether a message may have reached the provider, so that its parent counts as written to.</summary>
    public static bool MayHaveLeft(this NudgeState state) => state is
        NudgeState.Claimed or NudgeState.Accepted or NudgeState.Delivered or NudgeState.Undeliverable or NudgeState.Unknown;

    /// <summary>Whether a row may go from one state to another; from Unknown to Planned only by a person: callers check that.</summary>
    public static bool MayBecome(this NudgeState from, NudgeState to) => from switch
    {
        NudgeState.Planned =>
            to is NudgeState.Planned
                or NudgeState.Joined
                or NudgeState.Claimed
                or NudgeState.Suppressed
                or NudgeState.Withheld
                or NudgeState.Expired
            // A report about an earlier attempt, which a person thought lost: it did arrive, and is not sent again.
            or NudgeState.Delivered,
        NudgeState.Joined => to is not NudgeState.Claimed,
        // Back to Planned only where the provider said in so many words that it did not take the message.
        // A report may be here before the provider's answer is written down.
        NudgeState.Claimed =>
            to is NudgeState.Accepted
                or NudgeState.Failed
                or NudgeState.Unknown
                or NudgeState.Planned
                or NudgeState.Delivered
                or NudgeState.Undeliverable,
        NudgeState.Accepted => to is NudgeState.Delivered or NudgeState.Undeliverable,
        NudgeState.Unknown =>
            to is NudgeState.Accepted or NudgeState.Delivered or NudgeState.Undeliverable or NudgeState.Failed or NudgeState.Planned,
        _ => false,
    };

    /// <summary>Where a provider's report takes a row that was in the message; the same state where it changes nothing.</summary>
    public static NudgeState AfterReport(this NudgeState state, bool hasArrived) => state switch
    {
        NudgeState.Claimed or NudgeState.Accepted or NudgeState.Unknown => hasArrived ? NudgeState.Delivered : NudgeState.Undeliverable,
        // About to leave again, by itself or with others, because its first way seemed lost: not if it did arrive.
        NudgeState.Planned or NudgeState.Joined => hasArrived ? NudgeState.Delivered : state,
        _ => state,
    };
}
