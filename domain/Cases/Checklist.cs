namespace AttendanceFunctions.Domain.Cases;

/// <summary>What a person said about an action on a case's checklist.</summary>
/// <param name="On">The day on which it was done, or on which somebody saw that it does not apply.</param>
/// <param name="IsDone">Whether it was done; false if it does not apply.</param>
/// <param name="Note">Why it does not apply, or what there is to say; empty only if it was done.</param>
public sealed record Tick(DateOnly On, bool IsDone, Author By, string Note);

/// <summary>A sentence of the policy that a person fulfils, as it stands on a case (domain 0.19).</summary>
/// <param name="Stage">The stage at which it stands; 0 if it belongs to a trigger.</param>
/// <param name="Trigger">The trigger to which it belongs; null if it stands at a stage.</param>
/// <param name="Text">What is done.</param>
/// <param name="Role">Who does it; empty where the policy names nobody in particular.</param>
/// <param name="When">When the policy says that it is due.</param>
/// <param name="On">The night on which it came up.</param>
/// <param name="Due">The last day on which it is in time.</param>
/// <param name="Tick">What a person said about it; null while it is open.</param>
public sealed record ChecklistItem(
    CaseKey Key, int Stage, TriggerFact? Trigger, string Text, string Role, ActionDue When, DateOnly On, DateOnly Due, Tick? Tick)
{
    /// <summary>The kind of entry in the log that fulfils it; null if none does by itself.</summary>
    public string? EntryKind { get; init; }

    public bool IsOpen => Tick is null;

    /// <summary>Whether it comes up again, in each week, half term, term or year.</summary>
    public bool IsRepeated => When is ActionDue.Weekly or ActionDue.HalfTermly or ActionDue.Termly or ActionDue.Yearly;

    /// <summary>Whether it is open and its day has passed.</summary>
    public bool IsOverdue(DateOnly today) => IsOpen && Due < today;

    /// <summary>The sentence with who does it.</summary>
    public override string ToString() => Role.Length > 0 ? $"{Text} ({Role})" : Text;
}

/// <summary>What a person answers about one action on a checklist.</summary>
/// <param name="Key">The key of the action on the checklist.</param>
/// <param name="Tick">What the person says.</param>
public sealed record TickedAction(CaseKey Key, Tick Tick);

/// <summary>The checklist of a case: which of its actions are open, and what people may say about them.</summary>
public static class Checklist
{
    /// <summary>The fewest letters of a note that can be a reason.</summary>
    private const int LettersOfReason = 2;

    /// <summary>The answers by their words, without regard to case: whether the action was done.</summary>
    public static IReadOnlyDictionary<string, bool> ByWord { get; } =
        new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase) { ["done"] = true, ["does not apply"] = false };

    /// <summary>The part of the policy at which an action stands, in its words; "an earlier stage" where the policy has changed.</summary>
    public static string PlaceOf(Policy policy, ChecklistItem item) => item.Trigger is { } fact
        ? policy.Triggers.FirstOrDefault(trigger => trigger.Fact == fact)?.Name ?? "An earlier trigger"
        : item.Stage <= policy.Stages.Count ? policy.NameOf(item.Stage) : "An earlier stage";

    /// <summary>Ticks actions off, each on its own: one that is refused does not keep the others back.</summary>
    /// <param name="today">The day on which it is said; any day, also one without school.</param>
    /// <param name="isNightDone">Whether the night of that day has been worked out.</param>
    /// <returns>The case after it, and why some of them were refused, in sentences; a repetition changes nothing.</returns>
    public static (Case After, IReadOnlyList<string> Refusals) Tick(
        CaseNight today, Case before, bool isNightDone, IEnumerable<TickedAction> ticks)
    {
        var (progress, day, refusals) = (new CaseProgress(today, before), today.On(today.Night), new List<string>());
        foreach (var ticked in ticks)
        {
            var item = progress.Current.Checklist.FirstOrDefault(known => known.Key == ticked.Key);
            if (Refusal(item, ticked.Tick, today.Night) is { } refusal)
            {
                refusals.Add(refusal);
            }
            else if (item is { IsOpen: true })
            {
                progress.Tick(day, item, ticked.Tick);
            }
        }

        return (progress.Entered(before, isNightDone), refusals);
    }

    /// <summary>Why an answer cannot be recorded; null if it can, or if it was recorded before.</summary>
    private static string? Refusal(ChecklistItem? item, Tick tick, DateOnly today) => item switch
    {
        null => "The action is not on the checklist any more, because its stage has ended: look at the child's page.",
        { Tick: { } earlier } when earlier.By.Name != tick.By.Name || earlier.IsDone != tick.IsDone =>
            $"\"{item.Text}\" was ticked off already, for {English.Day(earlier.On)}, by {earlier.By.InWords()}.",
        _ when tick.On > today => $"\"{item.Text}\": the day is in the future; give the day on which it was done.",
        _ when tick.On < today.AddYears(-1) => $"\"{item.Text}\": the day is more than a year ago; give the day on which it was done.",
        _ when !tick.IsDone && tick.Note.Count(char.IsLetter) < LettersOfReason =>
            $"\"{item.Text}\": say in a few words why it does not apply.",
        _ => null,
    };
}

