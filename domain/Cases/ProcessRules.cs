namespace AttendanceFunctions.Domain.Cases;

/// <summary>
/// A ladder on which the process gives the stage: one step further at a review where attendance did not rise, or fell, since the last step
/// (D2 §11, Appendix 4).
/// </summary>
internal static class ProcessRules
{
    /// <summary>How the reason for ending formal steps ends where attendance rose above the ladder, which needs no review.</summary>
    internal const string NoFurtherAction = "no further action.";

    /// <summary>Leaving is checked every night, even if something else is open. D2 §11: exactly 92% neither enters nor leaves.</summary>
    public static RuleRequest? Leaving(CaseDay day, Case current, Ladder.ByProcess ladder)
    {
        if (current.Stage == 0 || !day.TryGetRate(current, out var rate) || rate.IsAtOrBelow(ladder.LeaveAbove))
        {
            return null;
        }

        var why = $"{CaseDescription.LadderAttendance(day, current)}, above {ladder.LeaveAbove}: {NoFurtherAction}";
        if (!day.Night.Policy.IsFormal(current.Stage))
        {
            return new RuleRequest.Move(0, why);
        }

        return PolicyRules.IsDeclined(day, current, 0)
            ? null
            : new RuleRequest.Propose(ProposalKind.Close, 0, IsReview: false, IsUrgent: false, why);
    }

    public static RuleRequest? On(CaseDay day, Case current, Ladder.ByProcess ladder)
    {
        if (!day.TryGetRate(current, out var rate))
        {
            return null;
        }

        var attendance = CaseDescription.LadderAttendance(day, current);
        if (current.Step is not { } step)
        {
            return ladder.Enter.Covers(rate) ? To(day, current, 1, $"{attendance}, {ladder.Enter}.") : null;
        }

        var policy = day.Night.Policy;
        if (step.Stage == policy.Stages.Count || policy.StageAt(step.Stage).Monitoring is not null
            || !ReviewDays.IsDue(ladder.Schedule, day) || !ReviewDays.IsEarlierWeek(step.On, day.Date)
            || ComparedWithStep(day, current, step) is not { } compared)
        {
            return null;
        }

        return To(
            day, current, step.Stage + 1, $"{attendance}, {compared} than at {policy.NameOf(step.Stage)} on {English.Day(step.On)}, "
            + $"when it was {CaseDescription.Attendance(step.Corrected)}.");
    }

    /// <summary>
    /// "lower" or "not higher", where that begins the next stage; null where it does not, or no session was possible since.
    /// </summary>
    private static string? ComparedWithStep(CaseDay day, Case current, Step step)
    {
        var now = day.LadderSessions(current);
        return day.SessionsSince(step).Possible == 0 ? null
            : now.IsBelow(step.Corrected) ? "lower"
            : day.Night.Policy.StageAt(step.Stage + 1).BeginsWhen == StepCondition.NotHigher && !step.Corrected.IsBelow(now) ? "not higher"
            : null;
    }

    private static RuleRequest? To(CaseDay day, Case current, int stage, string why)
    {
        if (!day.Night.Policy.IsFormal(stage))
        {
            return new RuleRequest.Move(stage, why);
        }

        return PolicyRules.IsDeclined(day, current, stage) && !IsLowerThanDeclined(day, current)
            ? null
            : new RuleRequest.Propose(ProposalKind.Step, stage, IsReview: false, IsUrgent: false, why);
    }

    /// <summary>Whether a declined step may be proposed again: in a later week, with lower attendance than when it was declined.</summary>
    private static bool IsLowerThanDeclined(CaseDay day, Case current) =>
        current.Declined is { } declined
        && ReviewDays.IsEarlierWeek(declined.On, day.Date) && day.LadderSessions(current).IsBelow(declined.Then);
}
