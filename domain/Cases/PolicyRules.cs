namespace AttendanceFunctions.Domain.Cases;

/// <summary>What the policy's rules request on a day; null where the case stays as it is.</summary>
public abstract record RuleRequest(string Why)
{
    /// <summary>An informal stage, which the policy sets by itself.</summary>
    public sealed record Move(int Stage, string Why) : RuleRequest(Why);

    /// <summary>Something that only a person may decide.</summary>
    public sealed record Propose(ProposalKind Kind, int Stage, bool IsReview, bool IsUrgent, string Why) : RuleRequest(Why)
    {
        /// <summary>Whether this is what is proposed already.</summary>
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

/// <summary>What a policy requests on a day: first to leave its ladder, then a review that is due, then what the ladder says.</summary>
internal static class PolicyRules
{
    public static RuleRequest? On(CaseDay day, Case current) =>
        Leaving(day, current) ?? ReviewRules.On(day, current) ?? day.Night.Policy.Ladder switch
        {
            Ladder.ByBand bands => BandRules.On(day, current, bands),
            Ladder.ByProcess process => ProcessRules.On(day, current, process),
            var other => throw new ArgumentOutOfRangeException(nameof(day), other, "Not a ladder."),
        };

    /// <summary>Leaving a ladder by process is checked every night, whatever else is open.</summary>
    public static RuleRequest? Leaving(CaseDay day, Case current) =>
        day.Night.Policy.Ladder is Ladder.ByProcess process ? ProcessRules.Leaving(day, current, process) : null;

    /// <summary>Whether a person declined this stage, or one further on, so recently that the policy does not ask again.</summary>
    public static bool IsDeclined(CaseDay day, Case current, int stage) =>
        current.Declined is { } declined
        && (stage > current.Stage ? declined.Stage >= stage : declined.Stage <= stage)
        && day.Date < declined.On.AddDays(day.Night.Policy.AskAgainAfterDays);
}
