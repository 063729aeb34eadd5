namespace AttendanceFunctions.Domain.Cases;

/// <summary>A change that the policy's rules request on a day; null where the case stays as it is.</summary>
public abstract record RuleRequest(string Why)
{
    /// <summary>A move to an informal stage, which needs no person.</summary>
    public sealed record Move(int Stage, string Why) : RuleRequest(Why);

    /// <summary>A proposal that a person must decide.</summary>
    public sealed record Propose(ProposalKind Kind, int Stage, bool IsReview, bool IsUrgent, string Why) : RuleRequest(Why)
    {
        /// <summary>Whether the open proposal is for the same thing.</summary>
        public bool Is(Proposal open) => (Kind, Stage, IsReview) == (open.Kind, open.Stage, open.IsReview);
    }

    /// <summary>Whether this would move the case further down the ladder from a stage.</summary>
    public bool Escalates(int from) => this switch
    {
        Move move => move.Stage > from,
        Propose propose => propose.Kind == ProposalKind.Step,
        _ => false,
    };
}

/// <summary>Finds what a policy requests on a day: leaving its ladder, else a review that is due, else a move on the ladder.</summary>
internal static class PolicyRules
{
    public static RuleRequest? On(CaseDay day, Case current) =>
        Leaving(day, current) ?? ReviewRules.On(day, current) ?? day.Night.Policy.Ladder switch
        {
            Ladder.ByBand bands => BandRules.On(day, current, bands),
            Ladder.ByProcess process => ProcessRules.On(day, current, process),
            var other => throw new ArgumentOutOfRangeException(nameof(day), other, "Not a ladder."),
        };

    /// <summary>Leaving a ladder by process is checked every night, even if something else is open.</summary>
    public static RuleRequest? Leaving(CaseDay day, Case current) =>
        day.Night.Policy.Ladder is Ladder.ByProcess process ? ProcessRules.Leaving(day, current, process) : null;

    /// <summary>Whether a person declined this stage, or one further on, so recently that it is not proposed again yet.</summary>
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
        // A case that is taken up from the baseline does not wait for the next review day.
        if ((!ReviewDays.IsDue(ladder.Schedule, day) && current.Baseline?.TakenUpOn != day.Date) || !day.TryGetRate(current, out var rate))
        {
            return null;
        }

        var band = ladder.StageOf(rate);
        return day.Night.Policy.IsFormal(current.Stage) ? FromFormal(day, current, ladder, band) : FromInformal(day, current, ladder, band);
    }

    /// <summary>Whether today's rate is that of a better stage than the current one.</summary>
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

        // D0, domain 0.4: for a pupil who falls straight into band 4 or 5, the next step not yet taken is proposed, marked urgent.
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
