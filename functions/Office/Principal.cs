using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace AttendanceFunctions.Functions.Office;

/// <summary>Whose accounts may open the office.</summary>
public abstract record Accounts
{
    private Accounts()
    {
    }

    /// <summary>Accounts of one directory of Microsoft Entra ID.</summary>
    /// <param name="Tenant">The directory's id.</param>
    public sealed record OfDirectory(string Tenant) : Accounts;

    /// <summary>Accounts that a provider of OpenID Connect hosts for one domain, such as those of Google Workspace.</summary>
    /// <param name="Issuer">Who issues the accounts' tokens: https://accounts.google.com.</param>
    public sealed record OfDomain(string Issuer, string Domain) : Accounts;
}

/// <summary>Whom the platform signed in.</summary>
/// <param name="SignInName">The name of the account; for a provider of OpenID Connect its verified email address.</param>
/// <param name="IsOfTrust">Whether it is one of the trust's accounts.</param>
public sealed record Principal(string SignInName, bool IsOfTrust)
{
    /// <summary>The header in which the platform passes on who is signed in: JSON in Base64.</summary>
    public const string Header = "X-MS-CLIENT-PRINCIPAL";

    /// <summary>The claim with the name of the account.</summary>
    public const string NameClaim = "preferred_username";

    /// <summary>The claim with the directory, as the platform names it.</summary>
    public const string TenantClaim = "http://schemas.microsoft.com/identity/claims/tenantid";

    /// <summary>The name of the provider of OpenID Connect in the platform's settings.</summary>
    public const string OpenIdProvider = "office";

    /// <summary>The claim with the domain for which the provider hosts the account; accounts of no domain have none.</summary>
    public const string DomainClaim = "hd";

    public const string IssuerClaim = "iss";

    public const string EmailClaim = "email";

    /// <summary>The claim that says whether the provider has verified the address.</summary>
    public const string VerifiedClaim = "email_verified";

    // The platform passes some claims on under the names that .NET has for them.
    private static readonly string[] EmailClaims = [EmailClaim, "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress"];

    /// <summary>The person of a request; null where nobody is signed in, or the header says it in another form.</summary>
    /// <param name="accounts">Whose accounts may open the office.</param>
    public static Principal? Read(IHeaderDictionary headers, Accounts accounts)
    {
        // A header that stands twice was not set by the platform alone.
        if (headers[Header] is not [{ Length: > 0 } encoded])
        {
            return null;
        }

        try
        {
            var content = JsonSerializer.Deserialize<Content>(Convert.FromBase64String(encoded));
            return content is null ? null : accounts switch
            {
                Accounts.OfDirectory of => OfDirectory(content, of),
                Accounts.OfDomain of => OfDomain(content, of),
                _ => null,
            };
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException or DecoderFallbackException)
        {
            return null;
        }
    }

    private static Principal? OfDirectory(Content content, Accounts.OfDirectory of) =>
        (content.Find(NameClaim), content.Find(TenantClaim) ?? content.Find("tid")) is ({ } name, { } tenant)
            ? new(name, tenant.Equals(of.Tenant, StringComparison.OrdinalIgnoreCase))
            : null;

    // Another provider of the same app, another issuer, another domain and an address that nobody verified are each enough to refuse.
    private static Principal? OfDomain(Content content, Accounts.OfDomain of) => content.Find(EmailClaims) is { } email
        ? new(
            email,
            content.auth_typ == OpenIdProvider
                && content.Find(IssuerClaim) == of.Issuer
                && of.Domain.Equals(content.Find(DomainClaim), StringComparison.OrdinalIgnoreCase)
                && "true".Equals(content.Find(VerifiedClaim), StringComparison.OrdinalIgnoreCase))
        : null;

    // The names are the platform's.
    private sealed record Content(string? auth_typ, IReadOnlyList<Claim>? claims)
    {
        /// <summary>The value of a claim that stands once, under one of its names.</summary>
        public string? Find(params string[] types) =>
            claims?.Where(claim => types.Contains(claim.typ, StringComparer.Ordinal)).ToList() is [{ val: { Length: > 0 } value }]
                ? value : null;
    }

    private sealed record Claim(string? typ, string? val);
}
