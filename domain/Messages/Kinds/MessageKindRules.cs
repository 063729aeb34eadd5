namespace AttendanceFunctions.Domain.Messages.Kinds;

/// <summary>The rules that a school's policy has.</summary>
internal static class MessageKindRules
{
    /// <summary>The rules of the policy's messages and of its stages, in order of priority.</summary>
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
