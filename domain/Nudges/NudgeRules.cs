using AttendanceFunctions.Domain.Settings;

namespace AttendanceFunctions.Domain.Nudges;

/// <summary>The kinds of message that parents get.</summary>
public static class NudgeRules
{
    /// <summary>
    /// Every kind that parents get, by its name in policies, settings and the files of settings/messages: <c>half-term</c>. Their order
    /// is their rank: of two messages to one parent on one day the first one leaves, and the other waits for a day of its own.
    /// </summary>
    public static IReadOnlyDictionary<string, NudgeRule> ByName { get; } =
        Enum.GetValues<NudgeRule>().Where(rule => rule.IsForParents()).ToDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>Those that nights plan, people release and a trust may let leave by themselves: all but the first-day text, which waits for nobody.</summary>
    public static IReadOnlyDictionary<string, NudgeRule> OfNights { get; } =
        ByName.Where(kind => kind.Value.IsOfNights()).ToDictionary(kind => kind.Key, kind => kind.Value, StringComparer.Ordinal);

    public static bool IsForParents(this NudgeRule rule) => rule != NudgeRule.LeadNote;

    /// <summary>Whether nights plan it and the release of messages lets it go.</summary>
    public static bool IsOfNights(this NudgeRule rule) => rule.IsForParents() && rule != NudgeRule.FirstDay;

    /// <summary>Whether it says that attendance is a concern: of those a pupil's parents get one in a half term (domain 0.9).</summary>
    public static bool IsOfConcern(this NudgeRule rule) => rule is NudgeRule.Stage or NudgeRule.HalfTerm;

    /// <summary>Whether people are told when it is not sent, because they may have to see to it themselves.</summary>
    public static bool TellsWhenNotSent(this NudgeRule rule) => rule.IsOfConcern() || rule == NudgeRule.Meeting;

    public static string NameOf(this NudgeRule rule) => KebabCase.Of(rule);
}
