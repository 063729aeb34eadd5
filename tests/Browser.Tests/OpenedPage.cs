using Microsoft.Playwright;

namespace AttendanceFunctions.Tests.Browser;

/// <summary>A summary page in a browser, with its requests and its console errors.</summary>
public sealed class OpenedPage : IAsyncDisposable
{
    /// <summary>The fake address of the page. No request is sent to it, because the test responds itself.</summary>
    private const string Address = "https://summaries.example/2025-11-21/summary.html";

    private readonly IBrowserContext _context;

    private readonly List<string> _requests = [];

    private readonly List<string> _problems = [];

    private OpenedPage(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>The requested addresses other than the page itself.</summary>
    public IReadOnlyList<string> Requests => _requests;

    /// <summary>Errors and warnings on the console, and script errors.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Opens a page.</summary>
    /// <param name="browser">The browser.</param>
    /// <param name="html">The HTML of the page.</param>
    /// <param name="width">The width of the screen in pixels.</param>
    /// <param name="forcedColours">Whether the reader has forced their own colours.</param>
    public static async Task<OpenedPage> OpenAsync(IBrowser browser, BinaryData html, int width, bool forcedColours = false)
    {
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 800 },
            ForcedColors = forcedColours ? ForcedColors.Active : ForcedColors.None,
            ColorScheme = forcedColours ? ColorScheme.Dark : ColorScheme.Light,
        });
        var opened = new OpenedPage(context, await context.NewPageAsync());
        await opened.LoadAsync(html);
        return opened;
    }

    /// <summary>Runs a script in the page and returns its result.</summary>
    public Task<T> EvaluateAsync<T>(string script) => Page.EvaluateAsync<T>(script);

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private async Task LoadAsync(BinaryData html)
    {
        Page.Console += (_, message) => _problems.AddRange(message.Type is "error" or "warning" ? [message.Text] : []);
        Page.PageError += (_, error) => _problems.Add(error);
        await _context.RouteAsync("**/*", async route =>
        {
            if (route.Request.Url == Address)
            {
                await route.FulfillAsync(new() { ContentType = "text/html; charset=utf-8", BodyBytes = html.ToArray() });
            }
            else
            {
                _requests.Add(route.Request.Url);
                await route.AbortAsync();
            }
        });
        await Page.GotoAsync(Address, new() { WaitUntil = WaitUntilState.NetworkIdle });
    }
}
