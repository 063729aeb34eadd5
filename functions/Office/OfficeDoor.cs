using AttendanceFunctions.Functions.Intake;
using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Functions.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AttendanceFunctions.Functions.Office;

/// <summary>A request of a person who may open the office.</summary>
public sealed record Visit(HttpRequest Request, Trust Trust, StaffMember Person);

/// <summary>A request of a person who may see the page about this school.</summary>
public sealed record SchoolVisit(HttpRequest Request, Trust Trust, StaffMember Person, School School)
{
    /// <summary>The person as the author of what they decide or enter.</summary>
    public Author.SignedIn Author => new(Person.Name, Person.SignInName);

    /// <summary>The key by which the address names a child, as it was asked for; empty where the page is about no child.</summary>
    public string ChildKey => Request.RouteValues[OfficePaths.ChildValue]?.ToString() ?? "";
}

/// <summary>A page about a school.</summary>
/// <param name="Name">Its name in the access log.</param>
/// <param name="Right">What somebody needs to see it.</param>
public sealed record SchoolPage(string Name, StaffRight Right);

/// <summary>A page about the whole trust.</summary>
/// <param name="Name">Its name in the access log.</param>
/// <param name="Right">What somebody needs to see it.</param>
public sealed record TrustWidePage(string Name, StaffRight Right);

