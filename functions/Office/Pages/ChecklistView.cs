using AttendanceFunctions.Functions.Worklists;

namespace AttendanceFunctions.Functions.Office.Pages;

/// <summary>Actions of one doer that are due on one day: one duty, of which each sentence is ticked off on its own.</summary>
/// <param name="Role">Who does them; empty where the policy names nobody in particular.</param>
public sealed record ChecklistGroup(string Role, DateOnly Due, IReadOnlyList<ChecklistItem> Items);

/// <summary>What the product does of a stage's actions.</summary>
/// <param name="State">What became of it, with the day, as a clause.</param>
public sealed record ProductLine(string Text, string State);

/// <summary>The checklist of a stage or trigger, as the child's page shows it.</summary>
/// <param name="Name">The policy's name for the stage or trigger.</param>
/// <param name="Since">Since when it applies to the child.</param>
/// <param name="Roles">Who is responsible for it.</param>
/// <param name="Open">What is to be done, the earliest first.</param>
/// <param name="Ticked">What was ticked off.</param>
/// <param name="ByProduct">What the product does of it.</param>
public sealed record ChecklistPart(
    string Name, DateOnly Since, IReadOnlyList<string> Roles, IReadOnlyList<ChecklistGroup> Open, IReadOnlyList<ChecklistItem> Ticked,
    IReadOnlyList<ProductLine> ByProduct)
{
    /// <summary>The checklists of a child's case: of its stage, and of the triggers that were raised.</summary>
    public static IReadOnlyList<ChecklistPart> AllOf(ChildView view)
    {
        if (view.Case is not { } current)
        {
            return [];
        }

        var policy = view.School.Policy;
        var stage = current.Step is { } step && step.Stage <= policy.Stages.Count
            ? new[] { Of(view, policy.StageAt(step.Stage), step.On, current.Checklist.Where(item => item.Stage == step.Stage)) }
            : [];
        var triggers = from raised in current.RaisedTriggers
                       from trigger in policy.Triggers
                       where trigger.Fact == raised.Fact
                       select Of(
                           view, trigger.Name, raised.On, trigger.Roles, trigger.Actions,
                           current.Checklist.Where(item => item.Trigger == raised.Fact));
        return [.. stage.Concat(triggers).Where(part => part.Open.Count + part.Ticked.Count + part.ByProduct.Count > 0)];
    }

    private static ChecklistPart Of(ChildView view, Stage stage, DateOnly since, IEnumerable<ChecklistItem> items) =>
        Of(view, stage.Name, since, stage.Roles, stage.Actions, items);

    private static ChecklistPart Of(
        ChildView view, string name, DateOnly since, IReadOnlyList<string> roles, IEnumerable<PolicyAction> actions,
        IEnumerable<ChecklistItem> items)
    {
        var all = items.ToList();
        return new(
            name, since, roles,
            [
                .. all.Where(item => item.IsOpen).GroupBy(item => (item.Role, item.Due))
                    .OrderBy(group => group.Key.Due).ThenBy(group => group.Key.Role, StringComparer.Ordinal)
                    .Select(group => new ChecklistGroup(group.Key.Role, group.Key.Due, [.. group])),
            ],
            [.. all.Where(item => !item.IsOpen).OrderByDescending(item => item.Tick!.On)],
            [
                .. from action in actions
                   where action.Subject != ActionSubject.Trust
                   let state = StateOf(view, action.Fulfilment, since)
                   where state is not null
                   select new ProductLine(action.ToString(), state),
            ]);
    }

    /// <summary>What the product did of an action, by the case's history and the ledger of messages; null if people do it.</summary>
    private static string? StateOf(ChildView view, Fulfilment fulfilment, DateOnly since) => fulfilment switch
    {
        Fulfilment.ByLetter letter =>
            view.Log.FirstOrDefault(happened => happened.On >= since && happened.Letters.Contains(letter.Kind)) is { } made
                ? $"{letter.Kind.TitleOf()}: prepared on {English.Day(made.On)}" : $"{letter.Kind.TitleOf()}: not prepared yet",
        Fulfilment.ByMessage message =>
            view.Messages.FirstOrDefault(nudge => nudge.Kind == message.Kind && nudge.PlannedOn >= since) is { } nudge
                ? $"{MessageWords.Title(nudge.Kind)}: {MessageWords.Outcome(nudge)} on {English.Day(DayOf(nudge))}"
                : $"{MessageWords.Title(message.Kind)}: not yet",
        Fulfilment.ByOutput { Output: ProductOutput.StageReview } when view.Case?.ReviewedOn is { } reviewed =>
            $"asked for in the worklist, last on {English.Day(reviewed)}",
        Fulfilment.ByOutput output => $"done since {English.Day(since)}. {ReviewSheet.WhereToSee(output.Output)}",
        _ => null,
    };

    private static DateOnly DayOf(Nudge nudge) => nudge.MovedAt is { } at ? London.DateAt(at) : nudge.PlannedOn;
}
