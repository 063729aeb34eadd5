using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using AttendanceFunctions.Functions.Office.Pages;

namespace AttendanceFunctions.Tests.Campaign.Offices;

/// <summary>What came of a form.</summary>
internal enum FormAnswer
{
    /// <summary>The office leads back to a page: what was sent counts.</summary>
    Done,

    /// <summary>The office says why nothing was changed.</summary>
    Refused,

    /// <summary>The page could not be made, because storage failed.</summary>
    Failed,

    /// <summary>No answer: the process died.</summary>
    Lost,
}

/// <summary>A form of a page.</summary>
/// <param name="Path">Where it is sent.</param>
/// <param name="Hidden">Its hidden fields.</param>
/// <param name="Words">The values of its buttons for a decision.</param>
/// <param name="Keep">The keys that can be ticked to leave a message out.</param>
internal sealed record OfficeForm(
    string Path, IReadOnlyDictionary<string, string> Hidden, IReadOnlyList<string> Words, IReadOnlyList<string> Keep)
{
    /// <summary>The key of the row that it decides; empty where it decides about several.</summary>
    public string Row => Hidden.GetValueOrDefault(DecideFields.Row, "");
}

/// <summary>The browser of somebody who is signed in to the office of a process.</summary>
internal sealed class OfficeBrowser : IDisposable
{
    private readonly HttpClient _http;

    private OfficeBrowser(HttpClient http) => _http = http;

    /// <summary>Signs somebody in.</summary>
    public static async Task<OfficeBrowser> OpenAsync(Uri address, string signInName, CancellationToken cancellationToken)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, CookieContainer = new() })
        {
            BaseAddress = address,
        };
        http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        using var form = new FormUrlEncodedContent([new("person", signInName)]);
        using var answer = await http.PostAsync("/sign-in", form, cancellationToken);
        return answer.StatusCode == HttpStatusCode.Redirect
            ? new(http)
            : throw new InvalidOperationException($"{signInName} could not be signed in: {answer.StatusCode}.");
    }

    /// <summary>The forms of a page; null if the page could not be made.</summary>
    public async Task<IReadOnlyList<OfficeForm>?> ReadFormsAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(path, cancellationToken);
        if (answer.StatusCode >= HttpStatusCode.InternalServerError)
        {
            return null;
        }

        answer.EnsureSuccessStatusCode();
        using var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(cancellationToken));
        return
        [
            .. page.QuerySelectorAll<IHtmlFormElement>("form[method=post]").Select(form => new OfficeForm(
                form.GetAttribute("action")!,
                form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").ToDictionary(input => input.Name!, input => input.Value),
                [.. form.QuerySelectorAll<IHtmlButtonElement>($"button[name={DecideFields.Decision}]").Select(button => button.Value)],
                [.. form.QuerySelectorAll<IHtmlInputElement>($"input[name={DecideFields.Keep}]").Select(input => input.Value)])),
        ];
    }

    /// <summary>Sends a form.</summary>
    /// <returns>What came of it, and the address to which the office leads back; empty if it does not.</returns>
    public async Task<(FormAnswer Answer, string Location)> SendAsync(
        string path, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellationToken)
    {
        try
        {
            using var form = new FormUrlEncodedContent(fields);
            using var answer = await _http.PostAsync(path, form, cancellationToken);
            return answer.StatusCode == HttpStatusCode.SeeOther ? (FormAnswer.Done, answer.Headers.Location!.ToString())
                : (answer.StatusCode >= HttpStatusCode.InternalServerError ? FormAnswer.Failed : FormAnswer.Refused, "");
        }
        catch (HttpRequestException)
        {
            return (FormAnswer.Lost, "");
        }
    }

    public void Dispose() => _http.Dispose();
}
