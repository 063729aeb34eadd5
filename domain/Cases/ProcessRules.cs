using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>A ladder on which the process says the stage: one step at each look at which attendance has become lower (D2 §11 and Appendix 4).</summary>
internal static class ProcessRules
{
    /// <summary>Leaving is looked at nightly, whatever else stands open. D2 §11: exactly 92% neither enters nor leaves.</summary>
    public static RuleRequest Leaving(CaseDay day, Case current, Ladder.ByProcess ladder)
    {
        if (current.Step.Stage == 0 || !day.TryGetRate(current, out var rate) || rate.IsAtOrBelow(ladder.LeaveAbove))
        {
            return RuleRequest.Nothing.Instance;
        }

        var why = $"{CaseDescription.LookedAt(day, current)}, above {ladder.LeaveAbove}: no further action.";
        if (!day.Night.Policy.IsFormal(current.Step.Stage))
        {
            return new RuleRequest.Move(0, why);
        }

        return DeclinedSteps.Stand(day, current, 0)
            ? RuleRequest.Nothing.Instance
            : new RuleRequest.Propose(ProposalKind.Close, 0, IsReview: false, IsUrgent: false, why);
    }

    public static RuleRequest On(CaseDay day, Case current, Ladder.ByProcess ladder)
    {
        var (policy, step) = (day.Night.Policy, current.Step);
        if (!day.TryGetRate(current, out var rate))
        {
            return RuleRequest.Nothing.Instance;
        }

        if (step.Stage == 0)
        {
            return ladder.Enter.Covers(rate) ? To(day, current, 1, $"{CaseDescription.LookedAt(day, current)}, {ladder.Enter}.") : RuleRequest.Nothing.Instance;
        }

        var isLower = day.LookedAt(current).IsBelow(step.Corrected);
        if (step.Stage == policy.Stages.Count || policy.StageAt(step.Stage).Monitoring is Monitoring.Timed
            || !ReviewDays.IsDue(ladder.Schedule, day) || !ReviewDays.IsEarlierWeek(step.On, day.Date) || !isLower)
        {
            return RuleRequest.Nothing.Instance;
        }

        return To(
            day, current, step.Stage + 1,
            $"{CaseDescription.LookedAt(day, current)}, lower than at {policy.NameOf(step.Stage)} on {English.Day(step.On)}, when it was {CaseDescription.Of(step.Corrected)}.");
    }

    private static RuleRequest To(CaseDay day, Case current, int stage, string why)
    {
        if (!day.Night.Policy.IsFormal(stage))
        {
            return new RuleRequest.Move(stage, why);
        }

        // After a person declined, the process asks again sooner where attendance has become lower still, at a later week's look.
        var declined = current.Declined;
        var isLowerStill = ReviewDays.IsEarlierWeek(declined.On, day.Date) && day.LookedAt(current).IsBelow(declined.Then);
        return DeclinedSteps.Stand(day, current, stage) && !isLowerStill ? RuleRequest.Nothing.Instance : new RuleRequest.Propose(ProposalKind.Step, stage, IsReview: false, IsUrgent: false, why);
    }
}
