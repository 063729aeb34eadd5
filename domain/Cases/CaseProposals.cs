using AttendanceFunctions.Domain.Absences.Lines;
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
    public static IReadOnlyList<DecisionWord> Allowed(Policy policy, Case current, CaseKey key)
    {
        if (current.Duties.Any(duty => duty.Key == key))
        {
            return current.Lines.Any(matter => matter.Line == StatuteLine.PenaltyNotice && matter.Key == key) ? [DecisionWord.Done, DecisionWord.NoticeIssued] : [DecisionWord.Done];
        }

        if (!current.Proposal.IsOpen || current.Proposal.Key != key)
        {
            return [];
        }

        return current.Proposal.IsReview
            ? [DecisionWord.Confirm, .. Outcomes(policy, current).Where(word => word != WordOf(current.Proposal.Kind))]
            : [DecisionWord.Confirm, DecisionWord.Decline];
    }

    /// <summary>What a decision amounts to: to confirm means whatever is proposed, and at a review its outcome may be named as well.</summary>
    public static DecisionWord Meaning(Proposal proposal, DecisionWord word) => word == DecisionWord.Confirm ? WordOf(proposal.Kind) : word;

    private static IEnumerable<DecisionWord> Outcomes(Policy policy, Case current)
    {
        if (ReviewRules.MayExtend(policy, current.Step))
        {
            yield return DecisionWord.Extend;
        }

        if (current.Step.Stage < policy.Stages.Count)
        {
            yield return DecisionWord.Escalate;
        }

        yield return DecisionWord.Close;
    }

    private static DecisionWord WordOf(ProposalKind kind) => kind switch
    {
        ProposalKind.Step => DecisionWord.Escalate,
        ProposalKind.Extend => DecisionWord.Extend,
        ProposalKind.Close => DecisionWord.Close,
        _ => DecisionWord.Confirm,
    };
}
