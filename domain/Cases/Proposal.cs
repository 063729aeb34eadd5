namespace AttendanceFunctions.Domain.Cases;

/// <summary>What the policy proposes to people.</summary>
public enum ProposalKind
{
    /// <summary>Nothing.</summary>
    None,

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
/// <param name="Key">What the worklist says it by.</param>
/// <param name="Kind">What is proposed.</param>
/// <param name="Stage">The stage that is proposed; the present one to extend, 0 to close.</param>
/// <param name="On">The night whose facts it rests on.</param>
/// <param name="IsReview">Whether a step's time is up and any of the outcomes may be decided.</param>
/// <param name="IsUrgent">Whether the pupil's attendance lies beyond the proposed stage.</param>
/// <param name="Why">The reason, in words.</param>
public sealed record Proposal(CaseKey Key, ProposalKind Kind, int Stage, DateOnly On, bool IsReview, bool IsUrgent, string Why)
{
    public static Proposal None { get; } = new(CaseKey.None, ProposalKind.None, 0, DateOnly.MinValue, false, false, "");

    public bool IsOpen => Kind != ProposalKind.None;
}
