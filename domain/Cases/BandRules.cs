using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>A ladder on which the band of the rate says the stage (D0, D1, D3, D4).</summary>
internal static class BandRules
{
    public static Want On(CaseDay day, Case current, Ladder.ByBand ladder)
    {
        if (!Looks.IsDue(ladder.Looks, day) || !day.TryGetRate(current, out var rate))
        {
            return Want.Nothing.More;
        }

        var band = ladder.StageOf(rate);
        return day.Night.Policy.IsFormal(current.Step.Stage) ? OfFormal(day, current, ladder, band) : OfInformal(day, current, ladder, band);
    }

    /// <summary>Whether attendance is better today than that of the stage at which the case stands.</summary>
    public static bool IsBetter(CaseDay day, Case current, Ladder ladder) => day.TryGetRate(current, out var rate) && ladder.StageOf(rate) < current.Step.Stage;

    private static Want OfInformal(CaseDay day, Case current, Ladder.ByBand ladder, int band)
    {
        var policy = day.Night.Policy;
        var informal = Math.Min(band, policy.FirstFormalStage - 1);
        if (informal != current.Step.Stage)
        {
            return new Want.Move(informal, Reason(day, current, ladder, informal, current.Step.Stage));
        }

        // D0, domain 0.4: who falls straight into band 4 or 5 is proposed the next step that was not taken, and it is urgent.
        return band < policy.FirstFormalStage
            ? Want.Nothing.More
            : Step(day, current, ladder, ladder.OneFormalStepAtATime ? policy.FirstFormalStage : band, band);
    }

    private static Want OfFormal(CaseDay day, Case current, Ladder.ByBand ladder, int band)
    {
        var stage = current.Step.Stage;
        if (band == stage || day.Night.Policy.StageAt(stage).Monitoring is Monitoring.Timed)
        {
            return Want.Nothing.More;
        }

        if (band > stage)
        {
            return Step(day, current, ladder, ladder.OneFormalStepAtATime ? stage + 1 : band, band);
        }

        return !Looks.IsDue(Looks.OfStepBack(day.Night.Policy, stage), day) || Declines.Stand(day, current, band)
            ? Want.Nothing.More
            : new Want.Propose(ProposalKind.StepBack, band, IsReview: false, IsUrgent: false, Reason(day, current, ladder, band, stage));
    }

    private static Want Step(CaseDay day, Case current, Ladder.ByBand ladder, int stage, int band) =>
        Declines.Stand(day, current, stage) && band <= BandWhenDeclined(current, ladder)
            ? Want.Nothing.More
            : new Want.Propose(ProposalKind.Step, stage, IsReview: false, IsUrgent: band > stage, Reason(day, current, ladder, stage, current.Step.Stage));

    private static int BandWhenDeclined(Case current, Ladder.ByBand ladder) =>
        current.Declined.Then.TryGetRate(out var rate) ? ladder.StageOf(rate) : 0;

    private static string Reason(CaseDay day, Case current, Ladder.ByBand ladder, int to, int from)
    {
        var line = to > from ? CaseWords.Line(ladder, to) : $"no longer {CaseWords.Line(ladder, to + 1)}";
        return $"{CaseWords.LookedAt(day, current)}, {line}.";
    }
}
