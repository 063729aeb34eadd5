using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>A ladder on which the process says the stage: one step at each look at which attendance has become lower (D2 §11 and Appendix 4).</summary>
internal static class ProcessRules
{
    /// <summary>Leaving is looked at nightly, whatever else stands open. D2 §11: exactly 92% neither enters nor leaves.</summary>
    public static Want Leaving(CaseDay day, Case current, Ladder.ByProcess ladder)
    {
        if (current.Step.Stage == 0 || !day.TryGetRate(current, out var rate) || rate.IsAtOrBelow(ladder.LeaveAbove))
        {
            return Want.Nothing.More;
        }

        var why = $"{CaseWords.LookedAt(day, current)}, above {ladder.LeaveAbove}: no further action.";
        if (!day.Night.Policy.IsFormal(current.Step.Stage))
        {
            return new Want.Move(0, why);
        }

        return Declines.Stand(day, current, 0)
            ? Want.Nothing.More
            : new Want.Propose(ProposalKind.Close, 0, IsReview: false, IsUrgent: false, why);
    }

    public static Want On(CaseDay day, Case current, Ladder.ByProcess ladder)
    {
        var (policy, step) = (day.Night.Policy, current.Step);
        if (!day.TryGetRate(current, out var rate))
        {
            return Want.Nothing.More;
        }

        if (step.Stage == 0)
        {
            return ladder.Enter.Covers(rate) ? To(day, current, 1, $"{CaseWords.LookedAt(day, current)}, {ladder.Enter}.") : Want.Nothing.More;
        }

        var isLower = day.LookedAt(current).IsBelow(step.Corrected);
        if (step.Stage == policy.Stages.Count || policy.StageAt(step.Stage).Monitoring is Monitoring.Timed
            || !Looks.IsDue(ladder.Looks, day) || !Looks.IsEarlierWeek(step.On, day.Date) || !isLower)
        {
            return Want.Nothing.More;
        }

        return To(
            day, current, step.Stage + 1,
            $"{CaseWords.LookedAt(day, current)}, lower than at {policy.NameOf(step.Stage)} on {CaseWords.Date(step.On)}, when it was {CaseWords.Of(step.Corrected)}.");
    }

    private static Want To(CaseDay day, Case current, int stage, string why)
    {
        if (!day.Night.Policy.IsFormal(stage))
        {
            return new Want.Move(stage, why);
        }

        // After a person declined, the process asks again sooner where attendance has become lower still, at a later week's look.
        var declined = current.Declined;
        var isLowerStill = Looks.IsEarlierWeek(declined.On, day.Date) && day.LookedAt(current).IsBelow(declined.Then);
        return Declines.Stand(day, current, stage) && !isLowerStill ? Want.Nothing.More : new Want.Propose(ProposalKind.Step, stage, IsReview: false, IsUrgent: false, why);
    }
}
