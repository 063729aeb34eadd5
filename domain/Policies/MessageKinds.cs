using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Policies;

/// <summary>The kinds of message that parents get.</summary>
public static class MessageKinds
{
    /// <summary>
    /// Every kind by its name in policies, settings and the files of settings/messages: <c>half-term</c>. Their order
    /// is their rank: of two messages to one parent on one day the first one leaves, and the other waits for a day of its own.
    /// </summary>
    public static IReadOnlyDictionary<string, MessageKind> ByName { get; } =
        Enum.GetValues<MessageKind>().ToDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>Those that nights plan, people release and a trust may let leave by themselves: all but the first-day text, which waits for nobody.</summary>
    public static IReadOnlyDictionary<string, MessageKind> OfNights { get; } =
        ByName.Where(kind => kind.Value.IsOfNights()).ToDictionary(kind => kind.Key, kind => kind.Value, StringComparer.Ordinal);

    /// <summary>Whether nights plan it and the release of messages lets it go.</summary>
    public static bool IsOfNights(this MessageKind rule) => rule != MessageKind.FirstDay;

    /// <summary>Whether it says that attendance is a concern: of those a pupil's parents get one in a half term (domain 0.9).</summary>
    public static bool IsOfConcern(this MessageKind rule) => rule is MessageKind.Stage or MessageKind.HalfTerm;

    /// <summary>Whether people are told when it is not sent, because they may have to see to it themselves.</summary>
    public static bool TellsWhenNotSent(this MessageKind rule) => rule.IsOfConcern() || rule == MessageKind.Meeting;

    public static string NameOf(this MessageKind rule) => KebabCase.Of(rule);
}