/// <summary>
/// The one way into the office: every page is asked for here, and nobody gets past who is not signed in at the platform, of the trust's own
/// accounts, and in the list of staff. Which school and child a person may see is for the page to ask.
/// </summary>
public sealed partial class OfficeDoor(
    OfficeOptions options, TrustSettings settings, VisitRate rate, AccessLog access, SendingPauses pauses, ILogger<OfficeDoor> log)
{
    private const string TellOperators = "Please tell the people who run this system.";

    /// <summary>Answers a request with a page, or says why there is none.</summary>
    /// <param name="show">Makes the page for a person who may come in.</param>
    public async Task<IResult> OpenAsync(
        HttpRequest request, Func<Visit, CancellationToken, Task<IResult>> show, CancellationToken cancellationToken)
    {
        try
        {
            return Stop(request) is { } refusal
                ? await RefuseAsync(refusal)
                : await OpenSignedInAsync(
                    request, Principal.Read(request.Headers, options.Accounts!)!.SignInName, show, cancellationToken);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or OutOfMemoryException))
        {
            LogFault(UnexpectedFault.Describe(fault));
            return await RefuseAsync(new(
                StatusCodes.Status500InternalServerError, "This page could not be made",
                $"Something went wrong in this system. Try again in a minute; if it happens again, {Lower(TellOperators)}"));
        }
    }

    /// <summary>
    /// Answers a request for a page about the school that its route names. A person who may not see the page, and one who names a school
    /// that is not there, get the same answer; the attempt is on record.
    /// </summary>
    /// <param name="show">Makes the page, and puts on record what it shows.</param>
    public Task<IResult> OpenSchoolAsync(
        HttpRequest request, SchoolPage page, Func<SchoolVisit, CancellationToken, Task<IResult>> show,
        CancellationToken cancellationToken) =>
        OpenAsync(
            request,
            async (visit, token) =>
            {
                var named = request.RouteValues[OfficePaths.SchoolValue]?.ToString() ?? "";
                var school = SchoolId.TryParse(named, out var id) && visit.Trust.TryFind(id, out var found) ? found : null;
                if (school is not null && visit.Person.May(page.Right, school.Id))
                {
                    return await show(new(request, visit.Trust, visit.Person, school), token);
                }

                return await RefuseAsync(visit.Person, school?.Id, page.Name, token);
            },
            cancellationToken);

    /// <summary>Answers a request for a page about the whole trust. An attempt of a person who may not see it is on record.</summary>
    public Task<IResult> OpenTrustAsync(
        HttpRequest request, TrustWidePage page, Func<Visit, CancellationToken, Task<IResult>> show, CancellationToken cancellationToken) =>
        OpenAsync(
            request,
            async (visit, token) => visit.Person.May(page.Right)
                ? await show(visit, token)
                : await RefuseAsync(visit.Person, school: null, page.Name, token),
            cancellationToken);

    private async Task<IResult> RefuseAsync(StaffMember person, SchoolId? school, string page, CancellationToken cancellationToken)
    {
        await access.WriteAsync(person, school, page, AccessOutcome.Refused, upn: null, cancellationToken);
        LogRefused("a page that the role does not see");
        return await OfficeAnswer.RenderAsync<RefusalPage>(
            StatusCodes.Status403Forbidden, (nameof(RefusalPage.Title), "You do not see this page"),
            (nameof(RefusalPage.Sentence),
                "Your role and your schools, as settings/staff.csv has them, do not include it. That you asked for it is on record."),
            (nameof(RefusalPage.Person), person));
    }

    /// <summary>Why a request is refused before it is known who asks, in the list of staff; null if it is not.</summary>
    private Refusal? Stop(HttpRequest request)
    {
        if (!options.IsSignInOn || options.Accounts is not { } accounts)
        {
            LogClosed();
            return new(
                StatusCodes.Status503ServiceUnavailable, "The office is closed",
                $"Signing in is switched off for this app, so no page is shown to anybody. {TellOperators}");
        }

        if (Principal.Read(request.Headers, accounts) is not { } principal)
        {
            LogRefused("not signed in");
            return new(
                StatusCodes.Status401Unauthorized, "You are not signed in",
                "Sign in with your account at work, and open the page again.");
        }

        if (!principal.IsOfTrust)
        {
            LogRefused("another directory or domain");
            return new(
                StatusCodes.Status403Forbidden, "Your account is of another organisation",
                "Only accounts of the trust itself may open the office. Sign out, and sign in with your account at the trust.");
        }

        if (!HttpMethods.IsGet(request.Method) && !SameSite.Sent(request))
        {
            LogRefused("a form of another site");
            return new(
                StatusCodes.Status403Forbidden, "Nothing was changed",
                "The form did not come from a page of the office. Open the office, and do it there.");
        }

        if (!rate.Allows(principal.SignInName))
        {
            LogRefused("too many requests");
            return new(
                StatusCodes.Status429TooManyRequests, "Too many pages at once",
                $"You have asked for more than {VisitRate.MostInMinute} pages in a minute. Wait a minute, and go on.");
        }

        return null;
    }

    private async Task<IResult> OpenSignedInAsync(
        HttpRequest request, string signInName, Func<Visit, CancellationToken, Task<IResult>> show, CancellationToken cancellationToken)
    {
        Trust trust;
        try
        {
            trust = await settings.ReadAsync(cancellationToken);
        }
        catch (SettingsFaultyException)
        {
            LogRefused("settings with faults");
            return await RefuseAsync(new(
                StatusCodes.Status503ServiceUnavailable, "The trust's settings have faults",
                $"No page can be shown until they are corrected. {TellOperators}"));
        }

        if (await settings.ReadStaffAsync(cancellationToken) is not Checked<Staff>.Valid { Value: var staff })
        {
            LogRefused("a list of staff with faults");
            return await RefuseAsync(new(
                StatusCodes.Status503ServiceUnavailable, "The list of staff has faults",
                $"settings/staff.csv says who may open the office, and cannot be used until it is corrected. {TellOperators}"));
        }

        if (staff.Find(signInName) is not { } person)
        {
            LogRefused("not in the list of staff");
            var lead = trust.Lead;
            return await RefuseAsync(new(
                StatusCodes.Status403Forbidden, "You are not in the list of staff yet",
                $"You are signed in as {signInName}, and {trust.Name} has not said what you may see here. "
                    + $"Ask {lead.Name} ({lead.Email}) to add this name, with your role and your schools, to settings/staff.csv."));
        }

        var answer = await SayPauseAsync(await show(new(request, trust, person), cancellationToken), person, cancellationToken);
        return answer is OfficeAnswer page ? page.In(trust.Colours) : answer;
    }

    /// <summary>Says at the top of a page that all sending is paused.</summary>
    private async Task<IResult> SayPauseAsync(IResult answer, StaffMember person, CancellationToken cancellationToken) =>
        answer is OfficeAnswer page && await pauses.FindAsync(cancellationToken) is { } pause
            ? await page.WithNoticeAsync(pause, person)
            : answer;

    private static async Task<IResult> RefuseAsync(Refusal refusal) => await OfficeAnswer.RenderAsync<RefusalPage>(
        refusal.Status, (nameof(RefusalPage.Title), refusal.Title), (nameof(RefusalPage.Sentence), refusal.Sentence));

    private static string Lower(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];

    private sealed record Refusal(int Status, string Title, string Sentence);

    [LoggerMessage(Level = LogLevel.Error, Message = "The office is closed: the platform's authentication is off, or knows no accounts.")]
    private partial void LogClosed();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The office refused a request: {Reason}.")]
    private partial void LogRefused(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A page of the office could not be made: {Fault}.")]
    private partial void LogFault(string fault);
}
