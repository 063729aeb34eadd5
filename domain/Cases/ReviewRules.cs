namespace AttendanceFunctions.Domain.Cases;

/// <summary>What the review of a step (a contract) proposes: attendance since it was agreed, against the rate on that day.</summary>
internal static class ReviewRules
{
    private const string NoMoreTime = "The time cannot be extended again.";

    public static RuleRequest? On(CaseDay day, Case current)
    {
        if (current.Step is not { } step || MonitoringOf(day.Night.Policy, step) is not { } monitoring
            || ReviewDays.ReviewOf(monitoring, step, current.Agreement, day.Night.Calendar) is not { } due || day.Date < due)
        {
            return null;
        }

        var since = day.SessionsSince(step);
        return since.Possible < monitoring.MinimumSessions ? null : Outcome(day, step, monitoring, current.Agreement, since);
    }

    /// <summary>Whether people may still extend the step's time.</summary>
    public static bool MayExtend(Policy policy, Step step) =>
        MonitoringOf(policy, step) is { } monitoring && step.Extensions < monitoring.MostExtensions;

    /// <summary>
    /// Whether attendance since the step reaches the target that was agreed or, where none was, is above the rate at the step by as many
    /// points as the policy expects.
    /// </summary>
    public static bool HasImproved(CaseDay day, Step step, Agreement? agreement) =>
        MonitoringOf(day.Night.Policy, step) is { } monitoring && IsEnough(step, monitoring, agreement, day.SessionsSince(step));

    private static bool IsEnough(Step step, Monitoring monitoring, Agreement? agreement, SessionCount since) =>
        agreement?.IsReached(since) ?? since.IsAbove(step.Corrected, monitoring.Improvement);

    private static Monitoring? MonitoringOf(Policy policy, Step step) =>
        policy.IsFormal(step.Stage) ? policy.StageAt(step.Stage).Monitoring : null;

    private static RuleRequest.Propose Outcome(CaseDay day, Step step, Monitoring monitoring, Agreement? agreement, SessionCount since)
    {
        var policy = day.Night.Policy;
        var facts = CaseDescription.AttendanceSinceStep(policy, step, since, monitoring.Improvement, agreement);
        var reason = GenuineReason(day, step, monitoring, agreement, since);
        if (IsEnough(step, monitoring, agreement, since))
        {
            // D0, domain 0.4: "monitor or close". A pupil who came from 50% to 55% still needs support.
            return !since.TryGetRate(out var rate) || !policy.Ladder.Covers(policy.FirstFormalStage, rate)
                ? Good(policy, step, monitoring, $"{facts} It has improved.")
                : BetterButLow(
                    policy, step, reason is not null,
                    $"{facts} It has improved, and is {CaseDescription.Threshold(policy.Ladder, policy.FirstFormalStage)} still.");
        }

        var verdict = agreement?.Target is null ? "That is little or no improvement" : "That is below what was agreed";
        var poor = $"{facts} {verdict}{(reason is null ? "" : $", but {reason}")}.";
        return reason is null && step.Stage < policy.Stages.Count
            ? Propose(ProposalKind.Step, step.Stage + 1, poor)
            : ExtendOrClose(policy, step, poor);
    }

    /// <summary>D0 Stage 4: "(and no genuine reason for absence)". The reason as text; null if there is none.</summary>
    private static string? GenuineReason(CaseDay day, Step step, Monitoring monitoring, Agreement? agreement, SessionCount since)
    {
        if (day.Night.Pupil.Circumstance.Length > 0)
        {
            return "there is a circumstance on file";
        }

        if (day.Timetable is not null)
        {
            return "there is a part-time timetable";
        }

        var (authorised, without) = (since.Authorised, since.WithoutAuthorised());
        return !monitoring.AuthorisedIsGenuineReason || authorised == 0 ? null
            : without.Possible < monitoring.MinimumSessions
                ? $"the school authorised {authorised} sessions of absence, and the others are too few to judge by"
            : IsEnough(step, monitoring, agreement, without)
                ? $"without the {authorised} sessions that the school authorised it would be {CaseDescription.Attendance(without)}"
            : null;
    }

    private static RuleRequest.Propose Good(Policy policy, Step step, Monitoring monitoring, string why) =>
        monitoring.WhenImproved == WhenImproved.Extend ? ExtendOrClose(policy, step, why) : Propose(ProposalKind.Close, 0, why);

    /// <summary>Proposes to extend or close, or the next step if no extension is left and there is no reason for the absence.</summary>
    private static RuleRequest.Propose BetterButLow(Policy policy, Step step, bool hasReason, string why) =>
        MayExtend(policy, step) || hasReason || step.Stage == policy.Stages.Count
            ? ExtendOrClose(policy, step, why)
            : Propose(ProposalKind.Step, step.Stage + 1, $"{why} {NoMoreTime}");

    private static RuleRequest.Propose ExtendOrClose(Policy policy, Step step, string why) => MayExtend(policy, step)
        ? Propose(ProposalKind.Extend, step.Stage, why)
        : Propose(ProposalKind.Close, 0, $"{why} {NoMoreTime}");

    private static RuleRequest.Propose Propose(ProposalKind kind, int stage, string why) =>
        new(kind, stage, IsReview: true, IsUrgent: false, why);
}
