using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Tests.Campaign.Verdicts;

/// <summary>What a message is, for what settles it if its fate is unknown.</summary>
public enum MessageKind
{
    /// <summary>A text: its delivery report settles it.</summary>
    Text,

    /// <summary>An email to a parent: nobody reports of it, so a person with the provider's log settles it.</summary>
    Email,

    /// <summary>
    /// The morning's note to the trust lead: it is on no school's worklist, on another morning it is worth nothing, and so it stays as it
    /// is.
    /// </summary>
    LeadNote,
}

internal static class MessageKinds
{
    public static MessageKind Of(Nudge row) => row.Channel == Channel.Text ? MessageKind.Text : MessageKind.Email;
}
