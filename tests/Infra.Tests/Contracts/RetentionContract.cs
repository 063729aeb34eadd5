using AttendanceFunctions.Tests.Infra.Reading;

namespace AttendanceFunctions.Tests.Infra.Contracts;

/// <summary>Every container has a retention rule, except containers whose newest file is always in use.</summary>
internal static class RetentionContract
{
    private static readonly string[] WithoutEnd = ["settings", "rosters", "templates", "leases"];

    public static IEnumerable<string> Faults(Provision provision)
    {
        var account = AppContract.AccountOf(provision, "TrustData");
        var containers = provision.OfType($"{StorageContract.Account}/blobServices/containers")
            .Where(container => container.Name.StartsWith($"{account}/", StringComparison.Ordinal))
            .Select(container => container.ShortName).ToList();
        var policy = provision.OfType($"{StorageContract.Account}/managementPolicies").Single();
        var rules = policy["properties.policy.rules"]!.AsArray().Select(rule => rule!["definition"]!).ToList();
        return Difference.Between("end of files in", containers.Except(WithoutEnd), Prefixes("baseBlob"))
            .Concat(Difference.Between("end of versions in", containers.Except(["leases"]), Prefixes("version")))
            .Concat(policy.Name == $"{account}/default" ? [] : ["The retention rules belong to another account than the trust's data."])
            .Concat(provision.OfType($"{StorageContract.Account}/blobServices").Where(blobs => blobs.Name == $"{account}/default")
                .Where(
                    blobs => blobs["properties.isVersioningEnabled"]?.ToString() != "true"
                        || blobs["properties.deleteRetentionPolicy.enabled"]?.ToString() != "true")
                .Select(_ => "What is deleted or overwritten by mistake cannot be had back."));

        IEnumerable<string> Prefixes(string of) => rules.Where(rule => rule["actions"]![of] is not null)
            .SelectMany(rule => rule["filters"]!["prefixMatch"]!.AsArray().Select(prefix => prefix!.ToString().TrimEnd('/')));
    }
}
