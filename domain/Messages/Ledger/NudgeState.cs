namespace AttendanceFunctions.Domain.Messages.Ledger;

/// <summary>The state of a ledger row. Only a planned row may be claimed, and a final state is never left (domain 0.10).</summary>
public enum NudgeState
{
    /// <summary>To be sent on its days once released.</summary>
    Planned,

    /// <summary>Included in another row's message to the same parent, and gets that row's state: siblings get one message.</summary>
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

    /// <summary>Whether a message may have reached the provider, so that it counts as sent.</summary>
    public static bool MayHaveLeft(this NudgeState state) => state is
        NudgeState.Claimed or NudgeState.Accepted or NudgeState.Delivered or NudgeState.Undeliverable or NudgeState.Unknown;

    /// <summary>Whether a row may go from one state to another; from Unknown to Planned only by a person: callers check that.</summary>
    public static bool MayBecome(this NudgeState from, NudgeState to) => from switch
    {
        NudgeState.Planned =>
            to is NudgeState.Planned or NudgeState.Joined or NudgeState.Claimed
            or NudgeState.Suppressed or NudgeState.Withheld or NudgeState.Expired
            // A late report: an attempt that a person took for lost has arrived, so it is not sent again.
            or NudgeState.Delivered,
        NudgeState.Joined => to is not NudgeState.Claimed,
        // Back to Planned only where the provider answered explicitly that it did not take the message.
        // A report may arrive before the provider's answer is recorded.
        NudgeState.Claimed =>
            to is NudgeState.Accepted or NudgeState.Failed or NudgeState.Unknown
            or NudgeState.Planned or NudgeState.Delivered or NudgeState.Undeliverable,
        NudgeState.Accepted => to is NudgeState.Delivered or NudgeState.Undeliverable,
        NudgeState.Unknown =>
            to is NudgeState.Accepted or NudgeState.Delivered or NudgeState.Undeliverable or NudgeState.Failed or NudgeState.Planned,
        _ => false,
    };

    /// <summary>The state of a row after a provider's report about its message; unchanged where the report has no effect.</summary>
    public static NudgeState AfterReport(this NudgeState state, bool hasArrived) => state switch
    {
        NudgeState.Claimed or NudgeState.Accepted or NudgeState.Unknown => hasArrived ? NudgeState.Delivered : NudgeState.Undeliverable,
        // Planned again because the first attempt seemed lost; if that attempt arrived, it is not sent again.
        NudgeState.Planned or NudgeState.Joined => hasArrived ? NudgeState.Delivered : state,
        _ => state,
    };
}

/// <summary>Why a nudge that the policy requests is not sent (domain 0.9).</summary>
public enum SuppressionReason
{
    /// <summary>Fewer possible sessions than the minimum.</summary>
    TooEarly,

    OptedOut,

    /// <summary>A circumstance on file, a social worker or a looked-after child: staff contact these families instead.</summary>
    HandledByPeople,

    /// <summary>A part-time timetable lasts (C2 in the register), so staff contact the family instead (domain 0.14).</summary>
    PartTimeTimetable,

    /// <summary>The case is at a formal step, so staff contact the family instead.</summary>
    CaseWithPeople,

    /// <summary>The threshold is reached only because of N marks in the last five school days (domain 0.7).</summary>
    UnsettledN,

    MarkChangedToday,

    NoContact,

    /// <summary>No parent has a usable number or email address: none on the roster, or reported as undeliverable.</summary>
    NoUsableAddress,

    /// <summary>The recipient is not on the list that this environment may send to.</summary>
    NotOnAllowList,

    /// <summary>Before the message left, the pupil's attendance left the stage, or the pupil left the school.</summary>
    NoLongerInStage,

    /// <summary>Before the message left, its content became untrue: a mark was corrected, or the case moved on.</summary>
    NoLongerSo,

    /// <summary>The pupil is in the hold-out: planned like the others but not sent, to measure whether nudges help.</summary>
    HeldOut,
}

/// <summary>How later nights treat a reason.</summary>
public static class SuppressionReasons
{
    /// <summary>Whether the reason may be temporary, so that the following nights check again.</summary>
    public static bool IsPassing(this SuppressionReason? reason) => reason is
        SuppressionReason.TooEarly or SuppressionReason.UnsettledN or SuppressionReason.MarkChangedToday
        or SuppressionReason.NoContact or SuppressionReason.NoUsableAddress;
}
