using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>What a step's review proposes. It looks at the attendance since the step was agreed, never at the year's rate.</summary>
internal static class ReviewRules
{
    public static Want On(CaseDay day, Case current)
    {
        var (policy, step) = (day.Night.Policy, current.Step);
        if (!policy.IsFormal(step.Stage) || policy.StageAt(step.Stage).Monitoring is not Monitoring.Timed monitoring
            || day.Date < ReviewDate.Of(monitoring, step, day.Night.Calendar))
        {
            return Want.Nothing.More;
        }

        var since = day.Since(step);
        return since.Possible < monitoring.MinimumSessions ? Want.Nothing.More : Outcome(day, current, monitoring, since);
    }

    /// <summary>Whether people may still extend the step's time.</summary>
    public static bool MayExtend(Policy policy, Step step) =>
        policy.IsFormal(step.Stage) && policy.StageAt(step.Stage).Monitoring is Monitoring.Timed monitoring && step.Extensions < monitoring.MostExtensions;

    private static Want.Propose Outcome(CaseDay day, Case current, Monitoring.Timed monitoring, SessionCount since)
    {
        var (policy, step) = (day.Night.Policy, current.Step);
        var facts = CaseWords.Since(policy, step, since, monitoring.Improvement);
        if (since.IsAbove(step.Corrected, monitoring.Improvement))
        {
            return monitoring.WhenImproved == WhenImproved.Extend
                ? ExtendOrClose(policy, step, $"{facts} It has improved.")
                : Propose(ProposalKind.Close, 0, $"{facts} It has improved.");
        }

        // D0 Stage 4: "(and no genuine reason for absence)".
        if (day.Night.Pupil.Circumstance.Length > 0)
        {
            return ExtendOrClose(policy, step, $"{facts} That is little or no improvement, and there is a circumstance on file.");
        }

        if (monitoring.AuthorisedIsGenuineReason && since.WithoutAuthorised().IsAbove(step.Corrected, monitoring.Improvement))
        {
            return ExtendOrClose(policy, step, $"{facts} Without the {since.Authorised} sessions that the school authorised it would be {CaseWords.Of(since.WithoutAuthorised())}: the absences have a reason.");
        }

        var poor = $"{facts} That is little or no improvement.";
        return step.Stage < policy.Stages.Count ? Propose(ProposalKind.Step, step.Stage + 1, poor) : ExtendOrClose(policy, step, poor);
    }

    private static Want.Propose ExtendOrClose(Policy policy, Step step, string why) => MayExtend(policy, step)
        ? Propose(ProposalKind.Extend, step.Stage, why)
        : Propose(ProposalKind.Close, 0, $"{why} The time cannot be extended again.");

    private static Want.Propose Propose(ProposalKind kind, int stage, string why) => new(kind, stage, IsReview: true, IsUrgent: false, why);
}
