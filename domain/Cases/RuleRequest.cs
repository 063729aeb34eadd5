namespace AttendanceFunctions.Domain.Cases;

/// <summary>What the policy's rules ask for on a day.</summary>
/// <param name="Why">The reason, in words; empty where nothing is asked for.</param>
public abstract record RuleRequest(string Why)
{
    /// <summary>That the case stays where it is.</summary>
    public sealed record Nothing : RuleRequest
    {
        private Nothing()
            : base("")
        {
        }

        public static Nothing Instance { get; } = new();
    }

    /// <summary>An informal stage, which the policy sets by itself.</summary>
    /// <param name="Stage">The stage; 0 above the ladder.</param>
    /// <param name="Why">The reason, in words.</param>
    public sealed record Move(int Stage, string Why) : RuleRequest(Why);

    /// <summary>Something that only a person may decide.</summary>
    /// <param name="Kind">What.</param>
    /// <param name="Stage">The stage that is proposed.</param>
    /// <param name="IsReview">Whether a step's time is up.</param>
    /// <param name="IsUrgent">Whether attendance lies beyond that stage.</param>
    /// <param name="Why">The reason, in words.</param>
    public sealed record Propose(ProposalKind Kind, int Stage, bool IsReview, bool IsUrgent, string Why) : RuleRequest(Why)
    {
        /// <summary>Whether this is what stands open already.</summary>
        public bool Is(Proposal open) => (Kind, Stage, IsReview) == (open.Kind, open.Stage, open.IsReview);
    }

    /// <summary>Whether this would take the case further down from a stage.</summary>
    public bool Escalates(int from) => this switch
    {
        Move move => move.Stage > from,
        Propose propose => propose.Kind == ProposalKind.Step,
        _ => false,
    };
}
