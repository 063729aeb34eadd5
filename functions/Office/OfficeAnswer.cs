using System.Security.Cryptography;
using System.Text;
using AttendanceFunctions.Functions.Documents.Pages;
using AttendanceFunctions.Functions.Messages;
using AttendanceFunctions.Functions.Office.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Functions.Office;

/// <summary>
/// A page of the office as it leaves: it runs no script, loads nothing, stands in no frame, and stays in no store on the way.
/// </summary>
/// <param name="status">The HTTP status.</param>
/// <param name="html">The whole page.</param>
/// <param name="colour">The style of the trust's own colour, beside that of the office; empty for none.</param>
public sealed class OfficeAnswer(int status, string html, string colour = "") : IResult
{
    private const string EndOfHead = "</head>";

    private const string Policy = "Content-Security-Policy";

    /// <summary>
    /// Nothing but the page's own style, which its hash names. "same-origin" for the referrer, because a browser that may send none sends
    /// no origin with a form either.
    /// </summary>
    private static readonly (string Name, string Value)[] Headers =
    [
        (Policy, PolicyOf($"'{HashOf(OfficeStyle.Text)}'")),
        ("X-Frame-Options", "DENY"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Strict-Transport-Security", "max-age=31536000"),
        ("X-Robots-Tag", "noindex, nofollow"),
        ("Cache-Control", "no-store, private"),
    ];

    /// <summary>The HTTP status.</summary>
    public int Status => status;

    /// <summary>The page.</summary>
    public string Html =>
        colour.Length == 0 ? html : html.Replace(EndOfHead, $"<style>{colour}</style>{EndOfHead}", StringComparison.Ordinal);

    /// <summary>The page in a trust's colours; as it is for a trust that names none.</summary>
    public OfficeAnswer In(TrustColours colours) =>
        colours == TrustColours.Default ? this : new(status, html, OfficeStyle.Of(colours));

    /// <summary>Renders a page.</summary>
    /// <param name="parameters">The component's parameters by their names.</param>
    public static async Task<OfficeAnswer> RenderAsync<TPage>(int status, params (string Name, object? Value)[] parameters)
        where TPage : IComponent =>
        new(status, await PageRenderer.RenderAsync<TPage>(parameters.ToDictionary(given => given.Name, given => given.Value)));

    /// <summary>The page that says that what an address names is not here.</summary>
    /// <param name="person">Who asked.</param>
    /// <param name="title">What is not here: "There is no such file here".</param>
    /// <param name="sentence">Why it may be gone, and what to open instead.</param>
    public static Task<OfficeAnswer> NotFoundAsync(StaffMember person, string title, string sentence) => RenderAsync<RefusalPage>(
        StatusCodes.Status404NotFound,
        (nameof(RefusalPage.Title), title), (nameof(RefusalPage.Sentence), sentence), (nameof(RefusalPage.Person), person));

    /// <summary>The page with the notice, at its top, that all sending is paused.</summary>
    public async Task<OfficeAnswer> WithNoticeAsync(SendingChange pause, StaffMember person) =>
        new(status, html.Replace(
            OfficeNotice.Place,
            await PageRenderer.RenderAsync<PauseNotice>(new Dictionary<string, object?>
            {
                [nameof(PauseNotice.Pause)] = pause,
                [nameof(PauseNotice.Person)] = person,
            }),
            StringComparison.Ordinal));

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        AddHeaders(response);
        if (colour.Length > 0)
        {
            response.Headers[Policy] = PolicyOf($"'{HashOf(OfficeStyle.Text)}' '{HashOf(colour)}'");
        }

        return response.WriteAsync(Html, httpContext.RequestAborted);
    }

    /// <summary>Adds what browsers and stores on the way have to know about all that leaves the office.</summary>
    internal static void AddHeaders(HttpResponse response)
    {
        foreach (var (name, value) in Headers)
        {
            response.Headers[name] = value;
        }
    }

    private static string PolicyOf(string styles) =>
        $"default-src 'none'; style-src {styles}; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static string HashOf(string style) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}";
}
