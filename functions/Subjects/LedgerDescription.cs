using AttendanceFunctions.Domain.Messages.Ledger;

namespace AttendanceFunctions.Functions.Subjects;

/// <summary>Words of the ledger for people outside.</summary>
internal static class LedgerDescription
{
    /// <summary>What became of a message.</summary>
    public static string Of(Nudge nudge) => nudge.State switch
    {
        NudgeState.Planned => nudge.IsReleased ? "waits for its day" : "waits for a person's decision",
        NudgeState.Joined => "goes in one message with another child of the family",
        NudgeState.Claimed => "is on its way",
        NudgeState.Accepted => "sent",
        NudgeState.Delivered => "sent, and arrived",
        NudgeState.Undeliverable => "sent, and could not arrive",
        NudgeState.Failed => "refused by the service",
        NudgeState.Unknown => "may or may not have been sent",
        NudgeState.Suppressed => $"not sent: {Of(nudge.Reason)}",
        NudgeState.Withheld => "not sent: a person decided so",
        NudgeState.Expired => "not sent: its days passed",
        _ => throw new ArgumentOutOfRangeException(nameof(nudge), nudge.State, "Not a state."),
    };

    private static string Of(SuppressionReason? reason) => reason switch
    {
        SuppressionReason.TooEarly => "too few sessions so far to say",
        SuppressionReason.OptedOut => "the family opted out",
        SuppressionReason.HandledByPeople => "people look after this family, not messages",
        SuppressionReason.CaseWithPeople => "people have agreed a step with the family",
        SuppressionReason.UnsettledN => "the reason of an absence was not established yet",
        SuppressionReason.MarkChangedToday => "a mark was changed that day",
        SuppressionReason.NoContact => "no contact with parental responsibility was known",
        SuppressionReason.NoUsableAddress => "no number or address could be used",
        SuppressionReason.SharedAddress => "the number or address stood for more than one family",
        SuppressionReason.NotOnAllowList => "the system could not send to that number or address",
        SuppressionReason.NoLongerInStage or SuppressionReason.NoLongerSo => "it was no longer so",
        SuppressionReason.HeldOut => "the pupil was among those left without a message, to see whether messages help",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Not a reason."),
    };
}
