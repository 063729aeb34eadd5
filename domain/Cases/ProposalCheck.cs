using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>Whether the grounds of what stands open are still there.</summary>
internal static class ProposalCheck
{
    /// <summary>An open proposal is withdrawn when its grounds are gone, unless a person has decided on it already.</summary>
    public static void Recheck(CaseProgress progress, CaseDay day)
    {
        var open = progress.Current.Proposal;
        if (!open.IsOpen || progress.Current.Decided.Any(decision => decision.Key == open.Key))
        {
            return;
        }

        var now = StillWants(progress.Current, day);
        if (now is RuleRequest.Propose same && same.Is(open) && !CasePauses.Keep(day, same, progress.Current))
        {
            progress.Quietly(current => current with { Proposal = open with { IsUrgent = same.IsUrgent } });
            return;
        }

        progress.Withdraw(day, WhyWithdrawn(progress.Current, day, now));
    }

    private static RuleRequest StillWants(Case current, CaseDay day)
    {
        if (PolicyRules.Leaving(day, current) is var leaving and not RuleRequest.Nothing)
        {
            return leaving;
        }

        // A step back rests on its review, but not against what attendance has become since.
        var isWorseSince = current.Proposal.Kind == ProposalKind.StepBack && !BandRules.IsBetter(day, current, day.Night.Policy.Ladder);
        return PolicyRules.On(isWorseSince ? day : GroundsOf(current, day), current);
    }

    /// <summary>
    /// The day whose facts a proposal rests on, as the marks are now: of a review, the night that raised it; of a regular look, the
    /// latest look since; of what is looked at nightly, today.
    /// </summary>
    private static CaseDay GroundsOf(Case current, CaseDay day)
    {
        var (open, policy) = (current.Proposal, day.Night.Policy);
        if (open.IsReview)
        {
            return day.Night.On(open.On);
        }

        var isNightly = policy.Ladder is Ladder.ByProcess && (open.Kind == ProposalKind.Close || current.Step.Stage == 0);
        var rhythm = isNightly ? ReviewSchedule.Nightly
            : open.Kind == ProposalKind.StepBack ? ReviewDays.OfStepBack(policy, current.Step.Stage)
            : policy.Ladder.Schedule;
        var look = rhythm == ReviewSchedule.Nightly ? day.Date : ReviewDays.Last(rhythm, day.Night.Calendar, day.Date);
        return day.Night.On(look > open.On ? look : open.On);
    }

    private static string WhyWithdrawn(Case current, CaseDay day, RuleRequest now)
    {
        if (CasePauses.Keep(day, now, current))
        {
            return "a circumstance is on file.";
        }

        var facts = now.Why.Length > 0 ? now.Why : $"{CaseDescription.LookedAt(day, current)}.";
        if (PolicyRules.On(day.Night.On(current.Proposal.On), current) is RuleRequest.Propose then && then.Is(current.Proposal))
        {
            return facts;
        }

        // A review asks for something else when a circumstance comes on file or goes, too; then the facts say so.
        var cause = current.Proposal.IsReview ? "marks or circumstances have changed" : "marks were corrected";
        return $"{cause} since {English.Day(current.Proposal.On)}. {facts}";
    }
}
