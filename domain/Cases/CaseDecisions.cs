using AttendanceFunctions.Domain.Policies;
using AttendanceFunctions.Domain.Text;

namespace AttendanceFunctions.Domain.Cases;

/// <summary>Takes down what people decided, for the next night to carry out, or says why it cannot be.</summary>
public static class CaseDecisions
{
    /// <summary>The words of a worklist's Decision column.</summary>
    public static IReadOnlyDictionary<string, DecisionChoice> Words { get; } = new[]
    {
        DecisionChoice.Confirm, DecisionChoice.Decline, DecisionChoice.Extend, DecisionChoice.Escalate, DecisionChoice.Close, DecisionChoice.Done, DecisionChoice.NoticeIssued,
    }.ToDictionary(InWords, StringComparer.OrdinalIgnoreCase);

    public static string InWords(this DecisionChoice word) => word == DecisionChoice.NoticeIssued ? "notice issued" : word.ToString().ToLowerInvariant();

    /// <summary>Takes a decision down.</summary>
    /// <param name="policy">The school's policy.</param>
    /// <param name="current">The pupil's case.</param>
    /// <param name="history">The case's events.</param>
    /// <param name="decision">What was decided.</param>
    /// <returns>The case with the decision; the same case where it was taken down before; and why it cannot be taken, empty if it was.</returns>
    public static (Case After, string Reason) TakeDown(Policy policy, Case current, IEnumerable<CaseEvent> history, Decision decision)
    {
        var allowed = CaseProposals.Allowed(policy, current, decision.Key);
        if (allowed.Count == 0)
        {
            return (current, ReasonInHistory(history, decision));
        }

        var word = decision.Key == current.Proposal.Key && decision.Word == CaseProposals.Meaning(current.Proposal, DecisionChoice.Confirm)
            ? DecisionChoice.Confirm
            : decision.Word;
        if (!allowed.Contains(word))
        {
            return (current, $"\"{decision.Word.InWords()}\" cannot be decided here; allowed: {string.Join(", ", allowed.Select(InWords))}.");
        }

        return current.Decided.FirstOrDefault(other => other.Key == decision.Key) is not { } earlier
            ? (current with { Decided = [.. current.Decided, decision with { Word = word }] }, "")
            : earlier.Word == word && earlier.By == decision.By
                ? (current, "")
                : (current, $"It was decided already, by {earlier.By}: {earlier.Word.InWords()}. The next night carries that out.");
    }

    /// <summary>The same worklist once more, with further rows filled in, is no second decision; anything else about what is over is refused.</summary>
    private static string ReasonInHistory(IEnumerable<CaseEvent> history, Decision decision)
    {
        var about = history.Where(happened => happened.Key == decision.Key).OrderBy(happened => happened.Number).ToList();
        var last = about.LastOrDefault();
        return last?.Kind switch
        {
            null => "The key is in no case; copy the row from the worklist as it stands.",
            CaseEventKind.Withdrawn => $"It was withdrawn on {English.Day(last.On)}: look at the newest worklist.",
            CaseEventKind.Proposed or CaseEventKind.Due => "It stands open no longer, since the case moved on: look at the newest worklist.",
            _ when last.By == decision.By && IsSame(about[0], last, decision.Word) => "",
            _ => $"It was decided already, by {last.By} on {English.Day(last.On)}.",
        };
    }

    private static bool SaysNotice(CaseEvent decided) => decided.What.EndsWith(CaseDescription.NoticeIssued, StringComparison.Ordinal);

    private static bool IsSame(CaseEvent proposed, CaseEvent decided, DecisionChoice word) => word switch
    {
        DecisionChoice.Confirm => decided.Kind is CaseEventKind.Extended or CaseEventKind.Closed or CaseEventKind.Confirmed && decided.To == proposed.To,
        DecisionChoice.Decline => decided.Kind == CaseEventKind.Declined,
        DecisionChoice.Extend => decided.Kind == CaseEventKind.Extended,
        DecisionChoice.Escalate => decided.Kind == CaseEventKind.Confirmed && decided.To > decided.From,
        DecisionChoice.Close => decided.Kind == CaseEventKind.Closed,
        DecisionChoice.Done => decided.Kind == CaseEventKind.Done && !SaysNotice(decided),
        DecisionChoice.NoticeIssued => decided.Kind == CaseEventKind.Done && SaysNotice(decided),
        _ => false,
    };
}
