namespace AttendanceFunctions.Domain.Cases;

/// <summary>Carries out what people decided.</summary>
internal static class DecisionRules
{
    public static void Apply(CaseProgress progress, CaseDay day)
    {
        // Duties first: a step that is confirmed ends those of the stage before it, and what was done was done.
        var due = progress.Current.Decided.Where(decision => decision.On <= day.Date).OrderByDescending(decision => EndsDuty(decision.Word)).ToList();
        foreach (var decision in due)
        {
            progress.Quietly(current => current with { Decided = [.. current.Decided.Where(other => other != decision)] });
            Apply(progress, day, decision);
        }
    }

    private static void Apply(CaseProgress progress, CaseDay day, Decision decision)
    {
        // What could be decided when it was taken down need not stand open any more, nor the policy be the same.
        if (!CaseProposals.Allowed(day.Night.Policy, progress.Current, decision.Key).Contains(decision.Word))
        {
            progress.Add(
                day, CaseEventKind.Withdrawn, progress.Current.Step.Stage,
                $"\"{decision.Word.InWords()}\" could not be carried out, since what it was about stood open no longer; the case stayed as it was.", decision, decision.Key);
        }
        else if (EndsDuty(decision.Word))
        {
            progress.Finish(day, progress.Current.Duties.First(duty => duty.Key == decision.Key), decision);
        }
        else
        {
            Decide(progress, day, decision);
        }
    }

    private static bool EndsDuty(DecisionChoice word) => word is DecisionChoice.Done or DecisionChoice.NoticeIssued;

    private static void Decide(CaseProgress progress, CaseDay day, Decision decision)
    {
        var proposal = progress.Current.Proposal;
        progress.Quietly(current => current with { Proposal = Proposal.None });
        switch (CaseProposals.Meaning(proposal, decision.Word))
        {
            case DecisionChoice.Decline:
                Decline(progress, day, proposal, decision);
                break;
            case DecisionChoice.Extend:
                Extend(progress, day, decision);
                break;
            case DecisionChoice.Close:
                Close(progress, day, proposal, decision);
                break;
            case DecisionChoice.Escalate when proposal.Kind != ProposalKind.Step:
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
            day, CaseEventKind.Extended, step.Stage, $"{day.Night.Policy.NameOf(step.Stage)} goes on for as long again.", decision, decision.Key);
        progress.Quietly(current => current with { Step = step with { PeriodFrom = day.Date, Extensions = step.Extensions + 1 } });
    }

    private static void Close(CaseProgress progress, CaseDay day, Proposal proposal, Decision decision)
    {
        var (policy, step) = (day.Night.Policy, progress.Current.Step);
        // People may end the steps without an improvement too; no letter says then that there was one.
        var hasImproved = proposal.IsReview ? ReviewRules.HasImproved(day.Night.On(proposal.On), step) : proposal.Kind == ProposalKind.Close;
        progress.Add(
            day, CaseEventKind.Closed, 0, $"The formal steps are ended. {proposal.Why}", decision, proposal.Key,
            hasImproved ? policy.StageAt(step.Stage).LettersOnImprovement : []);
        progress.Quietly(current => current with
        {
            Step = Step.None,
            ClosedOn = day.Date,
            Declined = Declined.None,
            Duties = [.. current.Duties.Where(duty => duty.IsBesideLadder)],
        });
    }
}
