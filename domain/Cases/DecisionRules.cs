namespace AttendanceFunctions.Domain.Cases;

/// <summary>Carries out what people decided.</summary>
internal static class DecisionRules
{
    public static void Apply(CaseProgress progress, CaseDay day)
    {
        // Duties first: confirming a step removes the duties of the previous stage, so completed ones are recorded before.
        var due = progress.Current.PendingDecisions.Where(decision => decision.On <= day.Date)
            .OrderByDescending(decision => decision.Choice == DecisionChoice.Done).ToList();
        foreach (var decision in due)
        {
            progress.Update(current => current with { PendingDecisions = [.. current.PendingDecisions.Where(other => other != decision)] });
            Apply(progress, day, decision);
        }
    }

    private static void Apply(CaseProgress progress, CaseDay day, Decision decision)
    {
        // The proposal, duty or matter may have closed since the decision was recorded, and the policy may have changed.
        if (!CaseDecisions.Allowed(day.Night.Policy, progress.Current, decision.Key).Contains(decision.Choice))
        {
            progress.Add(
                day, CaseEventKind.Withdrawn, progress.Current.Stage, $"\"{decision.Choice.InWords()}\" could not be carried out, "
                + "because what it was about was no longer open; the case stayed as it was.",
                decision, decision.Key);
        }
        else if (PenaltyDecisions.Allowed(progress.Current.Penalty, decision.Key).Count > 0)
        {
            PenaltyDecisions.Apply(progress, day, decision);
        }
        else if (LeaveRequests.FindOpen(progress.Current, decision.Key) is { } request)
        {
            LeaveRequests.Decide(progress, day, request, decision);
        }
        else if (progress.Current.Duties.FirstOrDefault(duty => duty.Key == decision.Key) is { } duty)
        {
            progress.Complete(day, duty, decision);
        }
        else if (progress.Current.Proposal is { } proposal)
        {
            progress.Update(current => current with { Proposal = null });
            Decide(progress, day, proposal, decision);
        }
    }

    private static void Decide(CaseProgress progress, CaseDay day, Proposal proposal, Decision decision)
    {
        switch (CaseDecisions.Meaning(proposal, decision.Choice))
        {
            case DecisionChoice.Decline:
                Decline(progress, day, proposal, decision);
                break;
            case DecisionChoice.Extend:
                Extend(progress, day, StepOf(progress), decision);
                break;
            case DecisionChoice.Close:
                Close(progress, day, StepOf(progress), proposal, decision);
                break;
            case DecisionChoice.Escalate when proposal.Kind != ProposalKind.Step:
                progress.MoveTo(day, progress.Current.Stage + 1, $"{proposal.Why} People decided for the next step.", decision);
                break;
            default:
                progress.MoveTo(day, proposal.Stage, proposal.Why, decision);
                break;
        }
    }

    private static Step StepOf(CaseProgress progress) =>
        progress.Current.Step ?? throw new InvalidOperationException("A case above the ladder has no step to extend or to end.");

    private static void Decline(CaseProgress progress, CaseDay day, Proposal proposal, Decision decision)
    {
        progress.Add(
            day, CaseEventKind.Declined, progress.Current.Stage,
            $"{proposal.Describe(day.Night.Policy)} Declined. {proposal.Why}", decision, proposal.Key);
        progress.Update(current => current with { Declined = new(proposal.Stage, day.Date, day.LadderSessions(current)) });
    }

    private static void Extend(CaseProgress progress, CaseDay day, Step step, Decision decision)
    {
        progress.Add(
            day, CaseEventKind.Extended, step.Stage,
            $"{day.Night.Policy.NameOf(step.Stage)} goes on for as long again.", decision, decision.Key);
        progress.Update(current => current with { Step = step with { PeriodFrom = day.Date, Extensions = step.Extensions + 1 } });
    }

    private static void Close(CaseProgress progress, CaseDay day, Step step, Proposal proposal, Decision decision)
    {
        // People may also end the steps without an improvement; then no letter about improvement is prepared.
        var hasImproved = proposal.IsReview
            ? ReviewRules.HasImproved(day.Night.On(proposal.On), step, progress.Current.Agreement)
            : proposal.Kind == ProposalKind.Close;
        progress.EndStage(day);
        progress.Add(
            day, CaseEventKind.Closed, 0, $"The formal steps are ended. {proposal.Why}", decision, proposal.Key,
            hasImproved ? day.Night.Policy.StageAt(step.Stage).LettersOnImprovement : []);
        progress.Update(current => current with
        {
            Step = null,
            ClosedOn = day.Date,
            Declined = null,
        });
    }
}
