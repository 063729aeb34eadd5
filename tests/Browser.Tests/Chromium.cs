using Microsoft.Playwright;

namespace AttendanceFunctions.Tests.Browser;

/// <summary>The installed Chromium in headless mode, shared by all tests of this assembly.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Programs = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private IPlaywright? _playwright;

    private IBrowser? _browser;

    public IBrowser Browser => _browser ?? throw new InvalidOperationException("The browser has not been started.");

    public async ValueTask InitializeAsync()
    {
        // Without a browser these tests fail and are not skipped, because only a browser can show whether the page is readable.
        var program = Installed() ?? throw new InvalidOperationException(
            $"These tests need a browser, but none of {string.Join(", ", Programs)} is installed. Install one with "
                + "'apt-get install chromium', or add Chrome to the PATH.");
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
