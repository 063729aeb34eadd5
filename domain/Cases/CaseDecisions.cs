namespace AttendanceFunctions.Domain.Cases;

public enum DecisionChoice
{
    /// <summary>Carry out what is proposed.</summary>
    Confirm,

    /// <summary>Do not carry out what is proposed; the case stays as it is.</summary>
    Decline,

    /// <summary>At a review: extend the step by the same time again.</summary>
    Extend,

    /// <summary>At a review: take the next step.</summary>
    Escalate,

    /// <summary>At a review: end the formal steps.</summary>
    Close,

    Done,

    /// <summary>Penalty matter: support comes first.</summary>
    SupportFirst,

    /// <summary>Penalty matter: a Notice to Improve is given.</summary>
    NoticeToImprove,

    /// <summary>Penalty matter: attendance improved in the improvement period.</summary>
    Met,

    /// <summary>Penalty matter: it did not, so a penalty notice is the next step.</summary>
    Failed,

    /// <summary>Penalty matter: a penalty notice is the next step, without a Notice to Improve.</summary>
    PenaltyNotice,

    /// <summary>Penalty matter, or one parent's line: no penalty notice.</summary>
    NotAppropriate,

    /// <summary>A parent's line: a penalty notice was requested from the local authority.</summary>
    NoticeRequested,

    /// <summary>A parent's line: the penalty notice was issued, on a day that the decision states.</summary>
    NoticeIssued,

    /// <summary>A parent's line: another notice was issued before, on a day that the decision states.</summary>
    EarlierNotice,

    /// <summary>An issued notice was paid.</summary>
    Paid,

    /// <summary>An issued notice was not paid in time.</summary>
    Unpaid,

    /// <summary>The authority prosecutes, because a notice was not paid.</summary>
    TakenToCourt,

    /// <summary>An issued notice was withdrawn.</summary>
    Withdrawn,

    /// <summary>Leave of absence: given, because of exceptional circumstances.</summary>
    GrantLeave,

    /// <summary>Leave of absence: given, for a regulated performance or regulated employment abroad.</summary>
    GrantForPerformance,

    /// <summary>Leave of absence: given, as a temporary part-time timetable.</summary>
    GrantPartTime,

    /// <summary>Leave of absence: not given.</summary>
    RefuseLeave,
}

/// <summary>A person's decision about a case.</summary>
/// <param name="On">The day on which it was made, or its file reached the school's folder; it takes effect with the next night.</param>
/// <param name="Note">The reason, in the person's words; kept, but never sent. May be empty.</param>
public sealed record Decision(CaseKey Key, DecisionChoice Choice, DateOnly On, Author By, string Note)
{
    /// <summary>
    /// The day on which it happened, such as the day of issue of a penalty notice, or on which a Notice to Improve begins; null if none was
    /// stated.
    /// </summary>
    public DateOnly? Happened { get; init; }
}

/// <summary>What people may decide about a case, what each decision means, and whether one can be accepted.</summary>
public static class CaseDecisions
{
    /// <summary>Why a file may not decide something formal.</summary>
    internal const string NotInAFile =
        "Only a signed-in person may decide this: it is formal, and a file does not show who filled it in. Nothing was changed.";

    /// <summary>The choices by the words of a worklist's Decision column, without regard to case.</summary>
    public static IReadOnlyDictionary<string, DecisionChoice> ByWord { get; } =
        Enum.GetValues<DecisionChoice>().ToDictionary(InWords, StringComparer.OrdinalIgnoreCase);

    /// <summary>The words of a worklist's Decision column: <c>notice issued</c>.</summary>
    public static string InWords(this DecisionChoice choice) => KebabCase.InWords(choice);

    /// <summary>Whether a decision has to state the day on which it happened.</summary>
    public static bool NeedsDay(this DecisionChoice choice) => choice is DecisionChoice.NoticeIssued or DecisionChoice.EarlierNotice;

    /// <summary>Whether a decision has to state its reason: all of the penalty matter but that a notice was paid or not.</summary>
    public static bool NeedsReason(this DecisionChoice choice) => choice is DecisionChoice.SupportFirst or DecisionChoice.NoticeToImprove
        or DecisionChoice.Met or DecisionChoice.Failed or DecisionChoice.PenaltyNotice or DecisionChoice.NotAppropriate
        or DecisionChoice.NoticeRequested or DecisionChoice.NoticeIssued or DecisionChoice.EarlierNotice or DecisionChoice.Withdrawn
        || LeaveRequests.Choices.Contains(choice);

    /// <summary>What may be decided about an open proposal or duty; empty where the case has none with this key.</summary>
    public static IReadOnlyList<DecisionChoice> Allowed(Policy policy, Case current, CaseKey key)
    {
        if (current.Duties.Any(duty => duty.Key == key))
        {
            return [DecisionChoice.Done];
        }

        if (PenaltyDecisions.Allowed(current.Penalty, key) is { Count: > 0 } steps)
        {
            return steps;
        }

        if (LeaveRequests.FindOpen(current, key) is not null)
        {
            return LeaveRequests.Choices;
        }

        if (current.Proposal is not { } open || open.Key != key)
        {
            return [];
        }

        return open.IsReview
            ? [DecisionChoice.Confirm, .. Outcomes(policy, current).Where(outcome => outcome != OutcomeOf(open.Kind))]
            : [DecisionChoice.Confirm, DecisionChoice.Decline];
    }

