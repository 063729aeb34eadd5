namespace AttendanceFunctions.Domain.Messages.Kinds;

/// <summary>The rules that a school's policy has.</summary>
internal static class MessageKindRules
{
    /// <summary>
    /// Those of the policy's messages, and those of its stages, which every policy has. The one that goes before another stands before it.
    /// </summary>
    public static IReadOnlyList<MessageKindRule> Of(Trust trust, School school) =>
        [.. school.Policy.Messages.Select(message => Of(message, trust, school)), new StageRule(school), new MeetingRule(school)];

    private static MessageKindRule Of(PolicyMessage message, Trust trust, School school) => message switch
    {
        PolicyMessage.HalfTerm halfTerm => new HalfTermRule(school, halfTerm.Below, trust.MinimumPossibleSessions),
        PolicyMessage.Improvement => new ImprovementRule(school),
        PolicyMessage.ThankYou thanks => new ThankYouRule(
            school, thanks.From, trust.MinimumPossibleSessions,
            school.Policy.Messages.Any(other => other.Kind == MessageKind.TermlySummary)),
        PolicyMessage.TermlySummary => new TermlySummaryRule(school),
        PolicyMessage.WeeklySummary => new WeeklySummaryRule(school),
        _ => throw new ArgumentOutOfRangeException(nameof(message), message, "Not a message that a policy has."),
    };
}
