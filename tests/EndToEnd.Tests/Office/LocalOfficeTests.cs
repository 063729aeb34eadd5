using System.Net;
using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Functions.Office.Pages;
using AttendanceFunctions.Local.Host.Clock;
using AttendanceFunctions.Local.Host.Files;
using AttendanceFunctions.Local.SampleTrust;
using AttendanceFunctions.Tests.EndToEnd.Support;

namespace AttendanceFunctions.Tests.EndToEnd.Office;

/// <summary>The local host shows the office to sample people, who sign in on a page that says that it is not the platform's.</summary>
public sealed class LocalOfficeTests(AzuriteFixture azurite)
{
    private static readonly DateOnly Monday = new(2026, 3, 23);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_browser_without_a_sign_in_sees_the_page_for_signing_in_and_nothing_else()
    {
        await using var office = await StartAsync();
        using var browser = await office.BrowserOfAsync(null);

        var page = await browser.GetStringAsync(OfficePaths.Start, Token);

        Assert.Contains("This page stands in for the trust's own sign-in", page, StringComparison.Ordinal);
        Assert.Contains("Meera Joshi</button> office, Riverside Primary School", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Last night", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sample_person_sees_the_page_of_the_app()
    {
        await using var office = await StartAsync();
        using var browser = await office.BrowserOfAsync("office@riverside.example");

        var page = await browser.GetStringAsync(OfficePaths.Start, Token);

        Assert.Contains("Office of Riverside Primary School", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Alder Bank", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_header_that_says_who_somebody_is_does_not_come_through_from_outside()
    {
        await using var office = await StartAsync();
        using var browser = await office.BrowserOfAsync(null);
        browser.DefaultRequestHeaders.Add(Principal.Header, Convert.ToBase64String("{}"u8));

        var page = await browser.GetStringAsync(OfficePaths.Start, Token);

        Assert.Contains("Sign in on this machine", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_site_cannot_sign_somebody_in()
    {
        await using var office = await StartAsync();
        using var browser = await office.BrowserOfAsync(null);
        using var form = new FormUrlEncodedContent([new("person", "office@riverside.example")]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = form };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        using var answer = await browser.SendAsync(request, Token);

        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Signing_out_leads_back_to_the_page_for_signing_in()
    {
        await using var office = await StartAsync();
        using var browser = await office.BrowserOfAsync("office@riverside.example");

        using var answer = await browser.GetAsync(OfficePaths.SignOut, Token);

        Assert.Equal("/sign-in", answer.Headers.Location?.ToString());
        Assert.Contains("Sign in on this machine", await browser.GetStringAsync(OfficePaths.Start, Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_leads_to_this_machine_from_elsewhere_gets_nothing()
    {
        await using var office = await StartAsync();
        using var browser = await office.BrowserOfAsync("office@riverside.example");
        browser.DefaultRequestHeaders.Host = "elsewhere.example";

        using var answer = await browser.GetAsync(OfficePaths.Start, Token);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task What_is_no_page_is_not_found()
    {
        await using var office = await StartAsync();
        using var browser = await office.BrowserOfAsync("office@riverside.example");

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/elsewhere", Token)).StatusCode);
        using var content = new StringContent("");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync(OfficePaths.Start, content, Token)).StatusCode);
    }

    private Task<ServedOffice> StartAsync()
    {
        var trust = InventedTrust.From(new SampleTrustOptions(Seed: 1, Schools: 2, Pupils: 20, LastNight: Monday.AddDays(-3)));
        return ServedOffice.StartAsync(
            azurite.TakeAccount(), SimulatedNight.MorningOf(Monday),
            trust.Settings().Select(file => IncomingFile.Of(file.Path, file.Content)));
    }
}
