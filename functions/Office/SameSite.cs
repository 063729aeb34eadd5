using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Functions.Office;

/// <summary>
/// Whether a form was sent by a page of the office itself. A page of another site can make a browser send a form with the reader's
/// sign-in, but it can set neither of the two headers that are looked at here.
/// </summary>
public static class SameSite
{
    private const string FetchSite = "Sec-Fetch-Site";

    // Behind the host, the address that the browser asked for stands in one of these; a form cannot set them.
    private static readonly string[] Hosts = ["Host", "X-Forwarded-Host", "X-Original-Host", "DISGUISED-HOST"];

    /// <summary>Whether both headers, as far as the browser sends them, say that the form is ours; at least one has to.</summary>
    public static bool Sent(HttpRequest request)
    {
        var (site, origin) = (request.Headers[FetchSite], request.Headers.Origin);
        var isSameSite = site.Count == 0 || site == "same-origin";
        var isSameOrigin = origin.Count == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var from)
            && Hosts.Any(name => from.Authority.Equals(request.Headers[name], StringComparison.OrdinalIgnoreCase)));
        return isSameSite && isSameOrigin && (site.Count > 0 || origin.Count > 0);
    }
}
