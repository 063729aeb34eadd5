namespace AttendanceFunctions.Domain.Messages.Ledger;

/// <summary>Why a nudge that the policy asks for is not sent (domain 0.9).</summary>
public enum SuppressionReason
{
    /// <summary>Fewer possible sessions than the floor.</summary>
    TooEarly,

    /// <summary>The family opted out.</summary>
    OptedOut,

    /// <summary>A circumstance on file, a social worker or a looked-after child: people handle those.</summary>
    HandledByPeople,

    /// <summary>The case stands at a step that people agreed with the family, a contract or later.</summary>
    CaseWithPeople,

    /// <summary>Only N marks of the last five school days push the rate over the line (domain 0.7).</summary>
    UnsettledN,

    /// <summary>A mark was changed today.</summary>
    MarkChangedToday,

    /// <summary>No contact has parental responsibility.</summary>
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
