namespace AttendanceFunctions.Domain.Policies;

/// <summary>The kinds of entries that people write into a case's log: those that every policy has, and those that a policy names.</summary>
public static class EntryKinds
{
    /// <summary>What school, local authority and other services agreed to do for a severely absent pupil.</summary>
    public const string JointApproach = "Joint approach";

    /// <summary>A meeting with the family.</summary>
    public const string Meeting = "Meeting";

    /// <summary>The kinds that every policy has.</summary>
    public static IReadOnlyList<string> OfAll { get; } =
        ["Conversation", "Call", "Visit", Meeting, "Agency", "Note", JointApproach];

    /// <summary>All kinds under a policy, in the order in which people choose from them.</summary>
    public static IReadOnlyList<string> Of(Policy policy) => [.. OfAll, .. policy.EntryKinds];

    /// <summary>The kind of a policy with this name, without regard to case; null if it has none.</summary>
    public static string? Find(Policy policy, string name) =>
        Of(policy).FirstOrDefault(kind => kind.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));

    internal static IReadOnlyList<string> ReadOwn(SettingsSection policy)
    {
        var own = policy.Texts("entryKinds");
        var seen = new HashSet<string>(OfAll, StringComparer.OrdinalIgnoreCase);
        foreach (var kind in own.Where(kind => !seen.Add(kind)))
        {
            policy.AddFault("entryKinds", $"has \"{kind}\" twice, or it is a kind that every policy has; leave one out.");
        }

        return own;
    }
}
