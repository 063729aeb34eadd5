using System.Text.Json.Nodes;
using AttendanceFunctions.Functions;
using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Tests.Infra.Reading;

namespace AttendanceFunctions.Tests.Infra.Contracts;

/// <summary>The app has exactly the settings that the code and the host read, and none of them is a key.</summary>
internal static class AppContract
{
    /// <summary>The connection of the Functions host.</summary>
    private const string Host = "AzureWebJobsStorage";

    /// <summary>
    /// The settings of a connection with a user-assigned identity. The triggers need the queue address, the code all three addresses.
    /// </summary>
    private static readonly string[] PartsOfAConnection = [
        "blobServiceUri", "queueServiceUri", "tableServiceUri", "credential", "clientId"
    ];

    private static readonly string[] Telemetry =
    [
        AttendanceTelemetry.ComponentSetting, AttendanceTelemetry.AuthenticationSetting, "OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG",
    ];

    /// <summary>What the platform's authentication reads of the trust's directory; the app reads the first of them too.</summary>
    private static readonly string[] SignIn = [OfficeOptions.TenantSetting, IdentityForSignIn];

    /// <summary>The same of a provider of OpenID Connect; the app reads all but the last.</summary>
    private static readonly string[] OpenId = [OfficeOptions.IssuerSetting, OfficeOptions.DomainSetting, KeyForSignIn];

    /// <summary>The setting with the reference to the app's key at a provider of OpenID Connect.</summary>
    public const string KeyForSignIn = "OFFICE_OPENID_CLIENT_KEY";

    /// <summary>The setting that takes the place of a client secret: the identity whose token the registration trusts.</summary>
    public const string IdentityForSignIn = "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID";

    public static IEnumerable<string> Faults(Provision provision, Needs needs, bool isOpenId = false)
    {
        var settings = SettingsOf(provision);
        var needed = needs.Settings
            .Concat(needs.Connections.Append(Host).SelectMany(connection => PartsOfAConnection.Select(part => $"{connection}__{part}")))
            .Concat(Telemetry)
            .Concat(isOpenId ? OpenId : SignIn);
        return Difference.Between("app setting", needed, settings.Select(setting => setting.Key))
            .Concat(settings.Where(setting => setting.Value is null).Select(setting => $"The app setting {setting.Key} has no value."))
            .Concat(
                settings.Where(setting => IsSecret(setting.Key, setting.Value?.ToString() ?? ""))
                    .Select(setting => $"The app setting {setting.Key} is or may be a key."))
            .Concat(
                needs.Connections.Append(Host).Where(connection => settings[$"{connection}__credential"]?.ToString() != "managedidentity")
                .Select(connection => $"The connection {connection} does not use the identity."))
            .Concat(
                new[] { "credential", "clientId" }
                    .Where(part => settings[$"{Host}__{part}"]?.ToString() != settings[$"TrustData__{part}"]?.ToString())
                .Select(part => $"The two connections differ in their {part}."))
            .Concat(isOpenId || settings[IdentityForSignIn]?.ToString() == settings["TrustData__clientId"]?.ToString()
                ? [] : ["People sign in through another identity than the app's."]);
    }

    /// <summary>The settings of the platform's authentication.</summary>
    public static Resource SignInOf(Provision provision) =>
        provision.OfType("Microsoft.Web/sites/config").Single(config => config.ShortName == "authsettingsV2");

    public static JsonObject SettingsOf(Provision provision) =>
        (JsonObject)provision.OfType("Microsoft.Web/sites/config").Single(config => config.ShortName == "appsettings")["properties"]!;

    public static Resource SiteOf(Provision provision) => provision.OfType("Microsoft.Web/sites").Single();

    /// <summary>The name of the storage account behind a connection.</summary>
    public static string AccountOf(Provision provision, string connection)
    {
        var reference = SettingsOf(provision)[$"{connection}__queueServiceUri"]?.ToString() ?? "";
        return provision.OfType(StorageContract.Account)
            .Single(account => reference.StartsWith(account.Reference[..^1] + ".", StringComparison.Ordinal)).Name;
    }

    private static bool IsSecret(string name, string value) =>
        value.Contains("AccountKey", StringComparison.OrdinalIgnoreCase) || value.Contains("listKeys", StringComparison.OrdinalIgnoreCase)
        || (name.Contains("Key", StringComparison.Ordinal) && !value.StartsWith("@Microsoft.KeyVault(", StringComparison.Ordinal))
        || (name.Contains("ConnectionString", StringComparison.OrdinalIgnoreCase) && name is not AttendanceTelemetry.ComponentSetting);
}
