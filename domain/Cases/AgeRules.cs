namespace AttendanceFunctions.Domain.Cases;

/// <summary>
/// Formal steps are only for pupils of compulsory school age (domain 0.13; Education Act 1996, s. 8 and s. 444): for others the same bands
/// lead to informal support.
/// </summary>
internal static class AgeRules
{
    /// <summary>What staff do for a pupil who is not of compulsory school age, in place of what is only for the others.</summary>
    private const string Support = "Talk with the family about what would help, and offer support";

    /// <summary>School days until it is due.</summary>
    private const int SupportWithin = 5;

    /// <summary>Withdraws what is proposed, which is always about a formal step; a decision on it cannot be carried out any more.</summary>
    public static void WithdrawProposal(CaseProgress progress, CaseDay day)
    {
        if (!day.IsOfCompulsoryAge && progress.Current.Proposal is { } open)
        {
            progress.Withdraw(day, open, CaseDescription.OnlyOfCompulsoryAge(day));
        }
    }

    /// <summary>Ends formal steps when the pupil leaves the age, and informal support when the pupil reaches it.</summary>
    public static void Follow(CaseProgress progress, CaseDay day)
    {
        if (!day.IsOfCompulsoryAge && day.Night.Policy.IsFormal(progress.Current.Stage))
        {
            End(progress, day);
        }
        else if (day.IsOfCompulsoryAge && progress.Current.IsInformalByAge)
        {
            progress.Add(
                day, CaseEventKind.OfAge, progress.Current.Stage,
                "The pupil is of compulsory school age now; from now on formal steps are proposed as for all others.");
            progress.Update(current => current with { IsInformalByAge = false });
        }
    }

    /// <summary>Records that support stays informal where the ladder has a formal step; once, until attendance gets better.</summary>
    public static void SupportInformally(CaseProgress progress, CaseDay day, RuleRequest.Propose request)
    {
        if (progress.Current.IsInformalByAge)
        {
            return;
        }

        progress.Add(
            day, CaseEventKind.Informal, progress.Current.Stage,
            $"Support stays informal where the policy has {day.Night.Policy.NameOf(request.Stage)}. "
                + $"{CaseDescription.OnlyOfCompulsoryAge(day)} {request.Why}");
        progress.Update(current => current with { IsInformalByAge = true });
        AddSupport(progress, day);
    }

    /// <summary>Adds the duty to support the family informally, unless it is open already.</summary>
    public static void AddSupport(CaseProgress progress, CaseDay day) =>
        progress.AddDuty(day, DutySource.Trigger, Support, progress.DueOn(day.Date, SupportWithin));

    private static void End(CaseProgress progress, CaseDay day)
    {
        progress.EndStage(day);
        progress.Add(
            day, CaseEventKind.EndedByAge, 0,
            $"{day.Night.Policy.NameOf(progress.Current.Stage)} is ended. {CaseDescription.OnlyOfCompulsoryAge(day)}");
        progress.Update(current => current with
        {
            Step = null,
            Declined = null,
        });
    }
}
