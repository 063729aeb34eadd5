using System.Diagnostics.CodeAnalysis;

namespace AttendanceFunctions.Domain.Policies;

/// <summary>The policy packs that come with the product, in the form of a trust's own policy file.</summary>
public static class BuiltInPolicies
{
    private static readonly Lazy<IReadOnlyDictionary<string, Policy>> Packs = new(ReadPacks);

    public static IEnumerable<Policy> All => Packs.Value.Values;

    /// <summary>The pack with this id (exact letters); false if there is none.</summary>
    public static bool TryFind(string id, [NotNullWhen(true)] out Policy? policy) => Packs.Value.TryGetValue(id, out policy);

    private static Dictionary<string, Policy> ReadPacks()
    {
        var assembly = typeof(BuiltInPolicies).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("packs/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => ReadPack(assembly.GetManifestResourceStream(name)!, name))
            .ToDictionary(policy => policy.Id, StringComparer.Ordinal);
    }

    private static Policy ReadPack(Stream stream, string name)
    {
        using var reader = new StreamReader(stream);
        return PolicyReader.Read(reader.ReadToEnd()).ValueOf(name);
    }
}
