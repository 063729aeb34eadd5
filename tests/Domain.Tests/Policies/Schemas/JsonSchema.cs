using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AttendanceFunctions.Tests.Domain.Policies.Schemas;

/// <summary>
/// As much of JSON Schema 2020-12 as the schemas of the settings use. A keyword that it does not know is an error, so that none is taken
/// for checked that is not.
/// </summary>
internal sealed class JsonSchema(JsonObject root)
{
    private static readonly HashSet<string> Annotations = new(StringComparer.Ordinal)
    {
        "$schema", "$defs", "title", "description", "default", "examples", "then", "else"
    };

    public JsonObject Root { get; } = root;

    /// <summary>Whether a file has the schema's form.</summary>
    public bool Allows(string json) => Allows(JsonNode.Parse(json), Root);

    /// <summary>The schema that a schema refers to, or itself.</summary>
    public JsonObject Resolve(JsonObject schema) => schema["$ref"] is { } reference
        ? Resolve(reference.GetValue<string>().Split('/').Skip(1).Aggregate(Root, (at, name) => at[name]!.AsObject()))
        : schema;

    private bool Allows(JsonNode? value, JsonObject schema) => schema.All(keyword => Allows(value, schema, keyword.Key, keyword.Value!));

    private bool Allows(JsonNode? value, JsonObject schema, string keyword, JsonNode rule) => keyword switch
    {
        _ when Annotations.Contains(keyword) => true,
        "$ref" => Allows(value, Resolve(schema)),
        "type" => IsOf(value, rule.GetValue<string>()),
        "const" => JsonNode.DeepEquals(value, rule),
        "enum" => rule.AsArray().Any(choice => JsonNode.DeepEquals(value, choice)),
        "oneOf" => rule.AsArray().Count(choice => Allows(value, choice!.AsObject())) == 1,
        "anyOf" => rule.AsArray().Any(choice => Allows(value, choice!.AsObject())),
        "not" => !Allows(value, rule.AsObject()),
        "if" => Allows(value, rule.AsObject()) ? AllowsIfAny(value, schema["then"]) : AllowsIfAny(value, schema["else"]),
        "required" or "properties" or "additionalProperties" =>
            value is not JsonObject members || AllowsMembers(members, schema, keyword, rule),
        "items" or "minItems" or "maxItems" or "uniqueItems" => value is not JsonArray entries || AllowsEntries(entries, keyword, rule),
        "minimum" => !IsNumber(value) || value!.GetValue<decimal>() >= rule.GetValue<decimal>(),
        "maximum" => !IsNumber(value) || value!.GetValue<decimal>() <= rule.GetValue<decimal>(),
        "pattern" => value?.GetValueKind() != JsonValueKind.String || Regex.IsMatch(value.GetValue<string>(), rule.GetValue<string>()),
        _ => throw new NotSupportedException($"This test does not know the keyword {keyword}."),
    };

    private bool AllowsIfAny(JsonNode? value, JsonNode? schema) => schema is null || Allows(value, schema.AsObject());

    private bool AllowsMembers(JsonObject members, JsonObject schema, string keyword, JsonNode rule) => keyword switch
    {
        "required" => rule.AsArray().All(name => members.ContainsKey(name!.GetValue<string>())),
        "properties" =>
            rule.AsObject()
                .All(property => !members.TryGetPropertyValue(property.Key, out var member) || Allows(member, property.Value!.AsObject())),
        _ => rule.GetValue<bool>() || members.All(member => schema["properties"]!.AsObject().ContainsKey(member.Key)),
    };

    private bool AllowsEntries(JsonArray entries, string keyword, JsonNode rule) => keyword switch
    {
        "items" => entries.All(entry => Allows(entry, rule.AsObject())),
        "minItems" => entries.Count >= rule.GetValue<int>(),
        "maxItems" => entries.Count <= rule.GetValue<int>(),
        _ => entries.Select(entry => entry?.ToJsonString()).Distinct(StringComparer.Ordinal).Count() == entries.Count,
    };

    private static bool IsNumber(JsonNode? value) => value?.GetValueKind() == JsonValueKind.Number;

    private static bool IsOf(JsonNode? value, string type) => (type, value?.GetValueKind()) switch
    {
        ("integer", JsonValueKind.Number) => value!.GetValue<decimal>() is var number && decimal.Truncate(number) == number,
        ("number", JsonValueKind.Number)
            or ("string", JsonValueKind.String)
            or ("array", JsonValueKind.Array)
            or ("object", JsonValueKind.Object) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        _ => false,
    };
}
