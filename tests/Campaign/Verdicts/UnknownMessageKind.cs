using AttendanceFunctions.Domain.Messages.Ledger;
using AttendanceFunctions.Domain.Pupils;

namespace AttendanceFunctions.Tests.Campaign.Verdicts;

/// <summary>The kinds of message by the way in which an unknown outcome is settled.</summary>
public enum UnknownMessageKind
{
    /// <summary>A text message. Its delivery report settles it.</summary>
    Text,

    /// <summary>An email to a parent. There are no reports, so a person settles it with the provider's log.</summary>
    Email,

    /// <summary>
    /// The morning's note to the trust lead. It is on no school's worklist and is outdated the next day, so it stays unknown.
    /// </summary>
    MorningNote,
}

internal static class UnknownMessageKinds
{
    public static UnknownMessageKind Of(Nudge row) => row.Channel == Channel.Text ? UnknownMessageKind.Text : UnknownMessageKind.Email;
}
