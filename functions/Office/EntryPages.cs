using AttendanceFunctions.Functions.Office.Pages;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Functions.Office;

/// <summary>The forms by which people enter what they did about a child. Each leads back to the child's page.</summary>
public sealed class EntryPages(Entering entering, ChildPages children, ChildKeys keys, AccessLog access, TimeProvider time)
{
    public static SchoolPage Ticks { get; } = new("A child's checklist", StaffRight.Decide);

    /// <summary>Ticks actions of the checklist off: done, or not to be done for a reason.</summary>
    public Task<IResult> TickAsync(SchoolVisit visit, CancellationToken cancellationToken) => EnterAsync(
        visit, Ticks, EntryFields.ChecklistForm,
        (upn, form, token) =>
        {
            var (author, today) = (AuthorOf(visit), London.DateAt(time.GetUtcNow()));
            var (doneOn, note) = (DayOf(form) ?? today, English.OneLine(form[EntryFields.Note].ToString()));
            var done = from text in form[EntryFields.Done].OfType<string>()
                       from key in KeyOf(text)
                       select new TickedAction(key, new(doneOn, IsDone: true, author, note));
            var not = from field in form
                      where field.Key.StartsWith(EntryFields.BecausePrefix, StringComparison.Ordinal)
                      let because = English.OneLine(field.Value.ToString())
                      where because.Length > 0
                      from key in KeyOf(field.Key[EntryFields.BecausePrefix.Length..])
                      select new TickedAction(key, new(today, IsDone: false, author, because));
            var ticks = done.Concat(not).ToList();
            return ticks.Count == 0 ? Task.FromResult<string?>("Nothing was ticked. Tick what was done, and send it again.")
                : ticks.DistinctBy(tick => tick.Key).Count() < ticks.Count
                    ? Task.FromResult<string?>("An action was ticked as done and has a reason why it does not apply: give one of them.")
                : ticks.Find(tick => !SchoolText.Note.Allows(tick.Tick.Note)) is { } bad
                    ? Task.FromResult<string?>(SchoolText.Note.Fault("Note", bad.Tick.Note))
                : entering.TickAsync(visit, upn, ticks, token);
        },
        cancellationToken);

    public static SchoolPage Leave { get; } = new("A request for leave", StaffRight.Decide);

    /// <summary>Writes down that a family asked for leave of absence.</summary>
    public Task<IResult> AskForLeaveAsync(SchoolVisit visit, CancellationToken cancellationToken) => EnterAsync(
        visit, Leave, EntryFields.LeaveForm,
        (upn, form, token) => DayOf(form, EntryFields.From) is { } from && DayOf(form, EntryFields.To) is { } to
            ? entering.AskForLeaveAsync(
                visit, upn,
                new(English.OneLine(form[EntryFields.AskedBy].ToString()), from, to, English.OneLine(form[EntryFields.Reason].ToString())),
                AuthorOf(visit), token)
            : Task.FromResult<string?>("Give the first and the last day of the leave."),
        cancellationToken);

    private async Task<IResult> EnterAsync(
        SchoolVisit visit, SchoolPage page, string form, Func<Upn, IFormCollection, CancellationToken, Task<string?>> enter,
        CancellationToken cancellationToken)
    {
        var school = visit.School.Id;
        if (await keys.FindAsync(school, visit.ChildKey, cancellationToken) is not { } upn)
        {
            return await children.ShowAsync(visit, cancellationToken);
        }

        await access.WriteAsync(visit.Person, school, page.Name, AccessOutcome.Seen, upn, cancellationToken);
        return await enter(upn, await visit.Request.ReadFormAsync(cancellationToken), cancellationToken) is { } refusal
            ? await children.ShowAsync(visit, new Refused(form, refusal), cancellationToken)
            : new SeeOther($"{OfficePaths.Child(school, OpaqueKey.Parse(visit.ChildKey))}?{OfficePaths.DoneQuery}=yes");
    }

    private static Author.SignedIn AuthorOf(SchoolVisit visit) => new(visit.Person.Name, visit.Person.SignInName);

    private static DateOnly? DayOf(IFormCollection form, string field = EntryFields.On) => DateOnly.TryParseExact(
        form[field].ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static CaseKey[] KeyOf(string text) => CaseKey.TryParse(text, out var key) ? [key] : [];
}
