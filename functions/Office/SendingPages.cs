using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Messages.Ledger;
using AttendanceFunctions.Functions.Office.Pages;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Functions.Office;

/// <summary>The page on which all sending is paused, and goes on again.</summary>
public sealed class SendingPages(SendingPauses pauses, NudgeLedger ledger, TimeProvider time)
{
    /// <summary>The most changes that are shown.</summary>
    private const int MostChanges = 100;

    public static TrustWidePage Sending { get; } = new("Sending", StaffRight.PauseSending);

    public static TrustWidePage Change { get; } = new("To pause all sending, or to end the pause", StaffRight.PauseSending);

    /// <summary>Shows whether messages leave, what waits, and who paused when and why.</summary>
    public Task<IResult> ShowAsync(Visit visit, CancellationToken cancellationToken) => ShowAsync(visit, refusal: "", cancellationToken);

    /// <summary>Pauses all sending, or ends the pause that the form names.</summary>
    public async Task<IResult> ChangeAsync(Visit visit, CancellationToken cancellationToken)
    {
        var form = await visit.Request.ReadFormAsync(cancellationToken);
        var (why, ends) = (English.OneLine(form[SendingFields.Why].ToString()), form[SendingFields.Ends].ToString());
        if (why.Length == 0 || !SchoolText.Note.Allows(why))
        {
            return await ShowAsync(visit, "Nothing was changed. Write why, in a sentence, so that everybody knows.", cancellationToken);
        }

        var by = new Author.SignedIn(visit.Person.Name, visit.Person.SignInName);
        var isDone = ends.Length == 0
            ? await pauses.PauseAsync(by, why, cancellationToken)
            : await pauses.EndAsync(ends, by, why, cancellationToken);
        return isDone
            ? new SeeOther($"{OfficePaths.Sending}?{OfficePaths.DoneQuery}=yes")
            : await ShowAsync(
                visit, "Nothing was changed: somebody else was faster. Below you see what they did.", cancellationToken);
    }

    private async Task<IResult> ShowAsync(Visit visit, string refusal, CancellationToken cancellationToken)
    {
        var today = London.DateAt(time.GetUtcNow());
        var all = SendingPause.AllOf(await pauses.ReadAsync(MostChanges, cancellationToken));
        var current = all is [{ To: null } newest, ..] ? newest : null;
        var since = current is null ? today : London.DateAt(current.From.At);
        var messages = await ledger.CountSinceAsync(
            visit.Trust.Schools.Select(school => school.Id), AcademicYear.Of(today), since, cancellationToken);
        return await OfficeAnswer.RenderAsync<SendingPage>(
            refusal.Length > 0 ? StatusCodes.Status409Conflict : StatusCodes.Status200OK,
            (nameof(SendingPage.Person), visit.Person),
            (nameof(SendingPage.Current), current),
            (nameof(SendingPage.Pauses), all),
            (nameof(SendingPage.Waiting), Released(messages, NudgeState.Planned, today)),
            (nameof(SendingPage.Ended), current is null ? [] : Released(messages, NudgeState.Expired, since)),
            (nameof(SendingPage.IsDone), visit.Request.Query.ContainsKey(OfficePaths.DoneQuery)),
            (nameof(SendingPage.Refusal), refusal));
    }

    /// <summary>The released messages in a state whose last day is this day or later.</summary>
    private static List<CountedMessage> Released(IEnumerable<CountedMessage> messages, NudgeState state, DateOnly from) =>
        [.. messages.Where(message => message.State == state && message.IsReleased && message.LastDay >= from)];
}
