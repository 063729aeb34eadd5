using System.Text.Json.Nodes;

namespace AttendanceFunctions.Tests.Domain.Policies.Schemas;

/// <summary>A value in a file of the settings and what the schema says of it.</summary>
/// <param name="Path">Where, as a fault names it: <c>$.stages[0].name</c>.</param>
/// <param name="Steps">The names and indices that lead there from the root.</param>
/// <param name="Schema">The schema that the value has there, references followed.</param>
internal sealed record Place(string Path, IReadOnlyList<object> Steps, JsonObject Schema)
{
    /// <summary>Every value of a file that the schema describes, the root first.</summary>
    public static IEnumerable<Place> AllOf(JsonNode file, JsonSchema schema) => Under(new("$", [], schema.Root), file, schema);

    /// <summary>The name by which its object knows it; none for the root and for entries of lists.</summary>
    public string Name => Steps is [.., string name] ? name : "";

    public bool IsMember => Name.Length > 0;

    public bool IsObject => Schema["type"]?.GetValue<string>() == "object";

    /// <summary>The names that an object may have.</summary>
    public IEnumerable<string> Names => Schema["properties"]?.AsObject().Select(property => property.Key) ?? [];

    /// <summary>The words that a value may be.</summary>
    public IEnumerable<string> Words => Schema["enum"]?.AsArray().Select(word => word!.GetValue<string>()) ?? [];

    /// <summary>Whether the object that holds it may not leave it out, whatever else it says.</summary>
    public bool IsRequired(JsonObject holder) => holder["required"]?.AsArray().Any(name => name!.GetValue<string>() == Name) ?? false;

    /// <summary>The object or list that holds this value in a file.</summary>
    public JsonNode HolderIn(JsonNode file) => Steps.SkipLast(1).Aggregate(file, Follow);

    public JsonNode ValueIn(JsonNode file) => Steps.Aggregate(file, Follow);

    public void ReplaceIn(JsonNode file, JsonNode? value)
    {
        if (Steps[^1] is string name)
        {
            HolderIn(file)[name] = value;
        }
        else
        {
            HolderIn(file)[(int)Steps[^1]] = value;
        }
    }

    private static JsonNode Follow(JsonNode at, object step) => (step is string name ? at[name] : at[(int)step])!;

    private static IEnumerable<Place> Under(Place place, JsonNode value, JsonSchema schema)
    {
        IEnumerable<(Place Place, JsonNode Value)> children = value switch
        {
            JsonObject members => members.Where(member => place.Schema["properties"]?[member.Key] is not null).Select(member =>
                (place.Child(
                    member.Key, $".{member.Key}", schema.Resolve(place.Schema["properties"]![member.Key]!.AsObject())), member.Value!)),
            JsonArray entries =>
                entries.Select(
                    (entry, index) => (place.Child(index, $"[{index}]", schema.Resolve(place.Schema["items"]!.AsObject())), entry!)),
            _ => [],
        };
        return children.SelectMany(child => Under(child.Place, child.Value, schema)).Prepend(place);
    }

    private Place Child(object step, string path, JsonObject schema) => new(Path + path, [.. Steps, step], schema);
}
