using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>A ladder on which the band of the rate says the stage (D0, D1, D3, D4).</summary>
internal static class BandRules
{
    public static RuleRequest On(CaseDay day, Case current, Ladder.ByBand ladder)
    {
        if (!ReviewDays.IsDue(ladder.Schedule, day) || !day.TryGetRate(current, out var rate))
        {
            return RuleRequest.Nothing.Instance;
        }

        var band = ladder.StageOf(rate);
        return day.Night.Policy.IsFormal(current.Step.Stage) ? OfFormal(day, current, ladder, band) : OfInformal(day, current, ladder, band);
    }

    /// <summary>Whether attendance is better today than that of the stage at which the case stands.</summary>
    public static bool IsBetter(CaseDay day, Case current, Ladder ladder) => day.TryGetRate(current, out var rate) && ladder.StageOf(rate) < current.Step.Stage;

    private static RuleRequest OfInformal(CaseDay day, Case current, Ladder.ByBand ladder, int band)
    {
        var policy = day.Night.Policy;
        var informal = Math.Min(band, policy.FirstFormalStage - 1);
        if (informal != current.Step.Stage)
        {
            return new RuleRequest.Move(informal, Reason(day, current, ladder, informal, current.Step.Stage));
        }

        // D0, domain 0.4: who falls straight into band 4 or 5 is proposed the next step that was not taken, and it is urgent.
        return band < policy.FirstFormalStage
            ? RuleRequest.Nothing.Instance
            : Step(day, current, ladder, ladder.OneFormalStepAtATime ? policy.FirstFormalStage : band, band);
    }

    private static RuleRequest OfFormal(CaseDay day, Case current, Ladder.ByBand ladder, int band)
    {
        var stage = current.Step.Stage;
        if (band == stage || day.Night.Policy.StageAt(stage).Monitoring is Monitoring.Timed)
        {
            return RuleRequest.Nothing.Instance;
        }

        if (band > stage)
        {
            return Step(day, current, ladder, ladder.OneFormalStepAtATime ? stage + 1 : band, band);
        }

        return !ReviewDays.IsDue(ReviewDays.OfStepBack(day.Night.Policy, stage), day) || DeclinedSteps.Stand(day, current, band)
            ? RuleRequest.Nothing.Instance
            : new RuleRequest.Propose(ProposalKind.StepBack, band, IsReview: false, IsUrgent: false, Reason(day, current, ladder, band, stage));
    }

    private static RuleRequest Step(CaseDay day, Case current, Ladder.ByBand ladder, int stage, int band) =>
        DeclinedSteps.Stand(day, current, stage) && band <= BandWhenDeclined(current, ladder)
            ? RuleRequest.Nothing.Instance
            : new RuleRequest.Propose(ProposalKind.Step, stage, IsReview: false, IsUrgent: band > stage, Reason(day, current, ladder, stage, current.Step.Stage));

    private static int BandWhenDeclined(Case current, Ladder.ByBand ladder) =>
        current.Declined.Then.TryGetRate(out var rate) ? ladder.StageOf(rate) : 0;

    private static string Reason(CaseDay day, Case current, Ladder.ByBand ladder, int to, int from)
    {
        var line = to > from ? CaseDescription.Line(ladder, to) : $"no longer {CaseDescription.Line(ladder, to + 1)}";
        return $"{CaseDescription.LookedAt(day, current)}, {line}.";
    }
}
