using AttendanceFunctions.Tests.Infra.Contracts;
using AttendanceFunctions.Tests.Infra.Reading;

namespace AttendanceFunctions.Tests.Infra;

/// <summary>Differences between Bicep and code are found. Each test makes a change in memory.</summary>
public sealed class ChangeTests(Environments environments)
{
    private const string Names = "infra/names.bicep";
    private const string Roles = "infra/modules/roles.bicep";

    [Theory]
    [InlineData("'nudge-texts'", "'nudge-sms'", "queue nudge-texts")]
    [InlineData("'nudge-texts'", "'nudge-sms'", "queue nudge-texts-poison")]
    [InlineData("  'nudge-emails'\n", "", "queue nudge-emails")]
    [InlineData("'-poison'", "'-failed'", "queue school-nights-poison")]
    [InlineData("'rosters'", "'roster'", "container rosters")]
    [InlineData("'leases'", "'locks'", "container leases")]
    [InlineData("'CaseEvents'", "'CaseHistory'", "table CaseEvents")]
    public async Task A_name_changed_only_in_Bicep_is_found(string text, string instead, string fault)
    {
        var provision = await environments.WithoutAsync(Names, text, instead);
        Assert.Contains(
            StorageContract.Faults(provision, Needs.OfTheCode), found => found.Contains($"needs the {fault},", StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_changed_only_in_the_code_is_found()
    {
        var (provision, code) = (environments.Provision(Environments.Production), Needs.OfTheCode);
        Assert.NotEmpty(
            StorageContract.Faults(
                provision,
                code with
                {
                    Queues = [.. code.Queues.Select(queue => queue.Replace("nudge-texts", "nudge-sms", StringComparison.Ordinal))]
                }));
        Assert.NotEmpty(StorageContract.Faults(provision, code with { Tables = [.. code.Tables.Skip(1)] }));
        Assert.NotEmpty(StorageContract.Faults(provision, code with { Incoming = [.. code.Incoming.Append("holidays")] }));
        Assert.NotEmpty(AppContract.Faults(provision, code with { Settings = [.. code.Settings.Append("Sms__Country")] }));
        Assert.NotEmpty(AppContract.Faults(provision, code with { Settings = [.. code.Settings.Skip(1)] }));
        Assert.NotEmpty(AppContract.Faults(provision, code with { Connections = [.. code.Connections.Append("Reports")] }));
        Assert.NotEmpty(RoleContract.Faults(provision, code with { Written = [.. code.Written.Append("holidays")] }));
        Assert.NotEmpty(
            AlertContract.Faults(
                provision,
                code with
                {
                    LogTemplates = [
                        .. code.LogTemplates.Select(template => template.Replace("failed for good", "failed", StringComparison.Ordinal))
                    ]
                }));
        Assert.NotEmpty(AlertContract.Faults(provision, code with { Queues = [.. code.Queues.Append("letters-poison")] }));
    }

    [Theory]
    [InlineData("host")]
    [InlineData("incoming")]
    [InlineData("outgoing")]
    [InlineData("queuesAndTables")]
    [InlineData("links")]
    [InlineData("texts")]
    [InlineData("sendGridKey")]
    [InlineData("telemetry")]
    [InlineData("reports")]
    [InlineData("undeliveredReports")]
    public async Task A_removed_role_is_found(string symbol)
    {
        var text = Sources.Read(Roles);
        var from = text.IndexOf($"resource {symbol} 'Microsoft.Authorization/roleAssignments", StringComparison.Ordinal);
        Assert.True(from >= 0, $"The assignment {symbol} does not exist.");
        var end = text.IndexOf("\n\n", from, StringComparison.Ordinal);
        var provision = await environments.WithoutAsync(Roles, end < 0 ? text[from..] : text[from..end], "");
        Assert.NotEmpty(RoleContract.Faults(provision, Needs.OfTheCode));
    }

    [Fact]
    public void The_tests_cover_all_role_assignments() => Assert.Equal(
        typeof(ChangeTests).GetMethod(nameof(A_removed_role_is_found))!.GetCustomAttributesData()
            .Where(data => data.AttributeType == typeof(InlineDataAttribute))
            .Select(
                data => (string)((IReadOnlyCollection<System.Reflection.CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)
                    .First().Value!)
            .Order(StringComparer.Ordinal),
        new BicepFile(Roles, environments.Files[Roles].Tree!).Resources.Where(resource => !resource.Existing)
            .Select(resource => resource.Symbol)
            .Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(
        "for id in [role.queueDataContributor, role.tableDataContributor]", "for id in [role.blobDataOwner, role.tableDataContributor]")]
    [InlineData("scope: read[i]", "scope: trustData")]
    [InlineData("  scope: vault\n", "")]
    public async Task A_different_or_wider_role_is_found(string text, string instead) =>
        Assert.NotEmpty(RoleContract.Faults(await environments.WithoutAsync(Roles, text, instead), Needs.OfTheCode));

    [Theory]
    [InlineData("infra/modules/functions.bicep", "TrustData__clientId", "TrustData__client")]
    [InlineData("infra/modules/functions.bicep", "'managedidentity'", "'none'")]
    [InlineData("infra/modules/functions.bicep", "      Office__Address: address\n", "")]
    [InlineData("infra/main.bicep", "      Sms__From: smsSender\n", "")]
    [InlineData("infra/main.bicep", "secrets.outputs.sendGridKeyReference", "'SG.key'")]
    public async Task A_missing_setting_or_a_key_is_found(string file, string text, string instead) =>
        Assert.NotEmpty(AppContract.Faults(await environments.WithoutAsync(file, text, instead), Needs.OfTheCode));

    [Theory]
    [InlineData("infra/queries/failed-work.kql", "failed for good", "failed twice")]
    [InlineData("infra/queries/night-not-done.kql", "\" is summarised: \"", "\" is done: \"")]
    [InlineData("infra/queries/messages-not-taken.kql", "was not taken", "was forgotten")]
    [InlineData("infra/queries/school-without-registers.kql", "school days without registers.\"", "days without registers, that is all.\"")]
    [InlineData("infra/modules/alerts.bicep", "concat(failedWork, silences)", "silences")]
    [InlineData("infra/modules/alerts.bicep", "actionGroups: [trust.id]", "actionGroups: []")]
    public async Task An_alert_that_would_never_fire_is_found(string file, string text, string instead) =>
        Assert.NotEmpty(AlertContract.Faults(await environments.WithoutAsync(file, text, instead), Needs.OfTheCode));

    [Theory]
    [InlineData("infra/modules/trust-data.bicep", "allowSharedKeyAccess: false", "allowSharedKeyAccess: true")]
    [InlineData("infra/modules/host-storage.bicep", "    allowBlobPublicAccess: false\n", "")]
    [InlineData("infra/modules/secrets.bicep", "enablePurgeProtection: true", "enablePurgeProtection: false")]
    public async Task A_weakened_security_property_is_found(string file, string text, string instead) =>
        Assert.NotEmpty(SafetyContract.Faults(await environments.WithoutAsync(file, text, instead)));

    [Theory]
    [InlineData("map(outgoingContainers, container => { container: container, days: outputDays }),", "")]
    [InlineData("'registers', 'decisions'", "'registers'")]
    public async Task Files_without_a_retention_rule_are_found(string text, string instead) =>
        Assert.NotEmpty(RetentionContract.Faults(await environments.WithoutAsync("infra/modules/retention.bicep", text, instead)));
}
