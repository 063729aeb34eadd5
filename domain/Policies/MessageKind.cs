namespace AttendanceFunctions.Domain.Policies;

/// <summary>The kinds of message; a part of a message's key in the ledger.</summary>
public enum MessageKind
{
    /// <summary>The pupil's attendance is at a stage at which the policy nudges parents.</summary>
    Stage,

    /// <summary>The days missed in the last half term, at the start of a new one; only below the policy's threshold (domain 6.1).</summary>
    HalfTerm,

    /// <summary>An invitation to a meeting, once a person confirmed the meeting.</summary>
    Meeting,

    /// <summary>The pupil left a stage for a better one.</summary>
    Improvement,

    /// <summary>Thanks for high attendance, at the end of a half term.</summary>
    ThankYou,

    /// <summary>A term's attendance, on its last day.</summary>
    TermlySummary,

    /// <summary>A week's attendance, on the school day after it.</summary>
    WeeklySummary,

    /// <summary>Please take holidays outside term time, some weeks before a term ends (D4).</summary>
    TermHolidays,

    /// <summary>Please check the phone numbers and addresses that the school has, once a term (D2 section 6).</summary>
    ContactDetails,

    /// <summary>The pupil is absent this morning without a known reason. Planned in the morning, with sending hours of its own.</summary>
    FirstDay,
}

/// <summary>The names of the kinds of message, and what is done with each.</summary>
public static class MessageKinds
{
    /// <summary>Every kind by its name (<c>half-term</c>), by priority: a parent gets one message a day, lower priorities wait.</summary>
    public static IReadOnlyDictionary<string, MessageKind> ByName { get; } =
        Enum.GetValues<MessageKind>().ToDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>The kinds that are planned at night and released by a person or automatically: all but the first-day message.</summary>
    public static IReadOnlyDictionary<string, MessageKind> OfNights { get; } =
        ByName.Where(kind => kind.Value.IsOfNights()).ToDictionary(kind => kind.Key, kind => kind.Value, StringComparer.Ordinal);

    /// <summary>Whether it is planned at night and then released.</summary>
    public static bool IsOfNights(this MessageKind kind) => kind != MessageKind.FirstDay;

    /// <summary>Whether it says that attendance is a concern; a pupil's parents get at most one such in a half term (domain 0.9).</summary>
    public static bool IsOfConcern(this MessageKind kind) => kind is MessageKind.Stage or MessageKind.HalfTerm;

    /// <summary>
    /// Whether it gives way to every other message to the same parent that day, even if it cannot leave on a later day: a reminder that all
    /// families get.
    /// </summary>
    public static bool GivesWay(this MessageKind kind) => kind is MessageKind.TermHolidays or MessageKind.ContactDetails;

    /// <summary>Whether the worklist reports when it is not sent, because people may have to act instead.</summary>
    public static bool TellsWhenNotSent(this MessageKind kind) => kind.IsOfConcern() || kind == MessageKind.Meeting;

    public static string NameOf(this MessageKind kind) => KebabCase.Of(kind);
}
