using AttendanceFunctions.Tests.Infra.Contracts;
using AttendanceFunctions.Tests.Infra.Reading;

namespace AttendanceFunctions.Tests.Infra;

/// <summary>What the Bicep would deploy and what the code needs are the same, read by the Bicep's syntax tree.</summary>
public sealed class BicepTests(Environments environments)
{
    public static TheoryData<string> All => [Environments.Production, Environments.Test];

    [Fact]
    public void Every_file_is_Bicep()
    {
        Assert.True(environments.Files.Keys.Count(path => path.EndsWith(".bicep", StringComparison.Ordinal)) > 10);
        AssertNone(environments.Files.SelectMany(file => file.Value.Faults.Select(fault => $"{file.Key}, {fault}")));
    }

    [Fact]
    public async Task A_file_that_is_not_Bicep_is_told_with_its_line()
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
    public void Storage_is_what_the_code_names(string environment) =>
        AssertNone(StorageContract.Faults(environments.Provision(environment), Needs.OfTheCode));

    [Theory]
    [MemberData(nameof(All))]
    public void App_settings_are_those_that_are_read(string environment) =>
        AssertNone(AppContract.Faults(environments.Provision(environment), Needs.OfTheCode));

    [Theory]
    [MemberData(nameof(All))]
    public void Roles_are_those_that_the_work_takes(string environment) =>
        AssertNone(RoleContract.Faults(environments.Provision(environment), Needs.OfTheCode));

    [Theory]
    [MemberData(nameof(All))]
    public void Alerts_wait_for_what_is_logged(string environment) =>
        AssertNone(AlertContract.Faults(environments.Provision(environment), Needs.OfTheCode));

    [Fact]
    public void Every_query_asks_for_what_is_logged() => AssertNone(Sources.In("infra/queries", ".kql")
        .SelectMany(
            query => AlertContract.QueryFaults(
                query.Key, query.Value.Replace("QUEUE", Needs.OfTheCode.Queues.First(), StringComparison.Ordinal), Needs.OfTheCode)));

    [Theory]
    [MemberData(nameof(All))]
    public void Nothing_is_open_that_must_be_closed(string environment) =>
        AssertNone(SafetyContract.Faults(environments.Provision(environment)));

    [Theory]
    [MemberData(nameof(All))]
    public void Every_file_of_the_trust_has_its_end(string environment) =>
        AssertNone(RetentionContract.Faults(environments.Provision(environment)));

    [Theory]
    [MemberData(nameof(All))]
    public void Files_are_kept_as_long_as_the_page_on_data_protection_says(string environment) =>
        AssertNone(DocsContract.Periods(environments.Provision(environment), Sources.Read("docs/data-protection.md")));

    [Theory]
    [MemberData(nameof(All))]
    public void The_runbook_has_a_section_on_every_alert_and_on_no_other(string environment) =>
        AssertNone(DocsContract.Alerts(environments.Provision(environment), Sources.Read("docs/runbook.md")));

    [Fact]
    public void No_template_hands_out_a_key() => AssertNone(
        environments.Files.Where(file => file.Value.Tree is not null)
            .SelectMany(file => SafetyContract.KeysIn(file.Key, file.Value.Tree!)));

    [Theory]
    [InlineData("var key = account.listKeys().keys[0].value\n")]
    [InlineData("var key = listKeys(account, '2025-06-01')\n")]
    [InlineData("output connectionString string = 'x'\n")]
    [InlineData("@secure()\nparam sendGridApiKey string\n")]
    [InlineData("var connection = 'DefaultEndpointsProtocol=https;AccountKey=${key}'\n")]
    public async Task A_template_that_hands_out_a_key_is_found(string text) =>
        Assert.NotEmpty(SafetyContract.KeysIn("a.bicep", (await environments.ReadAsync("a.bicep", text)).Tree!));

    [Fact]
    public void Production_sends_to_parents_and_nothing_else_does()
    {
        Assert.Equal("true", AppContract.SettingsOf(environments.Provision(Environments.Production))["Sending__Production"]!.ToString());
        Assert.Equal("false", AppContract.SettingsOf(environments.Provision(Environments.Test))["Sending__Production"]!.ToString());
    }

    [Fact]
    public void Roles_are_assigned_by_somebody_else_where_that_is_asked_for_and_nothing_else_changes()
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
    public void With_a_network_of_its_own_storage_and_vault_are_closed_and_every_service_of_theirs_has_its_door()
    {
        var provision = environments.Provision(Environments.Production, ("privateNetwork", true));
        var doors = provision.OfType("Microsoft.Network/privateEndpoints")
            .Select(door => door["properties.privateLinkServiceConnections"]!.AsArray().Single()!["properties"]!)
            .Select(door => $"{door["privateLinkServiceId"]} {door["groupIds"]!.AsArray().Single()}");
        var behind = provision.OfType(StorageContract.Account)
            .SelectMany(account => new[] { "blob", "queue", "table" }.Select(service => $"{account.Reference[..^1]}.id> {service}"))
            .Concat(provision.OfType("Microsoft.KeyVault/vaults").Select(vault => $"{vault.Reference[..^1]}.id> vault"));

        Assert.Equal(behind.Order(StringComparer.Ordinal), doors.Order(StringComparer.Ordinal));
        Assert.All(
            provision.OfType(StorageContract.Account).Concat(provision.OfType("Microsoft.KeyVault/vaults")),
            resource => Assert.Equal("Deny", resource["properties.networkAcls.defaultAction"]!.ToString()));
        Assert.Contains(
            "Microsoft.Network/virtualNetworks",
            AppContract.SiteOf(provision)["properties.virtualNetworkSubnetId"]!.ToString(),
            StringComparison.Ordinal);
        Assert.Empty(environments.Provision(Environments.Production).OfType("Microsoft.Network/virtualNetworks"));
    }

    // With every sentence in full: there are few, and each says what to mend.
    private static void AssertNone(IEnumerable<string> faults)
    {
        var found = faults.ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
