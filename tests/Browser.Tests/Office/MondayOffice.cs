using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Local.Host.Commands;
using AttendanceFunctions.Local.Host.Sessions;
using AttendanceFunctions.Local.Host.Views;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(AttendanceFunctions.Tests.Browser.Office.MondayOffice))]

namespace AttendanceFunctions.Tests.Browser.Office;

/// <summary>
/// The office of a primary and a secondary school of the sample trust, as <c>demo --stay</c> shows it: on the Monday morning after a week
/// of nights.
/// </summary>
public sealed class MondayOffice : IAsyncLifetime
{
    public const string Primary = "Riverside Primary School";

    public const string Secondary = "Alder Bank Academy";

    private readonly DirectoryInfo _output = Directory.CreateTempSubdirectory("attendance-office-");

    private readonly CancellationTokenSource _stop = new();

    private readonly AddressView _view = new();

    private readonly StringWriter _errors = new();

    private Task<int> _demo = Task.FromResult(0);

    /// <summary>The address of the local host's pages.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public async ValueTask InitializeAsync()
    {
        _demo = new DemoCommand(new AttendanceApp(), SampleDemo.Make, _view, _errors)
            .RunAsync(schools: 2, pupils: 910, nights: 5, _output.FullName, stayAt: 0, _stop.Token);
        if (await Task.WhenAny(_demo, _view.Address) == _demo)
        {
            throw new InvalidOperationException($"The demo ended with exit code {await _demo}: {_errors}");
        }

        Address = await _view.Address;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _demo;
        _output.Delete(recursive: true);
    }

    /// <summary>Opens the office in a browser of its own, and signs somebody in.</summary>
    /// <param name="person">The name on the button of the local host's page for signing in; null to stay on that page.</param>
    public async Task<SignedInBrowser> OpenAsync(IBrowser browser, string? person, int width, bool forcedColours = false)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = Address.ToString(),
            ViewportSize = new() { Width = width, Height = 768 },
            ForcedColors = forcedColours ? ForcedColors.Active : ForcedColors.None,
        });
        var page = await context.NewPageAsync();
        var signedIn = new SignedInBrowser(context, page);
        await page.GotoAsync(OfficePaths.Start);
        if (person is not null)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = person, Exact = true }).FollowAsync();
        }

        return signedIn;
    }

    /// <summary>Waits for the line in which the demo says where its office is.</summary>
    private sealed class AddressView : INightView
    {
        private const string Said = "The office: ";

        private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<Uri> Address => _address.Task;

        public void Report(string value)
        {
            if (value.StartsWith(Said, StringComparison.Ordinal))
            {
                _address.TrySetResult(new Uri(new Uri(value[Said.Length..]), "/"));
            }
        }

        public Task ShowAsync(string title, Func<IProgress<double>, Task> work) => work(new Progress<double>());

        public void ShowTable(string title, IReadOnlyList<IReadOnlyList<string>> rows)
        {
        }
    }
}

/// <summary>A browser of one person, with what its pages asked for besides themselves and what they complained of.</summary>
public sealed class SignedInBrowser : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private readonly List<string> _complaints = [];

    public SignedInBrowser(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) => _complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => _complaints.Add(error);
        page.Request += (_, request) => _complaints.AddRange(request.IsNavigationRequest ? [] : [$"requested {request.Url}"]);
    }

    public IPage Page { get; }

    /// <summary>Requests besides pages, messages on the console, and errors of scripts.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}

/// <summary>Links and buttons that lead to another page.</summary>
internal static class Leading
{
    /// <summary>Clicks it, and waits until the page to which it leads, behind redirects, is there as a whole.</summary>
    public static async Task FollowAsync(this ILocator link)
    {
        await link.Page.RunAndWaitForRequestFinishedAsync(
            () => link.ClickAsync(), new() { Predicate = request => request.IsNavigationRequest && request.RedirectedTo is null });
        await link.Page.EvaluateAsync(
            "document.readyState === 'complete' || new Promise(done => addEventListener('load', () => done(true), { once: true }))");
    }
}
