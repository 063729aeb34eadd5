namespace AttendanceFunctions.Domain.Cases;

/// <summary>Checks whether the grounds of the open proposal still hold.</summary>
internal static class ProposalCheck
{
    /// <summary>Withdraws the open proposal when its grounds are gone, unless a person has decided on it already.</summary>
    public static void Recheck(CaseProgress progress, CaseDay day)
    {
        if (progress.Current.Proposal is not { } open || progress.Current.PendingDecisions.Any(decision => decision.Key == open.Key))
        {
            return;
        }

        var now = RequestNow(progress.Current, open, day);
        if (now is RuleRequest.Propose same && same.Is(open) && !PauseRules.Blocks(day, same, progress.Current))
        {
            progress.Update(current => current with { Proposal = open with { IsUrgent = same.IsUrgent } });
            return;
        }

        progress.Withdraw(day, open, WhyWithdrawn(progress.Current, open, day, now));
    }

    private static RuleRequest? RequestNow(Case current, Proposal open, CaseDay day)
    {
        if (PolicyRules.Leaving(day, current) is { } leaving)
        {
            return leaving;
        }

        // A step back is judged by the marks of its review, unless attendance has become worse since.
        var isWorseSince = open.Kind == ProposalKind.StepBack && !BandRules.IsBetter(day, current, day.Night.Policy.Ladder);
        return PolicyRules.On(isWorseSince ? day : GroundsOf(current, open, day), current);
    }

    /// <summary>The day by whose marks a proposal is judged: the night of a review, a schedule's latest day since, or today.</summary>
    private static CaseDay GroundsOf(Case current, Proposal open, CaseDay day)
    {
        var policy = day.Night.Policy;
        if (open.IsReview)
        {
            return day.Night.On(open.On);
        }

        var isNightly = policy.Ladder is Ladder.ByProcess && (open.Kind == ProposalKind.Close || current.Stage == 0);
        var schedule = isNightly ? ReviewSchedule.Nightly
            : open.Kind == ProposalKind.StepBack ? ReviewDays.OfStepBack(policy, current.Stage)
            : policy.Ladder.Schedule;
        var last = schedule == ReviewSchedule.Nightly ? day.Date : ReviewDays.Last(schedule, day.Night.Calendar, day.Date);
        return day.Night.On(last is { } since && since > open.On ? since : open.On);
    }

    private static string WhyWithdrawn(Case current, Proposal open, CaseDay day, RuleRequest? now)
    {
        if (now is not null && PauseRules.Blocks(day, now, current))
        {
            return $"{PauseRules.Reason(day)}.";
        }

        var facts = now?.Why ?? $"{CaseDescription.LadderAttendance(day, current)}.";
        if (PolicyRules.On(day.Night.On(open.On), current) is RuleRequest.Propose then && then.Is(open))
        {
            return facts;
        }

        // The outcome of a review also changes when a circumstance is put on file or removed.
        var cause = open.IsReview ? "marks or circumstances have changed" : "marks were corrected";
        return $"{cause} since {English.Day(open.On)}. {facts}";
    }
}
