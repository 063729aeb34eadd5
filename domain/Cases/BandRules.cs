namespace AttendanceFunctions.Domain.Cases;

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
