using Microsoft.Playwright;

namespace AttendanceFunctions.Tests.Browser;

/// <summary>A summary that is open in a browser, and all that it asked for and complained of.</summary>
public sealed class OpenedPage : IAsyncDisposable
{
    /// <summary>Where the page is said to lie; nothing is ever asked of it, because the test answers itself.</summary>
    private const string Address = "https://summaries.example/2025-11-21/summary.html";

    private readonly IBrowserContext _context;

    private readonly List<string> _requests = [];

    private readonly List<string> _complaints = [];

    private OpenedPage(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>The addresses that were asked for besides the page's own.</summary>
    public IReadOnlyList<string> Requests => _requests;

    /// <summary>Errors and warnings on the console, and scripts that failed.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Opens a page as a reader does.</summary>
    /// <param name="browser">In what.</param>
    /// <param name="html">The page.</param>
    /// <param name="width">The width of the screen in pixels.</param>
    /// <param name="forcedColours">Whether the reader has chosen the colours.</param>
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

    /// <summary>What a script comes to in the page.</summary>
    public Task<T> AskAsync<T>(string script) => Page.EvaluateAsync<T>(script);

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private async Task LoadAsync(BinaryData html)
    {
        Page.Console += (_, message) => _complaints.AddRange(message.Type is "error" or "warning" ? [message.Text] : []);
        Page.PageError += (_, error) => _complaints.Add(error);
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
