using System.Text.Json.Nodes;
using AttendanceFunctions.Functions.Office;
using AttendanceFunctions.Tests.Infra.Contracts;
using AttendanceFunctions.Tests.Infra.Reading;

namespace AttendanceFunctions.Tests.Infra;

/// <summary>The resources in the Bicep files, read from their syntax trees, match what the code needs.</summary>
public sealed class BicepTests(Environments environments)
{
    public static TheoryData<string> All => [Environments.Production, Environments.Test];

    [Fact]
    public void Every_file_is_valid_Bicep()
    {
        Assert.True(environments.Files.Keys.Count(path => path.EndsWith(".bicep", StringComparison.Ordinal)) > 10);
        AssertNone(environments.Files.SelectMany(file => file.Value.Faults.Select(fault => $"{file.Key}, {fault}")));
    }

    [Fact]
    public async Task Invalid_Bicep_is_reported_with_its_line()
    {
        var file = await environments.ReadAsync("wrong.bicep", "param location string\nresource = {\n}\n");
        Assert.Contains("line 2", Assert.Single(file.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_module_is_deployed() => Assert.Equal(
        Sources.In("infra/modules", ".bicep").Keys.Order(StringComparer.Ordinal),
        new BicepFile("infra/main.bicep", environments.Files["infra/main.bicep"].Tree!).Modules.Select(module => module.Of)
            .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(All))]
    public void Storage_matches_the_names_in_the_code(string environment) =>
        AssertNone(StorageContract.Faults(environments.Provision(environment), Needs.OfTheCode));

    [Theory]
    [MemberData(nameof(All))]
    public void App_settings_match_the_settings_that_the_code_reads(string environment) =>
        AssertNone(AppContract.Faults(environments.Provision(environment), Needs.OfTheCode));

    [Fact]
    public void People_sign_in_at_the_trusts_own_directory_and_without_a_secret()
    {
        var signIn = AppContract.SignInOf(environments.Provision(Environments.Production, ("signInClientId", "registration")));
        const string registration = "properties.identityProviders.azureActiveDirectory.registration";

        Assert.Equal("true", signIn["properties.platform.enabled"]?.ToString());
        Assert.Equal("true", signIn["properties.globalValidation.requireAuthentication"]?.ToString());
        Assert.Equal("RedirectToLoginPage", signIn["properties.globalValidation.unauthenticatedClientAction"]?.ToString());
        Assert.Equal("registration", signIn[$"{registration}.clientId"]?.ToString());
        Assert.Equal(AppContract.IdentityForSignIn, signIn[$"{registration}.clientSecretSettingName"]?.ToString());
        Assert.Contains("tenant", signIn[$"{registration}.openIdIssuer"]?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void With_OpenID_Connect_people_of_one_domain_sign_in_and_the_key_is_a_reference_to_the_vault()
    {
        var provision = environments.Provision(
            Environments.Production, ("signInClientId", "registration"), ("signInWithOpenId", true), ("openIdDomain", "trust.example"));
        var (signIn, settings) = (AppContract.SignInOf(provision), AppContract.SettingsOf(provision));
        const string provider = "properties.identityProviders.customOpenIdConnectProviders.office";

        AssertNone(AppContract.Faults(provision, Needs.OfTheCode, isOpenId: true));
        Assert.Equal("true", signIn["properties.platform.enabled"]?.ToString());
        Assert.Equal(Principal.OpenIdProvider, signIn["properties.globalValidation.redirectToProvider"]?.ToString());
        Assert.Null(signIn["properties.identityProviders.azureActiveDirectory"]);
        Assert.Equal("registration", signIn[$"{provider}.registration.clientId"]?.ToString());
        Assert.Equal(
            AppContract.KeyForSignIn, signIn[$"{provider}.registration.clientCredential.clientSecretSettingName"]?.ToString());
        Assert.Equal(
            "https://accounts.google.com/.well-known/openid-configuration",
            signIn[$"{provider}.registration.openIdConnectConfiguration.wellKnownOpenIdConfiguration"]?.ToString());
        Assert.Equal("trust.example", settings[OfficeOptions.DomainSetting]?.ToString());
        Assert.Equal("https://accounts.google.com", settings[OfficeOptions.IssuerSetting]?.ToString());
        Assert.StartsWith("@Microsoft.KeyVault(", settings[AppContract.KeyForSignIn]?.ToString(), StringComparison.Ordinal);
        Assert.Null(settings[OfficeOptions.TenantSetting]);
    }

    [Fact]
    public void With_OpenID_Connect_and_without_a_domain_signing_in_is_off() => Assert.Equal(
        "false",
        AppContract.SignInOf(environments.Provision(
            Environments.Production, ("signInClientId", "registration"), ("signInWithOpenId", true)))["properties.platform.enabled"]
            ?.ToString());

    [Fact]
    public void Without_a_registration_signing_in_is_off_and_the_office_closed() => Assert.Equal(
        "false", AppContract.SignInOf(environments.Provision(Environments.Production))["properties.platform.enabled"]?.ToString());

    [Theory]
    [MemberData(nameof(All))]
    public void Roles_match_the_access_that_the_work_needs(string environment) =>
        AssertNone(RoleContract.Faults(environments.Provision(environment), Needs.OfTheCode));

    [Theory]
    [MemberData(nameof(All))]
    public void Alerts_match_log_messages_of_the_app(string environment) =>
        AssertNone(AlertContract.Faults(environments.Provision(environment), Needs.OfTheCode));

    [Fact]
    public void Queries_match_log_messages_of_the_app() => AssertNone(Sources.In("infra/queries", ".kql")
        .SelectMany(
            query => AlertContract.QueryFaults(
                query.Key, query.Value.Replace("QUEUE", Needs.OfTheCode.Queues.First(), StringComparison.Ordinal), Needs.OfTheCode)));

    [Theory]
    [MemberData(nameof(All))]
    public void Security_properties_have_their_required_values(string environment) =>
        AssertNone(SafetyContract.Faults(environments.Provision(environment)));

    [Theory]
    [MemberData(nameof(All))]
    public void Every_file_of_the_trust_has_a_retention_rule(string environment) =>
        AssertNone(RetentionContract.Faults(environments.Provision(environment)));

    [Theory]
    [MemberData(nameof(All))]
    public void Retention_rules_match_the_page_on_data_protection(string environment) =>
        AssertNone(DocsContract.Periods(environments.Provision(environment), Sources.Read("docs/data-protection.md")));

    [Theory]
    [MemberData(nameof(All))]
    public void The_runbook_has_exactly_one_section_for_every_alert(string environment) =>
        AssertNone(DocsContract.Alerts(environments.Provision(environment), Sources.Read("docs/runbook.md")));

    [Fact]
    public void No_template_outputs_a_key() => AssertNone(
        environments.Files.Where(file => file.Value.Tree is not null)
            .SelectMany(file => SafetyContract.KeysIn(file.Key, file.Value.Tree!)));

    [Theory]
    [InlineData("var key = account.listKeys().keys[0].value\n")]
    [InlineData("var key = listKeys(account, '2025-06-01')\n")]
    [InlineData("output connectionString string = 'x'\n")]
    [InlineData("@secure()\nparam sendGridApiKey string\n")]
    [InlineData("var connection = 'DefaultEndpointsProtocol=https;AccountKey=${key}'\n")]
    public async Task A_template_that_outputs_a_key_is_found(string text) =>
        Assert.NotEmpty(SafetyContract.KeysIn("a.bicep", (await environments.ReadAsync("a.bicep", text)).Tree!));

    [Fact]
    public void Links_in_emails_lead_to_the_apps_host_name_or_to_the_domain_that_the_trust_names()
    {
        string AddressOf(params (string Name, JsonNode Value)[] overrides) =>
            AppContract.SettingsOf(environments.Provision(Environments.Production, overrides))["Office__Address"]!.ToString();

        Assert.Matches("^https://<.*defaultHostName>$", AddressOf());
        Assert.Equal("https://attendance.trust.example", AddressOf(("officeAddress", "https://attendance.trust.example")));
    }

    [Fact]
    public void Only_production_sends_to_parents()
    {
        Assert.Equal("true", AppContract.SettingsOf(environments.Provision(Environments.Production))["Sending__Production"]!.ToString());
        Assert.Equal("false", AppContract.SettingsOf(environments.Provision(Environments.Test))["Sending__Production"]!.ToString());
    }

    [Fact]
    public void Without_role_assignments_nothing_else_changes()
    {
        var (with, without) = (
            environments.Provision(Environments.Production),
            environments.Provision(Environments.Production, ("includeRoleAssignments", false)));
        Assert.Equal(
            with.Resources.Select(resource => resource.Reference)
                .Where(resource => !resource.StartsWith("<Microsoft.Authorization/", StringComparison.Ordinal)),
            without.Resources.Select(resource => resource.Reference));
    }

    [Fact]
    public void With_a_private_network_storage_and_vault_are_closed_and_each_service_has_a_private_endpoint()
    {
        var provision = environments.Provision(Environments.Production, ("privateNetwork", true));
        var endpoints = provision.OfType("Microsoft.Network/privateEndpoints")
            .Select(endpoint => endpoint["properties.privateLinkServiceConnections"]!.AsArray().Single()!["properties"]!)
            .Select(endpoint => $"{endpoint["privateLinkServiceId"]} {endpoint["groupIds"]!.AsArray().Single()}");
        var behind = provision.OfType(StorageContract.Account)
            .SelectMany(account => new[] { "blob", "queue", "table" }.Select(service => $"{account.Reference[..^1]}.id> {service}"))
            .Concat(provision.OfType("Microsoft.KeyVault/vaults").Select(vault => $"{vault.Reference[..^1]}.id> vault"));

        Assert.Equal(behind.Order(StringComparer.Ordinal), endpoints.Order(StringComparer.Ordinal));
        Assert.All(
            provision.OfType(StorageContract.Account).Concat(provision.OfType("Microsoft.KeyVault/vaults")),
            resource => Assert.Equal("Deny", resource["properties.networkAcls.defaultAction"]!.ToString()));
        Assert.Contains(
            "Microsoft.Network/virtualNetworks",
            AppContract.SiteOf(provision)["properties.virtualNetworkSubnetId"]!.ToString(),
            StringComparison.Ordinal);
        Assert.Empty(environments.Provision(Environments.Production).OfType("Microsoft.Network/virtualNetworks"));
    }

    // Show all sentences, because each says what to correct.
    private static void AssertNone(IEnumerable<string> faults)
    {
        var found = faults.ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
