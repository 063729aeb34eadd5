using AttendanceFunctions.Functions.Office.Pages;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Functions.Office;

/// <summary>The forms by which people enter what they did about a child. Each leads back to the child's page.</summary>
public sealed class EntryPages(
    Entering entering, ChildEntries besides, ChildPages children, ChildKeys keys, AccessLog access, TimeProvider time)
{
    public static SchoolPage Ticks { get; } = new("A child's checklist", StaffRight.Decide);

    public static SchoolPage Log { get; } = new("An entry in a child's log", StaffRight.Decide);

    public static SchoolPage Leave { get; } = new("A request for leave", StaffRight.Decide);

    public static SchoolPage Reason { get; } = new("A reason for a child's absence", StaffRight.Decide);

    public static SchoolPage Circumstance { get; } = new("A child's circumstance", StaffRight.Decide);

    public static SchoolPage Letter { get; } = new("A letter that was made", StaffRight.Decide);

    /// <summary>What was agreed counts for the review, so it is formal.</summary>
    public static SchoolPage Agreed { get; } = new("An agreement about a child", StaffRight.DecideFormally);

    /// <summary>Ticks actions of the checklist off: done, or not to be done for a reason.</summary>
    public Task<IResult> TickAsync(SchoolVisit visit, CancellationToken cancellationToken) => EnterAsync(
        visit, Ticks, _ => new(EntryFields.ChecklistForm, ""),
        (upn, form, token) =>
        {
            var (author, today) = (visit.Author, London.DateAt(time.GetUtcNow()));
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

    /// <summary>Writes down that a family asked for leave of absence.</summary>
    public Task<IResult> AskForLeaveAsync(SchoolVisit visit, CancellationToken cancellationToken) => EnterAsync(
        visit, Leave, _ => new(EntryFields.LeaveForm, ""),
        (upn, form, token) => DayOf(form, EntryFields.From) is { } from && DayOf(form, EntryFields.To) is { } to
            ? entering.AskForLeaveAsync(
                visit, upn,
                new(English.OneLine(form[EntryFields.AskedBy].ToString()), from, to, English.OneLine(form[EntryFields.Reason].ToString())),
                visit.Author, token)
            : Task.FromResult<string?>("Give the first and the last day of the leave."),
        cancellationToken);

    /// <summary>Writes down why a child is absent, as the family told it.</summary>
    public Task<IResult> TellReasonAsync(SchoolVisit visit, CancellationToken cancellationToken) => EnterAsync(
        visit, Reason, form => Filled(EntryFields.ReasonForm, form),
        (upn, form, token) => DayOf(form, EntryFields.From) is { } from && DayOf(form, EntryFields.To) is { } to
            ? besides.TellReasonAsync(
                visit, upn,
                new(
                    English.OneLine(form[EntryFields.ToldBy].ToString()), from, to, form[EntryFields.Code].ToString(),
                    English.OneLine(form[EntryFields.Reason].ToString())),
                token)
            : Task.FromResult<string?>("Give the first and the last day of the absence."),
        cancellationToken);

    /// <summary>Puts a circumstance on file, or ends it.</summary>
    public Task<IResult> NoteCircumstanceAsync(SchoolVisit visit, CancellationToken cancellationToken) => EnterAsync(
        visit, Circumstance, form => Filled(EntryFields.CircumstanceForm, form),
        (upn, form, token) => form[EntryFields.Do].ToString() switch
        {
            EntryFields.PutOnFile => besides.PutOnFileAsync(visit, upn, English.OneLine(form[EntryFields.Text].ToString()), token),
            EntryFields.End => besides.EndAsync(visit, upn, English.OneLine(form[EntryFields.Reason].ToString()), token),
            _ => Task.FromResult<string?>("Say whether a circumstance is put on file or ends."),
        },
        cancellationToken);

    /// <summary>Makes a letter about the child now.</summary>
    public Task<IResult> MakeLetterAsync(SchoolVisit visit, CancellationToken cancellationToken) => EnterAsync(
        visit, Letter, form => Filled(EntryFields.LetterForm, form),
        (upn, form, token) => LetterKinds.ByName.TryGetValue(form[EntryFields.Letter].ToString(), out var kind)
            ? besides.MakeLetterAsync(visit, upn, kind, token)
            : Task.FromResult<string?>("Choose a letter."),
        cancellationToken);

    /// <summary>Writes an entry into the log, or one that corrects another.</summary>
    public Task<IResult> WriteAsync(SchoolVisit visit, CancellationToken cancellationToken) => EnterAsync(
        visit, Log, form => new(EntryFields.LogForm, "") { Draft = DraftOf(form) },
        async (upn, form, token) =>
            DraftOf(form) is not { } draft || draft.Read() is not { } entry
                ? "The day or the time cannot be read: give the day on which it happened, and the time or none."
                : new[] { entry.Present, entry.Text, entry.Outcome }.FirstOrDefault(text => !SchoolText.Note.Allows(text)) is { } bad
                    ? SchoolText.Note.Fault("The entry", bad)
                : await entering.WriteAsync(visit, upn, entry, visit.Author, token),
        cancellationToken);

    /// <summary>Records what a meeting about a formal step agreed.</summary>
    public Task<IResult> AgreeAsync(SchoolVisit visit, CancellationToken cancellationToken) => EnterAsync(
        visit, Agreed,
        form => Filled(EntryFields.AgreementForm, form),
        (upn, form, token) => Read(form, visit.Author) switch
        {
            (_, { } fault) => Task.FromResult<string?>(fault),
            var (agreement, _) => entering.AgreeAsync(visit, upn, agreement!, token),
        },
        cancellationToken);

    /// <summary>The agreement of a form, or what is wrong with it. Its texts stand in a letter to the family.</summary>
    private static (Agreement? Agreement, string? Fault) Read(IFormCollection form, Author by)
    {
        string Of(string name) => English.OneLine(form[name].ToString());
        var lines = Enumerable.Range(1, Agreement.MostActions)
            .Select(number => (What: Of(EntryFields.What(number)), Who: Of(EntryFields.Who(number)), By: Of(EntryFields.By(number))))
            .Where(line => line.What.Length + line.Who.Length + line.By.Length > 0).ToList();
        var target = default(Percentage);
        var wrong = lines.SelectMany(line => new[] { line.What, line.Who }).Append(Of(EntryFields.AgreedBy))
            .FirstOrDefault(text => !SchoolText.Place.Allows(text));
        var fault = wrong is not null ? SchoolText.Place.Fault("The text", wrong)
            : DayOf(form) is null ? "Give the day of the meeting."
            : new[] { Of(EntryFields.Review) }.Concat(lines.Select(line => line.By))
                .Any(text => text.Length > 0 && Dates.Read(text) is null) ? "A day cannot be read: give it as a day, or leave it empty."
            : Of(EntryFields.Target) is { Length: > 0 } percent
                && !(decimal.TryParse(percent, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                    && Percentage.TryOf(number, out target))
                ? "The target is a number of per cent from 0 to 100, with two decimals at most."
            : null;
        return fault is not null ? (null, fault) : (
            new(
                DayOf(form)!.Value, Of(EntryFields.Target).Length > 0 ? target : null,
                [.. lines.Select(line => new AgreedAction(line.What, line.Who, Dates.Read(line.By)))], Dates.Read(Of(EntryFields.Review)),
                Of(EntryFields.AgreedBy), by), null);
    }

    /// <summary>A form that is refused, as it was filled in.</summary>
    private static Refused Filled(string part, IFormCollection form) => new(part, "")
    {
        Fields = form.ToDictionary(field => field.Key, field => English.OneLine(field.Value.ToString()), StringComparer.Ordinal),
    };

    private static LogDraft DraftOf(IFormCollection form)
    {
        string Of(string name) => English.OneLine(form[name].ToString());
        return new(
            Of(EntryFields.Kind), Of(EntryFields.On), Of(EntryFields.At), Of(EntryFields.Present), Of(EntryFields.Text),
            Of(EntryFields.Outcome), form[EntryFields.Referral] == "yes", Of(EntryFields.Corrects));
    }

    /// <param name="refused">The form that is refused, as it comes back, without the reason.</param>
    /// <param name="enter">Enters it, and says why it was refused.</param>
    private async Task<IResult> EnterAsync(
        SchoolVisit visit, SchoolPage page, Func<IFormCollection, Refused> refused,
        Func<Upn, IFormCollection, CancellationToken, Task<string?>> enter, CancellationToken cancellationToken)
    {
        var school = visit.School.Id;
        if (await keys.FindAsync(school, visit.ChildKey, cancellationToken) is not { } upn)
        {
            return await children.ShowAsync(visit, cancellationToken);
        }

        await access.WriteAsync(visit.Person, school, page.Name, AccessOutcome.Seen, upn, cancellationToken);
        var form = await visit.Request.ReadFormAsync(cancellationToken);
        return await enter(upn, form, cancellationToken) is { } refusal
            ? await children.ShowAsync(visit, refused(form) with { Sentence = refusal }, cancellationToken)
            : new SeeOther($"{OfficePaths.Child(school, OpaqueKey.Parse(visit.ChildKey))}?{OfficePaths.DoneQuery}=yes");
    }

    private static DateOnly? DayOf(IFormCollection form, string field = EntryFields.On) => Dates.Read(form[field].ToString());

    private static CaseKey[] KeyOf(string text) => CaseKey.TryParse(text, out var key) ? [key] : [];
}
