namespace AttendanceFunctions.Domain.Cases;

/// <summary>What the policy proposes to people.</summary>
public enum ProposalKind
{
    /// <summary>A formal stage further down.</summary>
    Step,

    /// <summary>A stage further up.</summary>
    StepBack,

    /// <summary>To go on with the same step for as long again.</summary>
    Extend,

    /// <summary>To end the formal steps.</summary>
    Close,
}

/// <summary>A proposal that waits for a person. The nightly run proposes; people decide (domain 0.3).</summary>
/// <param name="Stage">The stage that is proposed; the present one to extend, 0 to close.</param>
/// <param name="On">The night whose marks it rests on.</param>
/// <param name="IsReview">Whether the monitoring time of a step is over, so that any of the outcomes may be decided.</param>
/// <param name="IsUrgent">Whether the pupil's attendance lies beyond the proposed stage.</param>
public sealed record Proposal(CaseKey Key, ProposalKind Kind, int Stage, DateOnly On, bool IsReview, bool IsUrgent, string Why)
{
    /// <summary>What is proposed, in a sentence for the worklist.</summary>
    public string Describe(Policy policy) => Kind switch
    {
        ProposalKind.Step => $"Proposed: {policy.NameOf(Stage)}.",
        ProposalKind.StepBack => $"Proposed: back to {policy.NameOf(Stage)}.",
        ProposalKind.Extend => $"Proposed: go on with {policy.NameOf(Stage)} for as long again.",
        ProposalKind.Close => "Proposed: end the formal steps.",
        _ => throw new ArgumentOutOfRangeException(nameof(policy), Kind, "Not a kind of proposal."),
    };
}
