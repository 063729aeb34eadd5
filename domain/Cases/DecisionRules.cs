namespace AttendanceFunctions.Domain.Cases;

/// <summary>Carries out what people decided.</summary>
internal static class DecisionRules
{
    public static void Apply(CaseProgress progress, CaseDay day)
    {
        var due = progress.Current.Decided.Where(decision => decision.On <= day.Date).ToList();
        foreach (var decision in due)
        {
            progress.Quietly(current => current with { Decided = [.. current.Decided.Where(other => other != decision)] });
            Apply(progress, day, decision);
        }
    }

    private static void Apply(CaseProgress progress, CaseDay day, Decision decision)
    {
        var allowed = CaseProposals.Allowed(day.Night.Policy, progress.Current, decision.Key);
        if (decision.Word == DecisionWord.Done && allowed.Contains(DecisionWord.Done))
        {
            Finish(progress, day, decision);
        }
        else if (progress.Current.Proposal.IsOpen && progress.Current.Proposal.Key == decision.Key)
        {
            Decide(progress, day, decision);
        }
        else
        {
            progress.Add(
                day, CaseEventKind.Withdrawn, progress.Current.Step.Stage,
                "What was decided on no longer stood open when the decision was to be carried out; the case stayed as it was.", decision, decision.Key);
        }
    }

    private static void Finish(CaseProgress progress, CaseDay day, Decision decision)
    {
        var duty = progress.Current.Duties.First(duty => duty.Key == decision.Key);
        progress.Quietly(current => current with { Duties = [.. current.Duties.Where(other => other != duty)] });
        progress.Add(day, CaseEventKind.Done, progress.Current.Step.Stage, $"{duty.What} Done.", decision, duty.Key);
    }

    private static void Decide(CaseProgress progress, CaseDay day, Decision decision)
    {
        var proposal = progress.Current.Proposal;
        progress.Quietly(current => current with { Proposal = Proposal.None });
        switch (CaseProposals.Meaning(proposal, decision.Word))
        {
            case DecisionWord.Decline:
                Decline(progress, day, proposal, decision);
                break;
            case DecisionWord.Extend:
                Extend(progress, day, decision);
                break;
            case DecisionWord.Close:
                Close(progress, day, proposal, decision);
                break;
            case DecisionWord.Escalate when proposal.Kind != ProposalKind.Step:
                progress.MoveTo(day, progress.Current.Step.Stage + 1, $"{proposal.Why} People decided for the next step.", decision);
                break;
            default:
                progress.MoveTo(day, proposal.Stage, proposal.Why, decision);
                break;
        }
    }

    private static void Decline(CaseProgress progress, CaseDay day, Proposal proposal, Decision decision)
    {
        progress.Add(
            day, CaseEventKind.Declined, progress.Current.Step.Stage,
            $"{CaseProposals.InWords(day.Night.Policy, proposal.Kind, proposal.Stage)} Declined. {proposal.Why}", decision, proposal.Key);
        progress.Quietly(current => current with { Declined = new(proposal.Stage, day.Date, day.LookedAt(current)) });
    }

    private static void Extend(CaseProgress progress, CaseDay day, Decision decision)
    {
        var step = progress.Current.Step;
        progress.Add(
            day, CaseEventKind.Extended, step.Stage, $"{day.Night.Policy.NameOf(step.Stage)} goes on for another time as long.", decision, decision.Key);
        progress.Quietly(current => current with { Step = step with { PeriodFrom = day.Date, Extensions = step.Extensions + 1 } });
    }

    private static void Close(CaseProgress progress, CaseDay day, Proposal proposal, Decision decision)
    {
        var (policy, stage) = (day.Night.Policy, progress.Current.Step.Stage);
        var hasImproved = proposal.Kind == ProposalKind.Close;
        progress.Add(
            day, CaseEventKind.Closed, 0, $"The formal steps are ended. {proposal.Why}", decision, proposal.Key,
            hasImproved && stage > 0 ? policy.StageAt(stage).LettersOnImprovement : []);
        progress.Quietly(current => current with
        {
            Step = Step.None,
            ClosedOn = day.Date,
            Declined = Declined.None,
            Duties = [.. current.Duties.Where(duty => duty.Source == DutySource.Trigger)],
        });
    }
}
