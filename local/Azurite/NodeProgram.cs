using System.Reflection;

namespace AttendanceFunctions.Local.Azurite;

/// <summary>
/// A Node script and its package files. They are embedded in an assembly, so a built program does not need the source folder.
/// </summary>
/// <param name="Name">The name for progress messages.</param>
/// <param name="Purpose">The purpose for progress messages, in a few words.</param>
/// <param name="Files">The content of package.json, package-lock.json and the script, by file name.</param>
internal sealed record NodeProgram(string Name, string Purpose, IReadOnlyDictionary<string, byte[]> Files)
{
    public static NodeProgram Azurite { get; } = FromResources(typeof(NodeProgram).Assembly, "Azurite", "the local storage", "run.js");

    /// <summary>Reads a program from an assembly's resources.</summary>
    public static NodeProgram FromResources(Assembly assembly, string name, string purpose, string script) =>
        new(name, purpose, new[] { "package.json", "package-lock.json", script }.ToDictionary(file => file, file => Read(assembly, file)));

    private static byte[] Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The program was built without {resource}.");
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
