using Microsoft.Extensions.Configuration;

namespace AttendanceFunctions.Functions.Office;

/// <summary>What the platform says about signing in.</summary>
/// <param name="IsSignInOn">
/// Whether the platform's authentication stands before the app. It removes from a request from outside every header that says who somebody
/// is; where it is off, such headers prove nothing, and no page is shown.
/// </param>
/// <param name="Tenant">The id of the directory whose accounts may sign in; empty where it is not set, and nobody may.</param>
public sealed record OfficeOptions(bool IsSignInOn, string Tenant)
{
    /// <summary>
    /// Set by the platform alone, to "True" where authentication is on (Azure App Service, environment variables and app settings
    /// reference, "Authentication &amp; Authorization").
    /// </summary>
    public const string SignInSetting = "WEBSITE_AUTH_ENABLED";

    /// <summary>The app setting with the id of the directory, to which the platform's authentication keeps as well.</summary>
    public const string TenantSetting = "WEBSITE_AUTH_AAD_ALLOWED_TENANTS";

    /// <summary>Reads the options from the app's settings, which include the variables that the platform sets.</summary>
    public static OfficeOptions Read(IConfiguration configuration) => new(
        "true".Equals(configuration[SignInSetting], StringComparison.OrdinalIgnoreCase), configuration[TenantSetting] ?? "");
}
