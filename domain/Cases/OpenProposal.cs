using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>Whether the grounds of what stands open are still there.</summary>
internal static class OpenProposal
{
    /// <summary>An open proposal is withdrawn when its grounds are gone, unless a person has decided on it already.</summary>
    public static void Recheck(CaseProgress progress, CaseDay day)
    {
        var open = progress.Current.Proposal;
        if (!open.IsOpen || progress.Current.Decided.Any(decision => decision.Key == open.Key))
        {
            return;
        }

        var now = StillWants(progress.Current, day);
        if (now is Want.Propose same && same.Is(open) && !Pauses.Keep(day, same, progress.Current))
        {
            progress.Quietly(current => current with { Proposal = open with { IsUrgent = same.IsUrgent } });
            return;
        }

        progress.Withdraw(day, WhyWithdrawn(progress.Current, day, now));
    }

    private static Want StillWants(Case current, CaseDay day) =>
        Rules.Leaving(day, current) is var leaving and not Want.Nothing ? leaving : Rules.On(GroundsOf(current, day), current);

    /// <summary>
    /// The day whose facts a proposal rests on, as the marks are now: of a review, the night that raised it; of a regular look, the
    /// latest look since; of what is looked at nightly, today.
    /// </summary>
    private static CaseDay GroundsOf(Case current, CaseDay day)
    {
        var (open, ladder) = (current.Proposal, day.Night.Policy.Ladder);
        if (open.IsReview)
        {
            return day.Night.On(open.On);
        }

        var isNightly = ladder.Looks == Rhythm.Nightly || (ladder is Ladder.ByProcess && (open.Kind == ProposalKind.Close || current.Step.Stage == 0));
        if (isNightly)
        {
            return day;
        }

        var look = Looks.Last(ladder.Looks, day.Night.Calendar, day.Date);
        return day.Night.On(look > open.On ? look : open.On);
    }

    private static string WhyWithdrawn(Case current, CaseDay day, Want now)
    {
        if (Pauses.Keep(day, now, current))
        {
            return "a circumstance is on file.";
        }

        var facts = now.Why.Length > 0 ? now.Why : $"{CaseWords.LookedAt(day, current)}.";
        if (Rules.On(day.Night.On(current.Proposal.On), current) is Want.Propose then && then.Is(current.Proposal))
        {
            return facts;
        }

        // A review asks for something else when a circumstance comes on file or goes, too; then the facts say so.
        var cause = current.Proposal.IsReview ? "marks or circumstances have changed" : "marks were corrected";
        return $"{cause} since {CaseWords.Date(current.Proposal.On)}. {facts}";
    }
}
