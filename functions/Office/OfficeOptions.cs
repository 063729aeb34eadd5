using Microsoft.Extensions.Configuration;

namespace AttendanceFunctions.Functions.Office;

/// <summary>What the platform says about signing in.</summary>
/// <param name="IsSignInOn">
/// Whether the platform's authentication stands before the app. It removes from a request from outside every header that says who somebody
/// is; where it is off, such headers prove nothing, and no page is shown.
/// </param>
/// <param name="Accounts">
/// Whose accounts may sign in; null where neither a directory nor a domain is set, or both are, and nobody may.
/// </param>
public sealed record OfficeOptions(bool IsSignInOn, Accounts? Accounts)
{
    /// <summary>
    /// Set by the platform alone, to "True" where authentication is on (Azure App Service, environment variables and app settings
    /// reference, "Authentication &amp; Authorization").
    /// </summary>
    public const string SignInSetting = "WEBSITE_AUTH_ENABLED";

    /// <summary>The app setting with the id of the directory, to which the platform's authentication keeps as well.</summary>
    public const string TenantSetting = "WEBSITE_AUTH_AAD_ALLOWED_TENANTS";

    /// <summary>The app setting with the issuer of the accounts, where they are of a domain.</summary>
    public const string IssuerSetting = "OFFICE_OPENID_ISSUER";

    /// <summary>The app setting with that domain.</summary>
    public const string DomainSetting = "OFFICE_OPENID_DOMAIN";

    /// <summary>Reads the options from the app's settings, which include the variables that the platform sets.</summary>
    public static OfficeOptions Read(IConfiguration configuration) => new(
        "true".Equals(configuration[SignInSetting], StringComparison.OrdinalIgnoreCase),
        (configuration[TenantSetting] ?? "", configuration[IssuerSetting] ?? "", configuration[DomainSetting] ?? "") switch
        {
            ({ Length: > 0 } tenant, "", "") => new Accounts.OfDirectory(tenant),
            ("", { Length: > 0 } issuer, { Length: > 0 } domain) => new Accounts.OfDomain(issuer, domain),
            _ => null,
        });
}
