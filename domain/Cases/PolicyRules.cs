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

/// <summary>A ladder on which the band of the rate gives the stage (D0, D1, D3, D4).</summary>
internal static class BandRules
{
    public static RuleRequest? On(CaseDay day, Case current, Ladder.ByBand ladder)
    {
        if (!ReviewDays.IsDue(ladder.Schedule, day) || !day.TryGetRate(current, out var rate))
        {
            return null;
        }

        var band = ladder.StageOf(rate);
        return day.Night.Policy.IsFormal(current.Stage) ? FromFormal(day, current, ladder, band) : FromInformal(day, current, ladder, band);
    }

    /// <summary>Whether attendance is better today than that of the stage at which the case stands.</summary>
    public static bool IsBetter(CaseDay day, Case current, Ladder ladder) =>
        day.TryGetRate(current, out var rate) && ladder.StageOf(rate) < current.Stage;

    private static RuleRequest? FromInformal(CaseDay day, Case current, Ladder.ByBand ladder, int band)
    {
        var policy = day.Night.Policy;
        var informal = Math.Min(band, policy.FirstFormalStage - 1);
        if (informal != current.Stage)
        {
            return new RuleRequest.Move(informal, Reason(day, current, ladder, informal));
        }

        // D0, domain 0.4: a pupil who falls straight into band 4 or 5 is proposed the next step that was not taken, and it is urgent.
        return band < policy.FirstFormalStage
            ? null
            : Step(day, current, ladder, ladder.OneFormalStepAtATime ? policy.FirstFormalStage : band, band);
    }

    private static RuleRequest.Propose? FromFormal(CaseDay day, Case current, Ladder.ByBand ladder, int band)
    {
        var stage = current.Stage;
        if (band == stage || day.Night.Policy.StageAt(stage).Monitoring is not null)
        {
            return null;
        }

        if (band > stage)
        {
            return Step(day, current, ladder, ladder.OneFormalStepAtATime ? stage + 1 : band, band);
        }

        return !ReviewDays.IsDue(ReviewDays.OfStepBack(day.Night.Policy, stage), day) || PolicyRules.IsDeclined(day, current, band)
            ? null
            : new(ProposalKind.StepBack, band, IsReview: false, IsUrgent: false, Reason(day, current, ladder, band));
    }

    private static RuleRequest.Propose? Step(CaseDay day, Case current, Ladder.ByBand ladder, int stage, int band) =>
        PolicyRules.IsDeclined(day, current, stage) && band <= BandWhenDeclined(current, ladder)
            ? null
            : new(ProposalKind.Step, stage, IsReview: false, IsUrgent: band > stage, Reason(day, current, ladder, stage));

    private static int BandWhenDeclined(Case current, Ladder.ByBand ladder) =>
        current.Declined is { } declined && declined.Then.TryGetRate(out var rate) ? ladder.StageOf(rate) : 0;

    private static string Reason(CaseDay day, Case current, Ladder.ByBand ladder, int to)
    {
        var threshold = to > current.Stage
            ? CaseDescription.Threshold(ladder, to)
            : $"no longer {CaseDescription.Threshold(ladder, to + 1)}";
        return $"{CaseDescription.LadderAttendance(day, current)}, {threshold}.";
    }
}
