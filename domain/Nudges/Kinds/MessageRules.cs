using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Trusts;

namespace AttendanceFunctions.Domain.Nudges.Kinds;

/// <summary>The rules that a school's policy has.</summary>
internal static class MessageRules
{
    /// <summary>Those of the policy's messages, and those of its stages, which every policy has. The one that goes before another stands before it.</summary>
    public static IReadOnlyList<MessageRule> Of(Trust trust, School school) =>
        [.. school.Policy.Messages.Select(message => Of(message, trust, school)), new StageRule(school), new MeetingRule(school)];

    private static MessageRule Of(ParentMessage message, Trust trust, School school) => message switch
    {
        ParentMessage.HalfTerm halfTerm => new HalfTermRule(school, halfTerm.Line, trust.MinimumPossibleSessions),
        ParentMessage.Improvement => new ImprovementRule(school),
        ParentMessage.ThankYou thanks => new ThankYouRule(
            school, thanks.From, trust.MinimumPossibleSessions, school.Policy.Messages.Any(other => other.Rule == NudgeRule.TermlySummary)),
        ParentMessage.TermlySummary => new TermlySummaryRule(school),
        ParentMessage.WeeklySummary => new WeeklySummaryRule(school),
        _ => throw new ArgumentOutOfRangeException(nameof(message), message, "Not a message that a policy has."),
    };
}
