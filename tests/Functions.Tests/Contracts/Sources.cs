using System.Reflection;

namespace AttendanceFunctions.Tests.Functions.Contracts;

/// <summary>The sources that these tests were built from.</summary>
internal static class Sources
{
    public static string Root { get; } = typeof(Sources).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryRoot").Value
            ?? throw new InvalidOperationException("The build does not say where the repository is.");

    /// <summary>Every source file of the functions app, by its path.</summary>
    public static IReadOnlyDictionary<string, string> OfFunctions { get; } = Directory
        .EnumerateFiles(Path.Combine(Root, "functions"), "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj"))
        .ToDictionary(path => Path.GetRelativePath(Root, path), File.ReadAllText);
}
