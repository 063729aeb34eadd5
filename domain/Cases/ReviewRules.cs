using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>What a step's review proposes. It looks at the attendance since the step was agreed, never at the year's rate.</summary>
internal static class ReviewRules
{
    public static Want On(CaseDay day, Case current)
    {
        if (MonitoringOf(day.Night.Policy, current.Step) is not Monitoring.Timed monitoring
            || day.Date < ReviewDate.Of(monitoring, current.Step, day.Night.Calendar))
        {
            return Want.Nothing.More;
        }

        var since = day.Since(current.Step);
        return since.Possible < monitoring.MinimumSessions ? Want.Nothing.More : Outcome(day, current.Step, monitoring, since);
    }

    /// <summary>Whether people may still extend the step's time.</summary>
    public static bool MayExtend(Policy policy, Step step) =>
        MonitoringOf(policy, step) is Monitoring.Timed monitoring && step.Extensions < monitoring.MostExtensions;

    /// <summary>Whether attendance since the step is as much above the rate at which it was agreed as the policy looks for.</summary>
    public static bool HasImproved(CaseDay day, Step step) =>
        MonitoringOf(day.Night.Policy, step) is Monitoring.Timed monitoring && day.Since(step).IsAbove(step.Corrected, monitoring.Improvement);

    private static Monitoring MonitoringOf(Policy policy, Step step) => policy.IsFormal(step.Stage) ? policy.StageAt(step.Stage).Monitoring : new Monitoring.None();

    private static Want.Propose Outcome(CaseDay day, Step step, Monitoring.Timed monitoring, SessionCount since)
    {
        var policy = day.Night.Policy;
        var facts = CaseWords.Since(policy, step, since, monitoring.Improvement);
        if (HasImproved(day, step))
        {
            // D0, domain 0.4: "monitor or close". Who came from 50% to 55% is not done yet.
            var isDone = !since.TryGetRate(out var rate) || !policy.Ladder.Covers(policy.FirstFormalStage, rate);
            return monitoring.WhenImproved == WhenImproved.Close && isDone
                ? Propose(ProposalKind.Close, 0, $"{facts} It has improved.")
                : ExtendOrClose(policy, step, $"{facts} It has improved{(isDone ? "" : $", and is {CaseWords.Line(policy.Ladder, policy.FirstFormalStage)} still")}.");
        }

        // D0 Stage 4: "(and no genuine reason for absence)".
        if (day.Night.Pupil.Circumstance.Length > 0)
        {
            return ExtendOrClose(policy, step, $"{facts} That is little or no improvement, and there is a circumstance on file.");
        }

        if (monitoring.AuthorisedIsGenuineReason && ReasonOf(step, monitoring, since) is { Length: > 0 } reason)
        {
            return ExtendOrClose(policy, step, $"{facts} {reason}");
        }

        var poor = $"{facts} That is little or no improvement.";
        return step.Stage < policy.Stages.Count ? Propose(ProposalKind.Step, step.Stage + 1, poor) : ExtendOrClose(policy, step, poor);
    }

    /// <summary>How what the school authorised explains the absence; empty if it does not.</summary>
    private static string ReasonOf(Step step, Monitoring.Timed monitoring, SessionCount since)
    {
        var (authorised, without) = (since.Authorised, since.WithoutAuthorised());
        return authorised == 0 ? ""
            : without.Possible < monitoring.MinimumSessions
                ? $"The school authorised {authorised} sessions of absence, and the others are too few to judge by: the absences have a reason."
            : without.IsAbove(step.Corrected, monitoring.Improvement)
                ? $"Without the {authorised} sessions that the school authorised it would be {CaseWords.Of(without)}: the absences have a reason."
            : "";
    }

    private static Want.Propose ExtendOrClose(Policy policy, Step step, string why) => MayExtend(policy, step)
        ? Propose(ProposalKind.Extend, step.Stage, why)
        : Propose(ProposalKind.Close, 0, $"{why} The time cannot be extended again.");

    private static Want.Propose Propose(ProposalKind kind, int stage, string why) => new(kind, stage, IsReview: true, IsUrgent: false, why);
}
