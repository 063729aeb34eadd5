using System.Text.Json.Nodes;

namespace AttendanceFunctions.Tests.Infra.Reading;

/// <summary>A resource of a deployment. Values that only Azure knows are expressions in angle brackets.</summary>
/// <param name="Type">The full type without the version.</param>
/// <param name="Name">The full name, including the names of its parents.</param>
/// <param name="Body">The evaluated body.</param>
/// <param name="Existing">Whether it is declared as existing.</param>
/// <param name="File">The file of the declaration.</param>
public sealed record Resource(string Type, string Name, JsonObject Body, bool Existing, string File)
{
    /// <summary>The text for references to this resource.</summary>
    public string Reference => $"<{Type} {Name}>";

    /// <summary>The last part of the name.</summary>
    public string ShortName => Name.Split('/')[^1];

    /// <summary>Returns a property by its path; null if it does not exist.</summary>
    public JsonNode? this[string path] => path.Split('.').Aggregate((JsonNode?)Body, (node, name) => (node as JsonObject)?[name]);
}

/// <summary>The resources that would be deployed with the parameter file of an environment.</summary>
public sealed class Provision
{
    private Provision(IReadOnlyList<Resource> resources) => Resources = [.. resources.Where(resource => !resource.Existing)];

    public IReadOnlyList<Resource> Resources { get; }

    /// <param name="texts">All files, by path.</param>
    /// <param name="trees">The syntax trees of the files.</param>
    /// <param name="parameterFile">The parameter file of the environment.</param>
    /// <param name="overrides">Parameters that override those of the parameter file.</param>
    public static Provision Of(
        IReadOnlyDictionary<string, string> texts, IReadOnlyDictionary<string, ReadFile> trees, string parameterFile,
        params (string Name, JsonNode Value)[] overrides)
    {
        var files = trees.Where(file => file.Value.Tree is not null)
            .ToDictionary(file => file.Key, file => new BicepFile(file.Key, file.Value.Tree!));
        var given = new Scope(files, texts, files[parameterFile], new Dictionary<string, JsonNode?>());
        var parameters = files[parameterFile].Variables.ToDictionary(variable => variable.Key, variable => given.Value(variable.Value));
        foreach (var (name, value) in overrides)
        {
            parameters[name] = value;
        }

        return new([.. new Scope(files, texts, files[files[parameterFile].Using], parameters).AllResources()]);
    }

    public IEnumerable<Resource> OfType(string type) => Resources.Where(resource => resource.Type == type);
}
