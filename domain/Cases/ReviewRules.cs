using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>What a step's review proposes. It looks at the attendance since the step was agreed, never at the year's rate.</summary>
internal static class ReviewRules
{
    private const string NoMoreTime = "The time cannot be extended again.";

    public static RuleRequest On(CaseDay day, Case current)
    {
        if (MonitoringOf(day.Night.Policy, current.Step) is not Monitoring.Timed monitoring
            || day.Date < ReviewDate.Of(monitoring, current.Step, day.Night.Calendar))
        {
            return RuleRequest.Nothing.Instance;
        }

        var since = day.Since(current.Step);
        return since.Possible < monitoring.MinimumSessions ? RuleRequest.Nothing.Instance : Outcome(day, current.Step, monitoring, since);
    }

    /// <summary>Whether people may still extend the step's time.</summary>
    public static bool MayExtend(Policy policy, Step step) =>
        MonitoringOf(policy, step) is Monitoring.Timed monitoring && step.Extensions < monitoring.MostExtensions;

    /// <summary>Whether attendance since the step is as much above the rate at which it was agreed as the policy looks for.</summary>
    public static bool HasImproved(CaseDay day, Step step) =>
        MonitoringOf(day.Night.Policy, step) is Monitoring.Timed monitoring && day.Since(step).IsAbove(step.Corrected, monitoring.Improvement);

    private static Monitoring MonitoringOf(Policy policy, Step step) => policy.IsFormal(step.Stage) ? policy.StageAt(step.Stage).Monitoring : new Monitoring.None();

    private static RuleRequest.Propose Outcome(CaseDay day, Step step, Monitoring.Timed monitoring, SessionCount since)
    {
        var policy = day.Night.Policy;
        var facts = CaseDescription.Since(policy, step, since, monitoring.Improvement);
        var reason = GenuineReason(day, step, monitoring, since);
        if (HasImproved(day, step))
        {
            // D0, domain 0.4: "monitor or close". Who came from 50% to 55% is not done yet.
            return !since.TryGetRate(out var rate) || !policy.Ladder.Covers(policy.FirstFormalStage, rate)
                ? Done(policy, step, monitoring, $"{facts} It has improved.")
                : NotDoneYet(policy, step, reason.Length > 0, $"{facts} It has improved, and is {CaseDescription.Line(policy.Ladder, policy.FirstFormalStage)} still.");
        }

        var poor = $"{facts} That is little or no improvement{(reason.Length > 0 ? $", but {reason}" : "")}.";
        return reason.Length == 0 && step.Stage < policy.Stages.Count ? Propose(ProposalKind.Step, step.Stage + 1, poor) : ExtendOrClose(policy, step, poor);
    }

    /// <summary>D0 Stage 4: "(and no genuine reason for absence)". In words; empty where there is none.</summary>
    private static string GenuineReason(CaseDay day, Step step, Monitoring.Timed monitoring, SessionCount since)
    {
        if (day.Night.Pupil.Circumstance.Length > 0)
        {
            return "there is a circumstance on file";
        }

        var (authorised, without) = (since.Authorised, since.WithoutAuthorised());
        return !monitoring.AuthorisedIsGenuineReason || authorised == 0 ? ""
            : without.Possible < monitoring.MinimumSessions ? $"the school authorised {authorised} sessions of absence, and the others are too few to judge by"
            : without.IsAbove(step.Corrected, monitoring.Improvement) ? $"without the {authorised} sessions that the school authorised it would be {CaseDescription.Of(without)}"
            : "";
    }

    private static RuleRequest.Propose Done(Policy policy, Step step, Monitoring.Timed monitoring, string why) =>
        monitoring.WhenImproved == WhenImproved.Extend ? ExtendOrClose(policy, step, why) : Propose(ProposalKind.Close, 0, why);

    /// <summary>Better, and not good: on with it, and to the next step when there is no more time and no reason for the absence.</summary>
    private static RuleRequest.Propose NotDoneYet(Policy policy, Step step, bool hasReason, string why) =>
        MayExtend(policy, step) || hasReason || step.Stage == policy.Stages.Count
            ? ExtendOrClose(policy, step, why)
            : Propose(ProposalKind.Step, step.Stage + 1, $"{why} {NoMoreTime}");

    private static RuleRequest.Propose ExtendOrClose(Policy policy, Step step, string why) => MayExtend(policy, step)
        ? Propose(ProposalKind.Extend, step.Stage, why)
        : Propose(ProposalKind.Close, 0, $"{why} {NoMoreTime}");

    private static RuleRequest.Propose Propose(ProposalKind kind, int stage, string why) => new(kind, stage, IsReview: true, IsUrgent: false, why);
}
