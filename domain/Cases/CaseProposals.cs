using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>What people may decide on, and what each decision means.</summary>
public static class CaseProposals
{
    /// <summary>What is proposed, as the worklist says it.</summary>
    public static string InWords(Policy policy, ProposalKind kind, int stage) => kind switch
    {
        ProposalKind.Step => $"Proposed: {policy.NameOf(stage)}.",
        ProposalKind.StepBack => $"Proposed: back to {policy.NameOf(stage)}.",
        ProposalKind.Extend => $"Proposed: go on with {policy.NameOf(stage)} for as long again.",
        ProposalKind.Close => "Proposed: end the formal steps.",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Nothing is proposed."),
    };

    /// <summary>What may be decided about a proposal or a duty of a case; nothing where the case has no such thing open.</summary>
    public static IReadOnlyList<DecisionChoice> Allowed(Policy policy, Case current, CaseKey key)
    {
        if (current.Duties.Any(duty => duty.Key == key))
        {
            return current.StatutoryActions.Any(matter => matter.Threshold == StatutoryThreshold.PenaltyNotice && matter.Key == key) ? [DecisionChoice.Done, DecisionChoice.NoticeIssued] : [DecisionChoice.Done];
        }

        if (!current.Proposal.IsOpen || current.Proposal.Key != key)
        {
            return [];
        }

        return current.Proposal.IsReview
            ? [DecisionChoice.Confirm, .. Outcomes(policy, current).Where(word => word != WordOf(current.Proposal.Kind))]
            : [DecisionChoice.Confirm, DecisionChoice.Decline];
    }

    /// <summary>What a decision amounts to: to confirm means whatever is proposed, and at a review its outcome may be named as well.</summary>
    public static DecisionChoice Meaning(Proposal proposal, DecisionChoice word) => word == DecisionChoice.Confirm ? WordOf(proposal.Kind) : word;

    private static IEnumerable<DecisionChoice> Outcomes(Policy policy, Case current)
    {
        if (ReviewRules.MayExtend(policy, current.Step))
        {
            yield return DecisionChoice.Extend;
        }

        if (current.Step.Stage < policy.Stages.Count)
        {
            yield return DecisionChoice.Escalate;
        }

        yield return DecisionChoice.Close;
    }

    private static DecisionChoice WordOf(ProposalKind kind) => kind switch
    {
        ProposalKind.Step => DecisionChoice.Escalate,
        ProposalKind.Extend => DecisionChoice.Extend,
        ProposalKind.Close => DecisionChoice.Close,
        _ => DecisionChoice.Confirm,
    };
}
