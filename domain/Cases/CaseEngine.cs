namespace AttendanceFunctions.Domain.Cases;

/// <summary>
/// Moves a case by the rules of its policy and by people's decisions (domain 0.3): a pure function of what the night knows and
/// the case before. A night that is repeated changes nothing, and several nights at once come to what they would have come to
/// one by one, because each school day since the last is gone through in its turn.
/// </summary>
public static class CaseEngine
{
    /// <summary>A case after a night; what happened in it is among <see cref="Case.Latest"/>.</summary>
    /// <param name="night">What the night knows of the pupil. On a day on which the school is closed, or the pupil is not on its roll, nothing happens.</param>
    /// <param name="before">The case before it, of this school year.</param>
    /// <param name="lastNight">The last night on which the case was looked at; from the next school day on it is caught up with, and an earlier night is
    /// past. <see cref="DateOnly.MinValue"/> for a pupil who is seen for the first time: what was before is nobody's omission.</param>
    public static Case Run(CaseNight night, Case before, DateOnly lastNight)
    {
        if (night.Night < lastNight)
        {
            return before;
        }

        if (!CaseCarry.IsUnder(night.Policy, before))
        {
            before = CaseCarry.UnderPolicy(night, before);
            lastNight = DateOnly.MinValue;
        }

        var progress = new CaseProgress(night, before);
        foreach (var day in DaysSince(lastNight, night).Select(night.On).Where(day => day.IsLookedAt))
        {
            Pass(progress, day);
        }

        return Latest(progress, before, night.Night);
    }

    private static IEnumerable<DateOnly> DaysSince(DateOnly lastNight, CaseNight night)
    {
        var missed = lastNight == DateOnly.MinValue || lastNight >= night.Night
            ? []
            : night.Calendar.SchoolDaysFrom(lastNight.AddDays(1)).TakeWhile(day => day < night.Night);
        return missed.Append(night.Night);
    }

    private static void Pass(CaseProgress progress, CaseDay day)
    {
        DecisionRules.Apply(progress, day);
        Corrections.Apply(progress, day);
        CasePauses.End(progress, day);
        ProposalCheck.Recheck(progress, day);
        Advance(progress, day);
        TriggerRules.Apply(progress, day);
        StatutoryRules.Apply(progress, day);
    }

    /// <summary>What is asked for until nothing more is: a pupil who falls far passes the informal stages to the proposal of a formal one.</summary>
    private static void Advance(CaseProgress progress, CaseDay day)
    {
        while (!progress.Current.Proposal.IsOpen)
        {
            switch (PolicyRules.On(day, progress.Current))
            {
                case var want when CasePauses.Keep(day, want, progress.Current):
                    CasePauses.Begin(progress, day);
                    return;
                case RuleRequest.Move move:
                    progress.MoveTo(day, move.Stage, move.Why);
                    break;
                case RuleRequest.Propose propose:
                    progress.Open(day, propose);
                    break;
                default:
                    return;
            }
        }
    }

    private static Case Latest(CaseProgress progress, Case before, DateOnly night)
    {
        if (progress.Current == before)
        {
            return before;
        }

        var latest = before.Night == night ? before.Latest.Concat(progress.Events) : progress.Events;
        return progress.Current with { Night = night, Latest = [.. latest] };
    }
}
