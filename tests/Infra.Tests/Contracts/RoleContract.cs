using AttendanceFunctions.Tests.Infra.Reading;

namespace AttendanceFunctions.Tests.Infra.Contracts;

/// <summary>The identities have exactly the roles that they need, at the narrowest scope.</summary>
internal static class RoleContract
{
    /// <summary>Azure's built-in roles.</summary>
    private static readonly Dictionary<string, string> BuiltIn = new()
    {
        ["Storage Blob Data Owner"] = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
        ["Storage Blob Data Contributor"] = "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
        ["Storage Blob Data Reader"] = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
        ["Storage Blob Delegator"] = "db58b8e5-c6ad-4a2a-8342-4190687cbf4a",
        ["Storage Queue Data Contributor"] = "974c5e8b-45b9-4653-ba55-5f855dd0fb88",
        ["Storage Queue Data Message Sender"] = "c6a89b2d-59bc-44d0-9896-0f6e12d7b80a",
        ["Storage Table Data Contributor"] = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
        ["Key Vault Secrets User"] = "4633458b-17de-408a-b874-0445c86b69e6",
        ["Monitoring Metrics Publisher"] = "3913510d-42f4-4e42-8a64-420c390055eb",
        ["Communication and Email Service Owner"] = "09976791-48a7-449e-bb21-39d1a415f350",
    };

    public static IEnumerable<string> Faults(Provision provision, Needs needs) =>
        Difference.Between("role", Needed(provision, needs), provision.OfType("Microsoft.Authorization/roleAssignments").Select(RoleOf))
            .Concat(provision.OfType("Microsoft.Authorization/roleAssignments").GroupBy(role => role.Name).Where(same => same.Count() > 1)
                .Select(same => $"Two role assignments have the name {same.Key}."));

    private static string RoleOf(Resource assignment)
    {
        var id = assignment["properties.roleDefinitionId"]!.ToString().Split(' ')[^1].TrimEnd('>');
        return Line(
            assignment["properties.principalId"]!.ToString(),
            BuiltIn.FirstOrDefault(role => role.Value == id).Key ?? id,
            assignment["scope"]?.ToString() ?? "the whole resource group");
    }

    private static IEnumerable<string> Needed(Provision provision, Needs needs)
    {
        var (host, data) = (AppContract.AccountOf(provision, "AzureWebJobsStorage"), AppContract.AccountOf(provision, "TrustData"));
        var app = PrincipalOf(IdentityOf(AppContract.SiteOf(provision)));
        foreach (var role in new[] { "Storage Blob Data Owner", "Storage Queue Data Contributor", "Storage Table Data Contributor" })
        {
            yield return Line(app, role, $"<{StorageContract.Account} {host}>");
        }

        foreach (var role in new[] { "Storage Queue Data Contributor", "Storage Table Data Contributor", "Storage Blob Delegator" })
        {
            yield return Line(app, role, $"<{StorageContract.Account} {data}>");
        }

        foreach (var (container, role) in needs.Incoming.Select(container => (container, "Reader"))
            .Concat(needs.Written.Select(container => (container, "Contributor"))))
        {
            yield return Line(app, $"Storage Blob Data {role}", Container(container));
        }

        yield return Line(app, "Key Vault Secrets User", provision.OfType("Microsoft.KeyVault/vaults").Single().Reference);
        yield return Line(app, "Monitoring Metrics Publisher", provision.OfType("Microsoft.Insights/components").Single().Reference);
        yield return Line(
            app,
            "Communication and Email Service Owner",
            provision.OfType("Microsoft.Communication/communicationServices").Single().Reference);

        foreach (var reports in provision.OfType("Microsoft.EventGrid/systemTopics/eventSubscriptions")
            .Select(subscription => subscription["properties"]!))
        {
            var (delivery, deadLetters) = (reports["deliveryWithResourceIdentity"]!, reports["deadLetterWithResourceIdentity"]!);
            yield return Line(
                PrincipalOf(delivery["identity"]!["userAssignedIdentity"]!.ToString()), "Storage Queue Data Message Sender",
                $"<{StorageContract.Account}/queueServices/queues {data}/default/{delivery["destination"]!["properties"]!["queueName"]}>");
            yield return Line(
                PrincipalOf(deadLetters["identity"]!["userAssignedIdentity"]!.ToString()), "Storage Blob Data Contributor",
                Container(deadLetters["deadLetterDestination"]!["properties"]!["blobContainerName"]!.ToString()));
        }

        string Container(string name) => $"<{StorageContract.Account}/blobServices/containers {data}/default/{name}>";
    }

    private static string IdentityOf(Resource resource) => resource["identity.userAssignedIdentities"]!.AsObject().Single().Key;

    private static string PrincipalOf(string identity) => identity[..^".id>".Length] + ".properties.principalId>";

    private static string Line(string who, string role, string on) => $"{role} of {who} on {on}";
}
