using System.Text.Json.Nodes;

namespace AttendanceFunctions.Tests.Infra.Reading;

/// <summary>A resource that a deployment would make. What only Azure knows stands in it as its expression in angle brackets.</summary>
/// <param name="Type">Its whole type, without the version.</param>
/// <param name="Name">Its name, behind those of its parents.</param>
/// <param name="Body">What it is given.</param>
/// <param name="Existing">Whether it is only referred to.</param>
/// <param name="File">Where it is declared.</param>
public sealed record Resource(string Type, string Name, JsonObject Body, bool Existing, string File)
{
    /// <summary>How expressions refer to it.</summary>
    public string Reference => $"<{Type} {Name}>";

    /// <summary>The last part of its name.</summary>
    public string ShortName => Name.Split('/')[^1];

    /// <summary>A property by its path; null where there is none.</summary>
    public JsonNode? this[string path] => path.Split('.').Aggregate((JsonNode?)Body, (node, name) => (node as JsonObject)?[name]);
}

/// <summary>What one environment's parameter file would have deployed.</summary>
public sealed class Provision
{
    private Provision(IReadOnlyList<Resource> resources) => Resources = [.. resources.Where(resource => !resource.Existing)];

    public IReadOnlyList<Resource> Resources { get; }

    /// <param name="texts">All files, by path.</param>
    /// <param name="trees">Their trees.</param>
    /// <param name="parameterFile">The environment's parameter file.</param>
    /// <param name="overrides">Parameters that are given otherwise than there.</param>
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
