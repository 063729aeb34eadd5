namespace AttendanceFunctions.Tests.Infra;

/// <summary>The workflows and all other YAML files.</summary>
internal static class Workflows
{
    public static IReadOnlyDictionary<string, string> Texts { get; } = Sources.In(".github", ".yml", ".yaml")
        .Append(KeyValuePair.Create("azure.yaml", Sources.Read("azure.yaml")))
        .ToDictionary(file => file.Key, file => file.Value);
}