/// <summary>Puts the policy's actions on a case's checklist, and takes off what is no longer asked for.</summary>
internal static class ChecklistRules
{
    /// <summary>School days until an action is due where the policy gives neither it nor the stage's duties a number.</summary>
    private const int DueWithin = 10;

    /// <summary>Adds each action that is to be done now and was not added before. An action that is open is not added again.</summary>
    public static void Apply(CaseProgress progress, CaseDay day)
    {
        var (policy, current) = (day.Night.Policy, progress.Current);
        if (current.Step is { } step && step.Stage <= policy.Stages.Count)
        {
            var stage = policy.StageAt(step.Stage);
            var within = stage.Duties.Count > 0 ? stage.Duties.Max(duty => duty.WithinSchoolDays) : DueWithin;
            Add(progress, day, new(stage.Actions, step.Stage, null, step.On, within) { AsksAnew = stage.NeedsPerson });
        }

        foreach (var raised in current.RaisedTriggers)
        {
            if (policy.Triggers.FirstOrDefault(trigger => trigger.Fact == raised.Fact) is { } trigger)
            {
                Add(progress, day, new(trigger.Actions, 0, raised.Fact, raised.On, trigger.Duty.WithinSchoolDays));
            }
        }
    }

    private static void Add(CaseProgress progress, CaseDay day, Place place)
    {
        foreach (var action in place.Actions.Where(action => IsForPeople(action, day)))
        {
            var known = progress.Current.Checklist.Where(item => place.Has(item, action)).ToList();
            if (!known.Exists(item => item.IsOpen) && IsWanted(progress, day, place, action, known))
            {
                progress.Update(current => current with
                {
                    Checklist =
                    [
                        .. current.Checklist, new(
                            KeyOf(current.Upn, place, action, day.Date), place.Stage, place.Trigger, action.Text, action.Role, action.Due,
                            day.Date, DueOn(progress, day, action, place.Within), Tick: null)
                        {
                            EntryKind = action.EntryKind,
                        },
                    ],
                });
            }
        }
    }

    /// <summary>Whether people tick an action off with a pupil: the trust's own part is in its reviews.</summary>
    private static bool IsForPeople(PolicyAction action, CaseDay day) =>
        action.Fulfilment is Fulfilment.ByPerson && action.Subject != ActionSubject.Trust
        && (day.IsOfCompulsoryAge || !action.CompulsoryAgeOnly);

