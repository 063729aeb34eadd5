namespace AttendanceFunctions.Domain.Policies;

/// <summary>A sentence of a policy, and where in the policy it stands.</summary>
/// <param name="Place">The name of the top tier, of a stage with its number, of a trigger, or of a group of pupils.</param>
/// <param name="IsOfCases">Whether it stands at a stage or trigger, and so is about single pupils.</param>
public sealed record PolicySentence(string Place, PolicyAction Action, bool IsOfCases)
{
    /// <summary>All sentences of a policy, in the order of its file.</summary>
    public static IEnumerable<PolicySentence> AllOf(Policy policy) =>
    [
        .. At(policy.Top.Name, policy.Top.Actions, isOfCases: false),
        .. policy.Stages.SelectMany(stage => At(
            string.Create(CultureInfo.InvariantCulture, $"{stage.Number} {stage.Name}"), stage.Actions, isOfCases: true)),
        .. policy.Triggers.SelectMany(trigger => At(trigger.Name, trigger.Actions, isOfCases: true)),
        .. policy.Cohorts.SelectMany(cohort => At(cohort.Name, cohort.Actions, isOfCases: false)),
    ];

    private static IEnumerable<PolicySentence> At(string place, IEnumerable<PolicyAction> actions, bool isOfCases) =>
        actions.Select(action => new PolicySentence(place, action, isOfCases));
}
