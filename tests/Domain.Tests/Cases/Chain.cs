using AttendanceFunctions.Domain.Cases;
using AttendanceFunctions.Domain.Policies;

namespace AttendanceFunctions.Tests.Domain.Cases;

/// <summary>Follows a case's history from its first event on, and fails where the case is not what its history says.</summary>
internal static class Chain
{
    private static readonly HashSet<CaseEventKind> ByPeople =
    [
        CaseEventKind.Confirmed, CaseEventKind.Declined, CaseEventKind.Extended, CaseEventKind.Closed, CaseEventKind.Done,
        CaseEventKind.Penalty, CaseEventKind.Ticked, CaseEventKind.Logged,
        CaseEventKind.Agreed, CaseEventKind.ReasonTold, CaseEventKind.Circumstance, CaseEventKind.LetterMade,
        CaseEventKind.LeaveAsked, CaseEventKind.LeaveDecided,
    ];

    private static readonly HashSet<CaseEventKind> Moves =
        [CaseEventKind.Entered, CaseEventKind.Improved, CaseEventKind.Confirmed, CaseEventKind.Closed, CaseEventKind.EndedByAge];

    public static void Explains(Policy policy, Case current, IReadOnlyList<CaseEvent> history)
    {
        Assert.Equal(Enumerable.Range(1, current.EventCount), history.Select(happened => happened.Number));
        Assert.Equal(history.Select(happened => happened.On).Order(), history.Select(happened => happened.On));
        Assert.All(history.Where(happened => happened.Kind != CaseEventKind.Withdrawn), happened =>
            Assert.Equal(ByPeople.Contains(happened.Kind), happened.By is not null));
        Steps(policy, current, history);
        Proposals(current, history);
        Duties(current, history);
        Agreements(current, history);
        Leave(current, history);
        Assert.Equal(
            history.LastOrDefault(happened => happened.Kind is CaseEventKind.Paused or CaseEventKind.Resumed)?.Kind == CaseEventKind.Paused,
            current.IsPaused);
        if (current.IsInformalByAge)
        {
            Assert.Contains(history, happened => happened.Kind == CaseEventKind.Informal);
        }

        Assert.Equal(history.LastOrDefault(happened => happened.Kind == CaseEventKind.Closed)?.On, current.ClosedOn);
    }

    /// <summary>
    /// From and To lead from the ladder's top, or from where the last year ended, to where the case stands, and into a formal stage only by
    /// a person's word.
    /// </summary>
    private static void Steps(Policy policy, Case current, IReadOnlyList<CaseEvent> history)
    {
        var (stage, on, extensions) = (history is [{ Kind: CaseEventKind.NewYear } first, ..] ? first.From : 0, (DateOnly?)null, 0);
        foreach (var happened in history)
        {
            Assert.Equal(stage, happened.From);
            if (happened.Kind == CaseEventKind.NewYear)
            {
                (stage, on, extensions) = (happened.To, happened.To > 0 ? on : null, 0);
            }
            else if (Moves.Contains(happened.Kind))
            {
                Assert.True(
                    happened.Kind == CaseEventKind.Confirmed || !policy.IsFormal(happened.To), $"{happened.What}: nobody confirmed it.");
                (stage, on, extensions) = (happened.To, happened.To > 0 ? happened.On : null, 0);
            }
            else if (happened.Kind != CaseEventKind.Proposed)
            {
                Assert.Equal(stage, happened.To);
            }

            extensions += happened.Kind == CaseEventKind.Extended ? 1 : 0;
        }

        Assert.Equal((stage, on, extensions), (current.Stage, current.Step?.On, current.Step?.Extensions ?? 0));
    }

    /// <summary>At most one proposal stands open, and whatever came of one says its key.</summary>
    private static void Proposals(Case current, IReadOnlyList<CaseEvent> history)
    {
        CaseKey? open = null;
        foreach (var happened in history)
        {
            if (happened.Kind == CaseEventKind.Proposed)
            {
                Assert.Null(open);
                open = happened.Key;
            }
            else if (happened.Key == open)
            {
                open = null;
            }
        }

        Assert.Equal(open, current.Proposal?.Key);
        var raised = history.Where(happened => happened.Kind is CaseEventKind.Proposed or CaseEventKind.Due)
            .Select(happened => happened.Key)
            .ToList();
        Assert.DoesNotContain(null, raised);
        Assert.Equal(raised.Count, raised.Distinct().Count());
    }

    /// <summary>Whatever is to be done came up, and nobody did it yet.</summary>
    private static void Duties(Case current, IReadOnlyList<CaseEvent> history)
    {
        var due = history.Where(happened => happened.Kind == CaseEventKind.Due).Select(happened => happened.Key).ToList();
        var done = history.Where(happened => happened.Kind == CaseEventKind.Done).Select(happened => happened.Key).ToList();
        Assert.Equal(done.Count, done.Distinct().Count());
        Assert.All(done, key => Assert.Contains(key, due));
        Assert.All(current.Duties, duty => Assert.Contains((CaseKey?)duty.Key, due));
        Assert.DoesNotContain(current.Duties, duty => done.Contains(duty.Key));
        var ticked = history.Where(happened => happened.Kind == CaseEventKind.Ticked).Select(happened => happened.Key).ToList();
        Assert.Equal(ticked.Count, ticked.Distinct().Count());
        Assert.All(current.Checklist, item => Assert.Equal(item.Tick is not null, ticked.Contains(item.Key)));
        Assert.Equal(current.Checklist.Count, current.Checklist.Select(item => item.Key).Distinct().Count());
    }

    /// <summary>What was agreed was agreed at the present step, by somebody.</summary>
    private static void Agreements(Case current, IReadOnlyList<CaseEvent> history)
    {
        var moved = history.LastOrDefault(happened => Moves.Contains(happened.Kind))?.Number ?? 0;
        var agreed = history.LastOrDefault(happened => happened.Kind == CaseEventKind.Agreed && happened.Number > moved);
        Assert.Equal(current.Agreement is not null, agreed is not null);
        if (current.Agreement is { } agreement)
        {
            Assert.Contains(agreement.ToString(), agreed!.What, StringComparison.Ordinal);
        }
    }

    /// <summary>Each request for leave was asked once, and answered at most once.</summary>
    private static void Leave(Case current, IReadOnlyList<CaseEvent> history)
    {
        List<CaseKey?> Of(CaseEventKind kind) => [.. history.Where(happened => happened.Kind == kind).Select(happened => happened.Key)];
        Assert.Equal(current.Leave.Select(request => (CaseKey?)request.Key), Of(CaseEventKind.LeaveAsked));
        Assert.Equal(
            current.Leave.Where(request => request.Decided is not null).Select(request => (CaseKey?)request.Key).ToHashSet(),
            [.. Of(CaseEventKind.LeaveDecided)]);
    }
}
