using System.Reflection;

namespace AttendanceFunctions.Tests.Infra;

/// <summary>Reads files of the repository by their relative paths with forward slashes.</summary>
internal static class Sources
{
    public static string Root { get; } = typeof(Sources).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryRoot").Value
            ?? throw new InvalidOperationException("The build has not set the path of the repository.");

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The files below a folder with one of the given endings.</summary>
    public static IReadOnlyDictionary<string, string> In(string folder, params string[] endings) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
        .Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules"))
        .ToDictionary(path => path, Read, StringComparer.Ordinal);
}
