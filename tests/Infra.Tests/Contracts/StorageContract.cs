using AttendanceFunctions.Tests.Infra.Reading;

namespace AttendanceFunctions.Tests.Infra.Contracts;

/// <summary>The trust's storage account has exactly the containers, queues and tables that the code uses.</summary>
internal static class StorageContract
{
    public const string Account = "Microsoft.Storage/storageAccounts";

    private const string DeadLetters = "deadLetterWithResourceIdentity.deadLetterDestination";

    public static IEnumerable<string> Faults(Provision provision, Needs needs)
    {
        var deadLetters = provision.OfType("Microsoft.EventGrid/systemTopics/eventSubscriptions")
            .Select(subscription => subscription[$"properties.{DeadLetters}.properties.blobContainerName"]!.ToString());
        return Compare("container", $"{Account}/blobServices/containers", needs.Incoming.Concat(needs.Written).Concat(deadLetters))
            .Concat(Compare("queue", $"{Account}/queueServices/queues", needs.Queues))
            .Concat(Compare("table", $"{Account}/tableServices/tables", needs.Tables));

        IEnumerable<string> Compare(string kind, string type, IEnumerable<string> needed)
        {
            var account = AppContract.AccountOf(provision, "TrustData");
            return Difference.Between(
                kind,
                needed,
                provision.OfType(type)
                    .Where(resource => resource.Name.StartsWith($"{account}/", StringComparison.Ordinal))
                    .Select(resource => resource.ShortName));
        }
    }
}

/// <summary>Describes the differences between two lists that should be equal.</summary>
internal static class Difference
{
    public static IEnumerable<string> Between(string kind, IEnumerable<string> needed, IEnumerable<string> provisioned)
    {
        var (code, bicep) = (needed.ToList(), provisioned.ToList());
        return code.Except(bicep).Select(name => $"The code needs the {kind} {name}, but Bicep does not provide it.")
            .Concat(bicep.Except(code).Select(name => $"Bicep provides the {kind} {name}, but the code does not use it."))
            .Concat(
                bicep.GroupBy(name => name)
                    .Where(same => same.Count() > 1)
                    .Select(same => $"Bicep provides the {kind} {same.Key} more than once."));
    }
}
