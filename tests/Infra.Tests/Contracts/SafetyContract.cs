using System.Text.RegularExpressions;
using AttendanceFunctions.Tests.Infra.Reading;

namespace AttendanceFunctions.Tests.Infra.Contracts;

/// <summary>Security properties have their required values in every environment, and no template outputs a key.</summary>
internal static partial class SafetyContract
{
    private static readonly (string Type, string Property, string Value)[] Rules =
    [
        (StorageContract.Account, "properties.allowSharedKeyAccess", "false"),
        (StorageContract.Account, "properties.allowBlobPublicAccess", "false"),
        (StorageContract.Account, "properties.minimumTlsVersion", "TLS1_2"),
        (StorageContract.Account, "properties.supportsHttpsTrafficOnly", "true"),
        ("Microsoft.KeyVault/vaults", "properties.enableRbacAuthorization", "true"),
        ("Microsoft.KeyVault/vaults", "properties.enablePurgeProtection", "true"),
        ("Microsoft.Communication/communicationServices", "properties.disableLocalAuth", "true"),
        ("Microsoft.Communication/communicationServices", "properties.dataLocation", "UK"),
        ("Microsoft.OperationalInsights/workspaces", "properties.features.disableLocalAuth", "true"),
        ("Microsoft.Insights/components", "properties.DisableLocalAuth", "true"),
        ("Microsoft.Web/sites", "properties.httpsOnly", "true"),
        ("Microsoft.Web/sites", "properties.siteConfig.minTlsVersion", "1.2"),
        ("Microsoft.Web/sites", "properties.siteConfig.ftpsState", "Disabled"),
        ("Microsoft.Web/sites", "properties.functionAppConfig.runtime.name", "dotnet-isolated"),
        ("Microsoft.Web/sites", "properties.functionAppConfig.runtime.version", "10.0"),
        ("Microsoft.Web/sites", "properties.functionAppConfig.deployment.storage.authentication.type", "UserAssignedIdentity"),
        ("Microsoft.Web/sites/basicPublishingCredentialsPolicies", "properties.allow", "false"),
        ("Microsoft.Web/serverfarms", "sku.name", "FC1"),
    ];

    public static IEnumerable<string> Faults(Provision provision) => Rules.SelectMany(rule => provision.OfType(rule.Type)
        .Where(resource => resource[rule.Property]?.ToString() != rule.Value)
        .Select(
            resource =>
                $"{resource.Reference}: {rule.Property} is {resource[rule.Property]?.ToString() ?? "not set"}, but must be {rule.Value}.")
        .Concat(provision.OfType(rule.Type).Any() ? [] : [$"No resource of type {rule.Type} exists."]));

    /// <summary>Finds calls that return keys, and outputs and parameters that may contain a key.</summary>
    public static IEnumerable<string> KeysIn(string path, SyntaxNode tree) => tree.All
        .Where(node => node.Kind switch
        {
            "call_expression" => Lists().IsMatch(node.Children[0].Text),
            "output_declaration" or "parameter_declaration" => Secret().IsMatch(node.Text.Split(['=', '\n'])[0]),
            "string_content" => Literal().IsMatch(node.Text),
            _ => false,
        })
        .Select(node => $"{path}, line {node.Line}: {node.Text.Split('\n')[0]}");

    [GeneratedRegex(@"(^|\.)list\w*$|^getSecret$|\.getSecret$")]
    private static partial Regex Lists();

    [GeneratedRegex(@"connectionString|secret(?!s)|password|apiKey|accessKey", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();

    [GeneratedRegex("AccountKey=|SharedAccessSignature|DefaultEndpointsProtocol|SG\\.")]
    private static partial Regex Literal();
}
