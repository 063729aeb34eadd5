using System.Net;
using AttendanceFunctions.Local.Host.Clock;
using AttendanceFunctions.Local.Host.Files;
using AttendanceFunctions.Local.Host.Pages;
using AttendanceFunctions.Local.Host.Sessions;
using AttendanceFunctions.Tests.EndToEnd.Support;

namespace AttendanceFunctions.Tests.EndToEnd.Office;

/// <summary>The office of a trust, served by the local host on a port of this machine.</summary>
internal sealed class ServedOffice : IAsyncDisposable
{
    private readonly TempFolder _output;

    private ServedOffice(TempFolder output, HostSession session, SimulatedClock clock, PageServer pages) =>
        (_output, Session, Clock, Pages) = (output, session, clock, pages);

    public HostSession Session { get; }

    public SimulatedClock Clock { get; }

    public PageServer Pages { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts a host on storage with these files.</summary>
    public static async Task<ServedOffice> StartAsync(string storage, DateTimeOffset start, IEnumerable<IncomingFile> files)
    {
        var (output, clock, app) = (new TempFolder(), new SimulatedClock(start), new AttendanceApp());
        var session = await HostSession.StartAsync(
            app, new SessionOptions(storage, new OutputFolder(output.Path), clock, Simulated: true), new Progress<string>(), Token);
        await Upload.RunAsync(session.Blobs, files, Token);
        return new(output, session, clock, await PageServer.StartAsync(app, session.Services, port: 0, Token));
    }

    /// <summary>A browser in which somebody has signed in; null for nobody.</summary>
    public async Task<HttpClient> BrowserOfAsync(string? signInName)
    {
        var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = Pages.Address,
        };
        if (signInName is not null)
        {
            using var form = new FormUrlEncodedContent([new("person", signInName)]);
            using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = form };
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
            using var answer = await browser.SendAsync(request, Token);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        return browser;
    }

    /// <summary>The messages that reached the services.</summary>
    public IReadOnlyList<SentMessage> Sent() => new OutboxFolder(_output.Path).Read();

    public async ValueTask DisposeAsync()
    {
        await Pages.DisposeAsync();
        await Session.DisposeAsync();
        _output.Dispose();
    }
}
