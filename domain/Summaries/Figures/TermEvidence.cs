using AttendanceFunctions.Domain.Messages.Ledger;

namespace AttendanceFunctions.Domain.Summaries.Figures;

/// <summary>
/// What the product has on record of a school's term, in counts, as evidence beside the sentences of its policy (domain 0.19). It counts
/// what was done, and says nothing about any pupil.
/// </summary>
/// <param name="Letters">The letters that were prepared, by kind.</param>
/// <param name="Messages">The messages to parents that left, by kind.</param>
/// <param name="Entries">The entries in the logs of the children that stand, by kind.</param>
/// <param name="Done">Tasks that the product looks for: those that came up in the term, and how many of them somebody did.</param>
public sealed record TermEvidence(
    IReadOnlyDictionary<LetterKind, int> Letters, IReadOnlyDictionary<MessageKind, int> Messages, IReadOnlyDictionary<string, int> Entries,
    IReadOnlyDictionary<ProductOutput, WorkDone> Done)
{
    /// <summary>Nothing is on record.</summary>
    public static TermEvidence None { get; } = new(
        new Dictionary<LetterKind, int>(), new Dictionary<MessageKind, int>(), new Dictionary<string, int>(),
        new Dictionary<ProductOutput, WorkDone>());

    /// <summary>Counts what is on record.</summary>
    /// <param name="letters">The letters that were prepared in the term.</param>
    /// <param name="histories">The events of each pupil, corrected entries among them.</param>
    /// <param name="ledger">The rows of the school year.</param>
    public static TermEvidence Of(
        School school, SchoolTerm term, IEnumerable<LetterKind> letters, IEnumerable<IReadOnlyList<CaseEvent>> histories,
        IEnumerable<Case> cases, IEnumerable<Nudge> ledger)
    {
        var all = histories.ToList();
        bool IsIn(DateOnly day) => SchoolTerm.Of(school.Calendar, day) == term;
        var entries = all.SelectMany(CaseLog.Standing).Select(happened => happened.Entry!).Where(entry => IsIn(entry.On)).ToList();
        var events = all.SelectMany(history => history).Where(happened => IsIn(happened.On)).ToList();
        return new(
            Count(letters),
            Count(ledger.Where(nudge => HasLeft(nudge) && IsIn(nudge.FirstDay)).Select(nudge => nudge.Kind)),
            Count(entries.Select(entry => entry.Kind)),
            new Dictionary<ProductOutput, WorkDone>
            {
                [ProductOutput.Stages] = new(events.Count(happened => happened.IsMove && happened.To > happened.From), null),
                [ProductOutput.StageReview] = ReviewsOf(all, happened => DueOfStageReview(school, happened), IsIn),
                [ProductOutput.Monitoring] = ReviewsOf(all, happened => DueOfStepReview(school, happened), IsIn),
                [ProductOutput.Lateness] = DutiesOf(events, DutyOf(school.Policy, TriggerFact.Lateness)),
                [ProductOutput.Contacts] = DutiesOf(events, DutyOf(school.Policy, TriggerFact.Contacts)),
                [ProductOutput.Leave] = new(
                    events.Count(happened => happened.Kind == CaseEventKind.LeaveAsked),
                    events.Count(happened => happened.Kind == CaseEventKind.LeaveDecided)),
                [ProductOutput.History] = new(entries.Count, null),
                [ProductOutput.HomeVisits] = new(
                    cases.SelectMany(current => current.Contacts)
                        .Count(contact => contact.How == ContactMethod.Visited && IsIn(contact.On)),
                    null),
            });
    }

    /// <summary>What there is on record of a sentence, as text; empty where the product has nothing that it could count.</summary>
    public string Of(PolicyAction action) => (action.EntryKind, action.Fulfilment) switch
    {
        ({ } kind, _) => $"Entries of the kind {kind} in this term's logs: {Number(Entries, kind)}",
        (_, Fulfilment.ByLetter by) => $"Prepared in this term: {English.Count(Letters.GetValueOrDefault(by.Kind), "letter")}",
        (_, Fulfilment.ByMessage by) => $"Sent in this term: {English.Count(Messages.GetValueOrDefault(by.Kind), "message")}",
        (_, Fulfilment.ByOutput by) when Done.TryGetValue(by.Output, out var work) => InWords(by.Output, work),
        _ => "",
    };

    private static string InWords(ProductOutput output, WorkDone work) => output switch
    {
        ProductOutput.Stages => $"Moves to a stage of more concern in this term: {English.Number(work.CameUp)}",
        ProductOutput.History => $"Entries in this term's logs: {English.Number(work.CameUp)}",
        ProductOutput.HomeVisits => $"Visits on record in this term: {English.Number(work.CameUp)}",
        _ when work.OnTime is { } onTime =>
            $"Reviews due in this term: {English.Number(work.CameUp)}; held: {English.Number(work.Done ?? 0)}, "
            + $"on time: {English.Number(onTime)}",
        ProductOutput.Leave => $"Requests in this term: {English.Number(work.CameUp)}; answers: {English.Number(work.Done ?? 0)}",
        _ => $"Came up in this term: {English.Number(work.CameUp)}; done: {English.Number(work.Done ?? 0)}",
    };

    private static string Number(IReadOnlyDictionary<string, int> counts, string kind) => English.Number(counts.GetValueOrDefault(kind));

    private static Dictionary<T, int> Count<T>(IEnumerable<T> all)
        where T : notnull => all.CountBy(one => one).ToDictionary(count => count.Key, count => count.Value);

    private static bool HasLeft(Nudge nudge) =>
        nudge.State is NudgeState.Accepted or NudgeState.Delivered or NudgeState.Undeliverable;

    /// <summary>The duty of a policy's trigger, as its events begin; null where the policy has no such trigger.</summary>
    private static string? DutyOf(Policy policy, TriggerFact fact) =>
        policy.Triggers.FirstOrDefault(trigger => trigger.Fact == fact)?.Duty.What;

    /// <summary>The reviews that were due in the term, and how many were held, by their day or later.</summary>
    /// <param name="dueOf">The last day on which the review that an event raised is in time; null for other events.</param>
    private static WorkDone ReviewsOf(
        IEnumerable<IReadOnlyList<CaseEvent>> histories, Func<CaseEvent, DateOnly?> dueOf, Func<DateOnly, bool> isIn)
    {
        var reviews =
            from history in histories
            from raised in history
            let due = dueOf(raised)
            where due is { } day && isIn(day)
            let after = history.Where(happened => happened.Key == raised.Key && happened != raised).ToList()
            where !after.Exists(happened => happened.Kind == CaseEventKind.Withdrawn)
            select (Due: due.Value, Held: after.Find(happened => IsHolding(happened.Kind))?.On);
        var all = reviews.ToList();
        return new(all.Count, all.Count(review => review.Held is not null))
        {
            OnTime = all.Count(review => review.Held <= review.Due),
        };
    }

    private static bool IsHolding(CaseEventKind kind) => kind is CaseEventKind.Done or CaseEventKind.Confirmed or CaseEventKind.Declined
        or CaseEventKind.Extended or CaseEventKind.Closed;

    /// <summary>The last day of the regular review of a stage's pupils.</summary>
    private static DateOnly? DueOfStageReview(School school, CaseEvent happened) =>
        happened.Kind == CaseEventKind.Due && happened.What.StartsWith(Duty.ReviewOf, StringComparison.OrdinalIgnoreCase)
        && school.Policy.FindStage(happened.From) is { Review: { } review }
            ? school.Calendar.SchoolDayAfter(happened.On, ReviewDays.DaysToHold(review)) : null;

    /// <summary>The last day on which the review of an agreed step is in time: later it counts as overdue.</summary>
    private static DateOnly? DueOfStepReview(School school, CaseEvent happened) =>
        happened.Kind == CaseEventKind.Proposed
        && school.Policy.FindStage(happened.From) is { NeedsPerson: true, Monitoring: not null }
        && !happened.What.EndsWith(ProcessRules.NoFurtherAction, StringComparison.Ordinal)
            ? school.Calendar.SchoolDayAfter(happened.On, WorkCounts.SchoolDays) : null;

    private static WorkDone DutiesOf(List<CaseEvent> events, string? duty)
    {
        var raised = events.Where(happened => happened.Kind == CaseEventKind.Due && duty is not null
            && happened.What.StartsWith(duty, StringComparison.OrdinalIgnoreCase)).ToList();
        var keys = raised.Select(happened => happened.Key).ToHashSet();
        return new(raised.Count, events.Count(happened => happened.Kind == CaseEventKind.Done && keys.Contains(happened.Key)));
    }
}

/// <summary>Tasks of a term.</summary>
/// <param name="CameUp">How often something came up.</param>
/// <param name="Done">How often somebody did what it asked for; null where it asks for nothing.</param>
public sealed record WorkDone(int CameUp, int? Done)
{
    /// <summary>Of reviews, how many were held by the last day on which they were in time; null for other tasks.</summary>
    public int? OnTime { get; init; }
}