    /// <summary>Whether an action that is not open comes up now.</summary>
    /// <param name="known">The same action as it stood on the case before, ticked off.</param>
    private static bool IsWanted(CaseProgress progress, CaseDay day, Place place, PolicyAction action, List<ChecklistItem> known) =>
        // A repeated action was done in the period to which the day of its tick belongs.
        StartOfPeriod(day, action.Due) is { } start
            ? !known.Exists(item => item.Tick!.On >= start)
            // Another one comes up once for each time the stage begins; an informal stage does not repeat what was done in the half term.
            : !known.Exists(item =>
                item.On >= place.Since || (!place.AsksAnew && item.Tick!.On >= progress.HalfTermStart(place.Since)));

    /// <summary>The first day of the period of a repeated action; null for one that is not repeated.</summary>
    private static DateOnly? StartOfPeriod(CaseDay day, ActionDue due) => due switch
    {
        ActionDue.Weekly => SchoolCalendar.MondayOf(day.Date),
        ActionDue.HalfTermly => day.Night.Calendar.TryFindHalfTerm(day.Date, out var halfTerm) ? halfTerm.From : day.Date,
        ActionDue.Termly => TermOf(day.Night.Calendar, day.Date) is [var first, ..] ? first.From : day.Date,
        ActionDue.Yearly => AcademicYear.Of(day.Date).FirstDay,
        _ => null,
    };

    private static DateOnly DueOn(CaseProgress progress, CaseDay day, PolicyAction action, int within) =>
        LastOfPeriod(day.Night.Calendar, day.Date, action.Due) is { } last
            // What begins on the last day of a period is due with the next one.
            ? last > day.Date ? last
                : day.Night.Calendar.NextSchoolDay(day.Date) is { } next
                    ? LastOfPeriod(day.Night.Calendar, next, action.Due) ?? next : day.Date
            : progress.DueOn(day.Date, action.WithinSchoolDays ?? within);

    /// <summary>The last school day of the period of a repeated action; null for one that is not repeated.</summary>
    private static DateOnly? LastOfPeriod(SchoolCalendar calendar, DateOnly date, ActionDue due)
    {
        DateOnly? end = due switch
        {
            ActionDue.Weekly => SchoolCalendar.MondayOf(date).AddDays(6),
            ActionDue.HalfTermly => calendar.TryFindHalfTerm(date, out var halfTerm) ? halfTerm.To : date,
            ActionDue.Termly => TermOf(calendar, date) is [.., var second] ? second.To : date,
            ActionDue.Yearly => AcademicYear.Of(date).LastDay,
            _ => null,
        };
        return end is { } last ? calendar.SchoolDaysBackFrom(last).FirstOrDefault(date) : null;
    }

    /// <summary>The half terms of a date's term, in order.</summary>
    private static List<HalfTerm> TermOf(SchoolCalendar calendar, DateOnly date) =>
        SchoolTerm.Of(calendar, date) is { } term ? [.. calendar.HalfTerms.Where(halfTerm => SchoolTerm.Of(halfTerm) == term)] : [];

    private static CaseKey KeyOf(Upn upn, Place place, PolicyAction action, DateOnly on) => CaseKey.Of(
        "action", upn.ToString(), place.Stage.ToString(CultureInfo.InvariantCulture), $"{place.Trigger}", action.Role, action.Text,
        on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>A part of the policy that applies to the case now.</summary>
    /// <param name="Since">Since when.</param>
    /// <param name="Within">School days until an action is due that says nothing else.</param>
    private sealed record Place(IReadOnlyList<PolicyAction> Actions, int Stage, TriggerFact? Trigger, DateOnly Since, int Within)
    {
        /// <summary>Whether all is asked for each time it begins, as when a person confirms a step.</summary>
        public bool AsksAnew { get; init; }

        public bool Has(ChecklistItem item, PolicyAction action) =>
            (item.Stage, item.Trigger, item.Text, item.Role) == (Stage, Trigger, action.Text, action.Role);
    }
}
