namespace AttendanceFunctions.Functions.Office.Pages;

/// <summary>Messages to parents in words for staff.</summary>
public static class MessageWords
{
    /// <summary>The heading of the messages of a kind.</summary>
    public static string Title(MessageKind kind) => kind switch
    {
        MessageKind.Stage => "About the year so far",
        MessageKind.HalfTerm => "About last half term",
        MessageKind.Meeting => "Invitations to a meeting",
        MessageKind.Improvement => "About better attendance",
        MessageKind.ThankYou => "Thanks",
        MessageKind.TermlySummary => "The term's summary",
        MessageKind.WeeklySummary => "The week's summary",
        MessageKind.TermHolidays => "About holidays in term time",
        MessageKind.ContactDetails => "About contact details",
        MessageKind.FirstDay => "First day of absence",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of message to parents."),
    };

    /// <summary>What became of a message.</summary>
    public static string Outcome(Nudge nudge) => nudge.State switch
    {
        NudgeState.Planned => nudge.IsReleased ? "released, leaves in sending hours" : "waits for a person",
        NudgeState.Joined => "goes in one message with that about a sibling",
        NudgeState.Claimed => "is being sent",
        NudgeState.Accepted => "sent",
        NudgeState.Delivered => "arrived",
        NudgeState.Undeliverable => "could not be delivered",
        NudgeState.Failed => "was refused by the message service",
        NudgeState.Unknown => "may or may not have been sent",
        NudgeState.Suppressed => "was not sent",
        NudgeState.Withheld => "was withheld",
        NudgeState.Expired => "was not released in time",
        _ => throw new ArgumentOutOfRangeException(nameof(nudge), nudge.State, "Not a state."),
    };
}
