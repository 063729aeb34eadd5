using System.Net;
using System.Text;
using System.Text.Json;
using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Local.Host.Sessions;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Local.Host.Pages;

/// <summary>Somebody who can be signed in without a password.</summary>
/// <param name="About">What the person does.</param>
public sealed record SamplePerson(string SignInName, string Name, string About);

/// <summary>
/// Signs people in on this machine, in the place of the platform's authentication: on a page that says that it is not one, without a
/// password. It passes on who is signed in as the platform does.
/// </summary>
internal sealed class SampleSignIn(IHostedApp app, IServiceProvider services)
{
    /// <summary>The directory of everybody who is signed in here.</summary>
    public const string Tenant = "00000000-0000-0000-0000-000000000001";

    private const string Cookie = "sample-person";

    private const string Path = "/sign-in";

    private const string Headers = "X-MS-";

    private const string Field = "person";

    /// <summary>Passes a request on with who is signed in, or answers it with the page for signing in.</summary>
    /// <returns>Whether the request is answered.</returns>
    public async Task<bool> AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        foreach (var forged in request.Headers.Keys.Where(name => name.StartsWith(Headers, StringComparison.OrdinalIgnoreCase)).ToList())
        {
            request.Headers.Remove(forged);
        }

        if (request.Path == Path && HttpMethods.IsPost(request.Method) && SameSite.Sent(request))
        {
            var person = (await request.ReadFormAsync(context.RequestAborted))[Field].ToString();
            context.Response.Cookies.Append(Cookie, WebUtility.UrlEncode(person), new() { HttpOnly = true, SameSite = SameSiteMode.Lax });
            context.Response.Redirect(OfficePaths.Start);
            return true;
        }

        if (request.Path == OfficePaths.SignOut)
        {
            context.Response.Cookies.Delete(Cookie);
            context.Response.Redirect(Path);
            return true;
        }

        if (request.Path == Path || request.Path == "/" || request.Cookies[Cookie] is not { Length: > 0 } signedIn)
        {
            await ShowAsync(context);
            return true;
        }

        request.Headers[Principal.Header] = HeaderOf(WebUtility.UrlDecode(signedIn));
        return false;
    }

    /// <summary>The header with which the platform says who is signed in.</summary>
    private static string HeaderOf(string signInName) => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new
    {
        auth_typ = "aad",
        claims = new[]
        {
            new { typ = Principal.NameClaim, val = signInName },
            new { typ = Principal.TenantClaim, val = Tenant },
        },
    }));

    private async Task ShowAsync(HttpContext context)
    {
        var people = await app.ReadPeopleAsync(services, context.RequestAborted);
        var buttons = new StringBuilder();
        foreach (var person in people.Append(new("somebody.else@example.org", "Somebody else", "who is not in the list of staff")))
        {
            buttons.Append($"<p><button name=\"{Field}\" value=\"{Encode(person.SignInName)}\">{Encode(person.Name)}</button> "
                + $"{Encode(person.About)}</p>");
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; frame-ancestors 'none'";
        await context.Response.WriteAsync(
            $$"""
            <!DOCTYPE html>
            <html lang="en-GB">
            <head>
            <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
            <title>Sign in on this machine</title>
            <style>
            body { font: 1rem/1.5 Arial, Helvetica, sans-serif; color: #1b1f24; max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
            button { font: inherit; padding: .5rem 1rem; min-width: 12rem; text-align: left; color: #0b4f8a; background: #fff }
            button { border: 2px solid #0b4f8a }
            button:focus-visible { outline: 3px solid #0b4f8a; outline-offset: 2px }
            .note { background: #fff4d6; border-left: 6px solid #8a5a00; padding: .75rem 1rem }
            </style>
            </head>
            <body>
            <main>
            <h1>Sign in on this machine</h1>
            <p class="note">This page stands in for the trust's own sign-in, and asks for no password: it is the local host's, and only this
            machine can open it. Choose who you are.</p>
            <form method="post" action="{{Path}}">
            {{buttons}}
            </form>
            {{(people.Count == 0 ? "<p>The settings in this storage have no list of staff: settings/staff.csv.</p>" : "")}}
            </main>
            </body>
            </html>
            """, context.RequestAborted);
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
