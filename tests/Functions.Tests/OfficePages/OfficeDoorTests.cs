using System.Text;
using System.Text.Json;
using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Triggers;
using AttendanceFunctions.Tests.Functions.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AttendanceFunctions.Tests.Functions.OfficePages;

/// <summary>Nobody gets past the door of the office who is not signed in, of the trust, and in its list of staff.</summary>
public sealed class OfficeDoorTests(AzuriteFixture azurite)
{
    private const string Tenant = "11111111-2222-3333-4444-555555555555";

    private const string Staff = "SignInName,Name,Role,Schools\noffice@trust.example,Jo Hill,office,141234\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_in_the_list_sees_the_first_page()
    {
        await using var trust = await TrustAsync();

        var page = await OpenAsync(trust, Header("office@trust.example"));

        Assert.Equal(StatusCodes.Status200OK, page.Status);
        Assert.Contains("Riverside Primary School", page.Html, StringComparison.Ordinal);
        Assert.Contains("Jo Hill", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sign_in_name_is_compared_without_regard_to_case()
    {
        await using var trust = await TrustAsync();

        Assert.Equal(StatusCodes.Status200OK, (await OpenAsync(trust, Header("Office@Trust.Example"))).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("False")]
    public async Task Where_the_platforms_authentication_is_off_a_forged_header_gets_nothing(string isOn)
    {
        await using var trust = await TrustAsync(isOn);

        var page = await OpenAsync(trust, Header("office@trust.example"));

        Assert.Equal(StatusCodes.Status503ServiceUnavailable, page.Status);
        Assert.DoesNotContain("Riverside", page.Html, StringComparison.Ordinal);
        Assert.Contains(trust.Logged.Lines, line => line.Contains("The office is closed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("e30=")]
    [InlineData("bnVsbA==")]
    [InlineData("/////w==")]
    public async Task Without_a_header_of_the_platform_there_is_no_page(string? header)
    {
        await using var trust = await TrustAsync();

        var page = await OpenAsync(trust, header);

        Assert.Equal(StatusCodes.Status401Unauthorized, page.Status);
        Assert.DoesNotContain("Riverside", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_of_another_directory_gets_nothing()
    {
        await using var trust = await TrustAsync();

        var page = await OpenAsync(trust, Header("office@trust.example", "99999999-2222-3333-4444-555555555555"));

        Assert.Equal(StatusCodes.Status403Forbidden, page.Status);
        Assert.DoesNotContain("Riverside", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claim_that_stands_twice_says_nothing()
    {
        await using var trust = await TrustAsync();
        var claims = new[]
        {
            (Principal.NameClaim, "office@trust.example"), (Principal.NameClaim, "head@trust.example"), (Principal.TenantClaim, Tenant)
        };

        Assert.Equal(StatusCodes.Status401Unauthorized, (await OpenAsync(trust, Header(claims))).Status);
    }

    [Fact]
    public async Task Somebody_who_is_not_in_the_list_is_told_whom_to_ask()
    {
        await using var trust = await TrustAsync();

        var page = await OpenAsync(trust, Header("<b>new@trust.example"));

        Assert.Equal(StatusCodes.Status403Forbidden, page.Status);
        Assert.Contains("You are signed in as &lt;b&gt;new@trust.example", page.Html, StringComparison.Ordinal);
        Assert.Contains("Ask Lead (lead@example.org)", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Riverside Primary", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_staff_with_faults_shuts_everybody_out()
    {
        await using var trust = await TrustAsync();
        await trust.PutAsync(Containers.Settings, "staff.csv", Staff + "head@trust.example,Ann Lee,chief,141234\n");

        var page = await OpenAsync(trust, Header("office@trust.example"));

        Assert.Equal(StatusCodes.Status503ServiceUnavailable, page.Status);
        Assert.Contains("The list of staff has faults", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_with_faults_are_said_and_not_shown()
    {
        await using var trust = await TrustAsync();
        await trust.PutAsync(Containers.Settings, "trust.json", "{ \"name\": \"Riverside\" }");

        var page = await OpenAsync(trust, Header("office@trust.example"));

        Assert.Equal(StatusCodes.Status503ServiceUnavailable, page.Status);
        Assert.Contains("settings have faults", page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("same-origin", "https://office.example", true)]
    [InlineData("same-origin", null, true)]
    [InlineData(null, "https://office.example", true)]
    [InlineData("cross-site", "https://office.example", false)]
    [InlineData("same-site", "https://office.example", false)]
    [InlineData("none", null, false)]
    [InlineData("same-origin", "https://elsewhere.example", false)]
    [InlineData("same-origin", "null", false)]
    [InlineData(null, "https://elsewhere.example", false)]
    [InlineData(null, null, false)]
    public void A_form_counts_only_from_a_page_of_the_office(string? site, string? origin, bool counts)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Host = "office.example";
        if (site is not null)
        {
            request.Headers["Sec-Fetch-Site"] = site;
        }

        if (origin is not null)
        {
            request.Headers.Origin = origin;
        }

        Assert.Equal(counts, SameSite.Sent(request));
    }

    [Fact]
    public async Task A_form_of_another_site_changes_nothing()
    {
        await using var trust = await TrustAsync();
        var isCalled = false;
        var request = RequestOf(Header("office@trust.example"));
        request.Method = "POST";
        request.Headers["Sec-Fetch-Site"] = "cross-site";

        await trust.InScopeAsync<OfficeDoor>(async door => Assert.Equal(
            StatusCodes.Status403Forbidden,
            ((OfficeAnswer)await door.OpenAsync(
                request, (_, _) =>
                {
                    isCalled = true;
                    return Task.FromResult(Results.Empty);
                }, Token)).Status));

        Assert.False(isCalled);
    }

    [Fact]
    public async Task A_person_who_asks_for_too_many_pages_in_a_minute_waits()
    {
        await using var trust = await TrustAsync();
        var rate = trust.Get<VisitRate>();

        var allowed = Enumerable.Range(0, VisitRate.MostInMinute * 2 + 2).Count(_ => rate.Allows("office@trust.example"));

        // A minute may end between two of these requests.
        Assert.InRange(allowed, VisitRate.MostInMinute, VisitRate.MostInMinute * 2);
        Assert.True(rate.Allows("head@trust.example"));
    }

    [Fact]
    public async Task A_page_that_cannot_be_made_says_so_and_nothing_of_why()
    {
        await using var trust = await TrustAsync();

        await trust.InScopeAsync<OfficeDoor>(async door =>
        {
            var page = (OfficeAnswer)await door.OpenAsync(
                RequestOf(Header("office@trust.example")), (_, _) => throw new FormatException("Zebedee Samplington"), Token);
            Assert.Equal(StatusCodes.Status500InternalServerError, page.Status);
            Assert.DoesNotContain("Zebedee", page.Html, StringComparison.Ordinal);
        });
        Assert.DoesNotContain(trust.Logged.Lines, line => line.Contains("Zebedee", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_runs_no_script_loads_nothing_stands_in_no_frame_and_is_kept_nowhere()
    {
        await using var trust = await TrustAsync();
        var context = new DefaultHttpContext();

        await (await OpenAsync(trust, Header("office@trust.example"))).ExecuteAsync(context);

        var policy = context.Response.Headers.ContentSecurityPolicy.ToString();
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("DENY", context.Response.Headers.XFrameOptions);
        Assert.Equal("no-store, private", context.Response.Headers.CacheControl);
        Assert.Equal("nosniff", context.Response.Headers.XContentTypeOptions);
        Assert.Equal("same-origin", context.Response.Headers["Referrer-Policy"]);
    }

    private async Task<TestTrust> TrustAsync(string isOn = "True")
    {
        var trust = await TestTrust.CreateAsync(
            azurite, Sample.Settings(), (OfficeOptions.SignInSetting, isOn), (OfficeOptions.TenantSetting, Tenant));
        await trust.PutAsync(Containers.Settings, "staff.csv", Staff);
        trust.Clock.Set("2025-09-09 07:45");
        return trust;
    }

    private static async Task<OfficeAnswer> OpenAsync(TestTrust trust, string? header)
    {
        OfficeAnswer? page = null;
        await trust.InScopeAsync<IServiceProvider>(async services =>
            page = (OfficeAnswer)await ActivatorUtilities.CreateInstance<ShowOffice>(services).Run(RequestOf(header), Token));
        return page!;
    }

    private static HttpRequest RequestOf(string? header)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = "GET";
        if (header is not null)
        {
            request.Headers[Principal.Header] = header;
        }

        return request;
    }

    private static string Header(string signInName, string tenant = Tenant) =>
        Header((Principal.NameClaim, signInName), (Principal.TenantClaim, tenant));

    private static string Header(params (string Type, string Value)[] claims) => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        JsonSerializer.Serialize(new
        {
            auth_typ = "aad",
            claims = claims.Select(claim => new { typ = claim.Type, val = claim.Value }),
        })));
}
