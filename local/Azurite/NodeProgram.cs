using System.Reflection;

namespace AttendanceFunctions.Local.Azurite;

/// <summary>A script with the npm packages that it needs, carried in an assembly so that a built program finds it anywhere.</summary>
/// <param name="Name">What it is called when it is installed.</param>
/// <param name="Purpose">What it is for, in a word or two.</param>
/// <param name="Files">package.json, package-lock.json and the script, by name.</param>
internal sealed record NodeProgram(string Name, string Purpose, IReadOnlyDictionary<string, byte[]> Files)
{
    public static NodeProgram Azurite { get; } = In(typeof(NodeProgram).Assembly, "Azurite", "the local storage", "run.js");

    /// <summary>The program whose files an assembly holds as resources of these names.</summary>
    public static NodeProgram In(Assembly assembly, string name, string purpose, string script) =>
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
