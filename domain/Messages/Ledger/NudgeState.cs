namespace AttendanceFunctions.Domain.Messages.Ledger;

/// <summary>Where a row of the ledger stands. Only a planned row may be claimed, and a final state is never left (domain 0.10).</summary>
public enum NudgeState
{
    /// <summary>To be sent on its days once released.</summary>
    Planned,

    /// <summary>Told of in the message of another row to the same parent, and gets the state of that row: siblings get one message.</summary>
    Joined,

    /// <summary>A sender is sending it.</summary>
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

public static class NudgeStates
{
    public static bool IsFinal(this NudgeState state) => state is
        NudgeState.Delivered or NudgeState.Undeliverable or NudgeState.Failed
        or NudgeState.Suppressed or NudgeState.Withheld or NudgeState.Expired;

    /// <summary>Whether a message may have reached the provider, so that its parent counts as written to.</summary>
    public static bool MayHaveLeft(this NudgeState state) => state is
        NudgeState.Claimed or NudgeState.Accepted or NudgeState.Delivered or NudgeState.Undeliverable or NudgeState.Unknown;

    /// <summary>Whether a row may go from one state to another; from Unknown to Planned only by a person: callers check that.</summary>
    public static bool MayBecome(this NudgeState from, NudgeState to) => from switch
    {
        NudgeState.Planned =>
            to is NudgeState.Planned or NudgeState.Joined or NudgeState.Claimed
            or NudgeState.Suppressed or NudgeState.Withheld or NudgeState.Expired
            // A report about an earlier attempt, which a person thought lost: it did arrive, and is not sent again.
            or NudgeState.Delivered,
        NudgeState.Joined => to is not NudgeState.Claimed,
        // Back to Planned only where the provider said in so many words that it did not take the message.
        // A report may be here before the provider's answer is written down.
        NudgeState.Claimed =>
            to is NudgeState.Accepted or NudgeState.Failed or NudgeState.Unknown
            or NudgeState.Planned or NudgeState.Delivered or NudgeState.Undeliverable,
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

/// <summary>Why a nudge that the policy asks for is not sent (domain 0.9).</summary>
public enum SuppressionReason
{
    /// <summary>Fewer possible sessions than the floor.</summary>
    TooEarly,

    OptedOut,

    /// <summary>A circumstance on file, a social worker or a looked-after child: people handle those.</summary>
    HandledByPeople,

    /// <summary>The case stands at a step that people agreed with the family, a contract or later.</summary>
    CaseWithPeople,

    /// <summary>Only N marks of the last five school days push the rate over the line (domain 0.7).</summary>
    UnsettledN,

    MarkChangedToday,

    NoContact,

    /// <summary>No such contact has a number or email address that can be used: none on the roster, or found dead.</summary>
    NoUsableAddress,

    /// <summary>The same number or address stands for families of different names: a person must look which is right.</summary>
    SharedAddress,

    /// <summary>The recipient is not on the list that this environment may send to.</summary>
    NotOnAllowList,

    /// <summary>Before the message left, a later reading took the pupil out of the stage, or the pupil left the school.</summary>
    NoLongerInStage,

    /// <summary>Before the message left, what it would have said was no longer so: a mark was corrected, or the case moved on.</summary>
    NoLongerSo,

    /// <summary>The pupil is in the hold-out: planned like the others and not sent, to see whether nudges help.</summary>
    HeldOut,
}

/// <summary>What a reason means for the nights to come.</summary>
public static class SuppressionReasons
{
    /// <summary>Whether the reason may be gone tomorrow, so that the following nights look again.</summary>
    public static bool IsPassing(this SuppressionReason? reason) => reason is
        SuppressionReason.TooEarly or SuppressionReason.UnsettledN or SuppressionReason.MarkChangedToday
        or SuppressionReason.NoContact or SuppressionReason.NoUsableAddress or SuppressionReason.SharedAddress;
}
