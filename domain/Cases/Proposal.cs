namespace AttendanceFunctions.Domain.Cases;

/// <summary>What the policy proposes to people.</summary>
public enum ProposalKind
{
    /// <summary>A formal stage further down.</summary>
    Step,

    /// <summary>A stage further up.</summary>
    StepBack,

    /// <summary>To extend the current step by the same time again.</summary>
    Extend,

    /// <summary>To end the formal steps.</summary>
    Close,
}

/// <summary>A proposal that awaits a person's decision. The nightly run proposes; people decide (domain 0.3).</summary>
/// <param name="Stage">The stage that is proposed; the current one to extend, 0 to close.</param>
/// <param name="On">The night on whose marks it is based.</param>
/// <param name="IsReview">Whether the monitoring time of a step is over, so that any of the outcomes may be decided.</param>
/// <param name="IsUrgent">Whether the pupil's rate is that of a stage beyond the proposed one.</param>
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

/// <summary>The stable opaque key of a proposal or duty, by which a returned worklist identifies it.</summary>
public readonly record struct CaseKey
{
    private readonly OpaqueKey _key;

    private CaseKey(OpaqueKey key) => _key = key;

    /// <summary>The key of the proposal or duty that an event of a pupil's case raised.</summary>
    public static CaseKey Of(SchoolId school, Upn upn, int number) =>
        new(OpaqueKey.Of("case", school.ToString(), upn.ToString(), number.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The key of a matter that no event raised.</summary>
    internal static CaseKey Of(params string[] parts) => new(OpaqueKey.Of(parts));

    public static bool TryParse(string text, out CaseKey key)
    {
        var valid = OpaqueKey.TryParse(text, out var parsed);
        key = new(parsed);
        return valid;
    }

    public override string ToString() => _key.ToString();
}
