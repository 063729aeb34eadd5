using System.Text;
using System.Text.Json;
using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Functions.Storage;
using AttendanceFunctions.Functions.Triggers;
using AttendanceFunctions.Tests.Functions.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AttendanceFunctions.Tests.Functions.OfficePages;

/// <summary>Signing in with accounts of a domain at a provider of OpenID Connect: what is missing or differs keeps the door shut.</summary>
public sealed class OpenIdTests(AzuriteFixture azurite)
{
    private const string Issuer = "https://accounts.google.com";

    private const string Domain = "trust.example";

    /// <summary>What the platform passes on of an account of the trust.</summary>
    private static readonly (string Type, string Value)[] Ours =
    [
        (Principal.IssuerClaim, Issuer), (Principal.DomainClaim, Domain), (Principal.EmailClaim, "office@trust.example"),
        (Principal.VerifiedClaim, "true"), ("sub", "1234567890"), ("name", "Jo Hill"),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_of_the_domain_that_is_in_the_list_sees_the_first_page()
    {
        await using var trust = await TrustAsync();

        var page = await OpenAsync(trust, Ours);

        Assert.Equal(StatusCodes.Status200OK, page.Status);
        Assert.Contains("Jo Hill", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_under_the_name_of_dotnet_is_the_same()
    {
        await using var trust = await TrustAsync();

        Assert.Equal(StatusCodes.Status200OK, (await OpenAsync(trust, [
            .. Ours.Where(claim => claim.Type != Principal.EmailClaim),
            ("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress", "Office@Trust.example"),
        ])).Status);
    }

    public static TheoryData<string, string?, int> Others => new()
    {
        { Principal.DomainClaim, "other.example", StatusCodes.Status403Forbidden },
        // An account of nobody's domain, such as one of a private person.
        { Principal.DomainClaim, null, StatusCodes.Status403Forbidden },
        { Principal.DomainClaim, "", StatusCodes.Status403Forbidden },
        { Principal.IssuerClaim, "https://accounts.google.com.evil.example", StatusCodes.Status403Forbidden },
        { Principal.IssuerClaim, null, StatusCodes.Status403Forbidden },
        { Principal.VerifiedClaim, "false", StatusCodes.Status403Forbidden },
        { Principal.VerifiedClaim, null, StatusCodes.Status403Forbidden },
        { Principal.EmailClaim, null, StatusCodes.Status401Unauthorized },
        { Principal.EmailClaim, "", StatusCodes.Status401Unauthorized },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public async Task What_is_missing_or_differs_keeps_the_door_shut(string claim, string? value, int status)
    {
        await using var trust = await TrustAsync();
        var claims = Ours.Where(ours => ours.Type != claim).Concat(value is null ? [] : new[] { (claim, value) });

        var page = await OpenAsync(trust, [.. claims]);

        Assert.Equal(status, page.Status);
        Assert.DoesNotContain("Riverside", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claim_that_stands_twice_says_nothing()
    {
        await using var trust = await TrustAsync();

        foreach (var twice in new[]
        {
            (Principal.DomainClaim, "other.example"), (Principal.IssuerClaim, "https://other.example"), (Principal.VerifiedClaim, "true"),
        })
        {
            Assert.Equal(StatusCodes.Status403Forbidden, (await OpenAsync(trust, [.. Ours, twice])).Status);
        }
    }

    [Fact]
    public async Task An_account_of_another_provider_of_the_app_gets_nothing()
    {
        await using var trust = await TrustAsync();

        Assert.Equal(StatusCodes.Status403Forbidden, (await OpenAsync(trust, Ours, provider: "google")).Status);
        Assert.Equal(StatusCodes.Status403Forbidden, (await OpenAsync(trust, Ours, provider: null)).Status);
        // An account of a directory, with an address as a name: it has no claim of an address.
        Assert.Equal(StatusCodes.Status401Unauthorized, (await OpenAsync(
            trust, [(Principal.NameClaim, "office@trust.example"), (Principal.TenantClaim, "11111111-2222-3333-4444-555555555555")],
            provider: "aad")).Status);
    }

    [Fact]
    public async Task Where_the_platforms_authentication_is_off_a_forged_header_gets_nothing()
    {
        await using var trust = await TrustAsync(isOn: "False");

        Assert.Equal(StatusCodes.Status503ServiceUnavailable, (await OpenAsync(trust, Ours)).Status);
    }

    [Theory]
    [InlineData("tenant", "", "", true)]
    [InlineData("", Issuer, Domain, true)]
    [InlineData("", Issuer, "", false)]
    [InlineData("", "", Domain, false)]
    [InlineData("", "", "", false)]
    [InlineData("tenant", Issuer, Domain, false)]
    [InlineData("tenant", Issuer, "", false)]
    public void Exactly_one_way_of_signing_in_opens_the_office(string tenant, string issuer, string domain, bool opens)
    {
        var options = OfficeOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [OfficeOptions.SignInSetting] = "True",
            [OfficeOptions.TenantSetting] = tenant,
            [OfficeOptions.IssuerSetting] = issuer,
            [OfficeOptions.DomainSetting] = domain,
        }).Build());

        Assert.Equal(opens, options.Accounts is not null);
    }

    private async Task<TestTrust> TrustAsync(string isOn = "True")
    {
        var trust = await TestTrust.CreateAsync(
            azurite, Sample.Settings(), (OfficeOptions.SignInSetting, isOn), (OfficeOptions.IssuerSetting, Issuer),
            (OfficeOptions.DomainSetting, Domain));
        await trust.PutAsync(
            Containers.Settings, "staff.csv", "SignInName,Name,Role,Schools\noffice@trust.example,Jo Hill,office,141234\n");
        return trust;
    }

    private static async Task<OfficeAnswer> OpenAsync(
        TestTrust trust, IEnumerable<(string Type, string Value)> claims, string? provider = Principal.OpenIdProvider)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = "GET";
        request.Headers[Principal.Header] = Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new
        {
            auth_typ = provider,
            claims = claims.Select(claim => new { typ = claim.Type, val = claim.Value }),
        })));
        OfficeAnswer? answer = null;
        await trust.InScopeAsync<IServiceProvider>(async services => answer = Assert.IsType<OfficeAnswer>(
            await ActivatorUtilities.CreateInstance<ShowOffice>(services).Run(request, Token)));
        return answer!;
    }
}