    /// <summary>The outcome of a choice: confirming selects the proposed outcome, which may also be named at a review.</summary>
    public static DecisionChoice Meaning(Proposal proposal, DecisionChoice choice) =>
        choice == DecisionChoice.Confirm ? OutcomeOf(proposal.Kind) : choice;

    /// <summary>
    /// Whether only a signed-in person may decide it (domain 0.23): a formal step and its review, or what follows from a statutory
    /// threshold: a return, or a step of a penalty matter.
    /// </summary>
    public static bool NeedsSignIn(Case current, CaseKey key) =>
        current.Proposal?.Key == key || current.Duties.Any(duty => duty.Key == key && duty.Source == DutySource.Statute)
        || PenaltyDecisions.Allowed(current.Penalty, key).Count > 0 || LeaveRequests.FindOpen(current, key) is not null;

    /// <summary>Records a decision for the next night to carry out.</summary>
    /// <returns>The case with the decision, unless recorded before, and why it is refused; empty if it was accepted.</returns>
    public static (Case After, string Refusal) Record(Policy policy, Case current, IEnumerable<CaseEvent> history, Decision decision)
    {
        var allowed = Allowed(policy, current, decision.Key);
        if (allowed.Count == 0)
        {
            return (current, RefusalFromHistory(history, decision));
        }

        if (decision.By is not Author.SignedIn && NeedsSignIn(current, decision.Key))
        {
            return (current, NotInAFile);
        }

        var isConfirmed = current.Proposal is { } open && open.Key == decision.Key && decision.Choice == OutcomeOf(open.Kind);
        var choice = isConfirmed ? DecisionChoice.Confirm : decision.Choice;
        if (!allowed.Contains(choice))
        {
            var words = string.Join(", ", allowed.Select(InWords));
            return (current, $"\"{decision.Choice.InWords()}\" cannot be decided here; allowed: {words}.");
        }

        if (LeaveRequests.FindOpen(current, decision.Key) is not null && decision.Note.Count(char.IsLetter) < LettersOfReason)
        {
            return (current, "Write the reason into Note: the record of leave keeps it, and another school of the trust gets it.");
        }

        if (PenaltyDecisions.Refusal(current.Penalty, decision) is { Length: > 0 } refusal)
        {
            return (current, refusal);
        }

        return current.PendingDecisions.FirstOrDefault(other => other.Key == decision.Key) is not { } earlier
            ? (current with { PendingDecisions = [.. current.PendingDecisions, decision with { Choice = choice }] }, "")
            : earlier.Choice == choice && earlier.By.Name == decision.By.Name
                ? (current, "")
                : (
                    current,
                    $"It was decided already, by {earlier.By.InWords()}: {earlier.Choice.InWords()}. The next night carries that out.");
    }

    /// <summary>The fewest letters of a note that can be a reason.</summary>
    private const int LettersOfReason = 2;

    private static IEnumerable<DecisionChoice> Outcomes(Policy policy, Case current)
    {
        if (current.Step is { } step && ReviewRules.MayExtend(policy, step))
        {
            yield return DecisionChoice.Extend;
        }

        if (current.Stage < policy.Stages.Count)
        {
            yield return DecisionChoice.Escalate;
        }

        yield return DecisionChoice.Close;
    }

    private static DecisionChoice OutcomeOf(ProposalKind kind) => kind switch
    {
        ProposalKind.Step => DecisionChoice.Escalate,
        ProposalKind.Extend => DecisionChoice.Extend,
        ProposalKind.Close => DecisionChoice.Close,
        _ => DecisionChoice.Confirm,
    };

    /// <summary>A decision that is sent again is ignored; any other decision about something that is no longer open is refused.</summary>
    private static string RefusalFromHistory(IEnumerable<CaseEvent> history, Decision decision)
    {
        var about = history.Where(happened => happened.Key == decision.Key).OrderBy(happened => happened.Number).ToList();
        var last = about.LastOrDefault();
        return last?.Kind switch
        {
            null => "The key is in no case; copy the row from the worklist as it stands.",
            CaseEventKind.Withdrawn => $"It was withdrawn on {English.Day(last.On)}: look at the newest worklist.",
            CaseEventKind.Proposed or CaseEventKind.Due =>
                "It is no longer open, because the case has moved on: look at the newest worklist.",
            _ when last.By?.Name == decision.By.Name && IsSame(about[0], last, decision.Choice) => "",
            _ => $"It was decided already on {English.Day(last.On)}, by {last.By?.InWords() ?? "the policy"}.",
        };
    }

    private static bool IsSame(CaseEvent proposed, CaseEvent decided, DecisionChoice choice) => choice switch
    {
        DecisionChoice.Confirm =>
            decided.Kind is CaseEventKind.Extended or CaseEventKind.Closed or CaseEventKind.Confirmed && decided.To == proposed.To,
        DecisionChoice.Decline => decided.Kind == CaseEventKind.Declined,
        DecisionChoice.Extend => decided.Kind == CaseEventKind.Extended,
        DecisionChoice.Escalate => decided.Kind == CaseEventKind.Confirmed && decided.To > decided.From,
        DecisionChoice.Close => decided.Kind == CaseEventKind.Closed,
        DecisionChoice.Done => decided.Kind == CaseEventKind.Done,
        DecisionChoice.GrantLeave or DecisionChoice.GrantForPerformance or DecisionChoice.GrantPartTime or DecisionChoice.RefuseLeave =>
            decided.Kind == CaseEventKind.LeaveDecided,
        _ => decided.Kind == CaseEventKind.Penalty
            && decided.What.StartsWith(PenaltyDescription.Opening(choice), StringComparison.Ordinal),
    };
}
