using Microsoft.Playwright;

namespace AttendanceFunctions.Tests.Browser;

/// <summary>The distribution's own Chromium, without a window, for all tests of this assembly.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Programs = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private IPlaywright? _playwright;

    private IBrowser? _browser;

    public IBrowser Browser => _browser ?? throw new InvalidOperationException("The browser has not been started.");

    public async ValueTask InitializeAsync()
    {
        // A page that nobody opened is a page that nobody knows to be readable: without a browser these tests fail, and are not skipped.
        var program = Installed() ?? throw new InvalidOperationException(
            $"No browser is installed ({string.Join(", ", Programs)}), and the summary's page has to be opened in one: install it with "
            + "'apt-get install chromium', or put Chrome on the PATH.");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = program });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    private static string? Installed() => (
        from program in Programs
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        from ending in new[] { "", ".exe" }
        let path = Path.Combine(folder, program + ending)
        where File.Exists(path)
        select path).FirstOrDefault();
}
