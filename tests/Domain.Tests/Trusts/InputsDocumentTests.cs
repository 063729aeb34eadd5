using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AttendanceFunctions.Tests.Domain.Trusts;

/// <summary>docs/inputs.md says of settings/trust.json what docs/trust.schema.json says.</summary>
public sealed class InputsDocumentTests
{
    private const string Begin = "<!-- Written by InputsDocumentTests. -->\n";

    private const string Columns = "columns";

    private static readonly string Document = Embedded.Text("docs/inputs.md").ReplaceLineEndings("\n");

    private static readonly JsonObject Root = JsonNode.Parse(Embedded.Text("docs/trust.schema.json"))!.AsObject();

    private static readonly JsonObject Defs = Root["$defs"]!.AsObject();

    /// <summary>What the simple definitions are called.</summary>
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["text"] = "text",
        ["date"] = "date, `yyyy-MM-dd`",
        ["time"] = "time, `HH:mm`",
        ["email"] = "email address",
    };

    /// <summary>To update the tables after a change of the schema, run this with RENEW_GOLDEN_FILES=1, then build again.</summary>
    [Fact]
    public void The_tables_of_trust_json_are_what_the_schema_says() => AssertTables();

    [Fact]
    public void Every_field_has_a_description_and_what_is_no_object_an_example()
    {
        var fields = Objects().SelectMany(found => MembersOf(found.Schema)).ToList();

        Assert.All(fields, field => Assert.EndsWith(".", field.Value!["description"]!.GetValue<string>(), StringComparison.Ordinal));
        Assert.All(
            fields.Where(field => !TypeOf(field.Value!.AsObject()).Contains('[', StringComparison.Ordinal)),
            field => Assert.NotNull(field.Value!["examples"]));
    }

    private static void AssertTables([CallerFilePath] string caller = "")
    {
        var from = Document.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var tables = string.Join("\n", Objects().Select(found => TableOf(found.Name, found.Schema)));
        if (Environment.GetEnvironmentVariable("RENEW_GOLDEN_FILES") == "1")
        {
            File.WriteAllText(
                Path.Combine(Path.GetDirectoryName(caller)!, "..", "..", "..", "docs", "inputs.md"), $"{Document[..from]}\n{tables}");
            return;
        }

        Assert.Equal(tables.Trim(), Document[from..].Trim(), ignoreLineEndingDifferences: true);
    }

    private static IEnumerable<(string Name, JsonObject Schema)> Objects() => Defs
        .Where(definition => definition.Key != Columns && definition.Value!["type"]?.GetValue<string>() == "object")
        .Select(definition => (definition.Key, definition.Value!.AsObject())).Prepend(("trust.json", Root));

    private static IEnumerable<KeyValuePair<string, JsonNode?>> MembersOf(JsonObject schema) =>
        schema["properties"]!.AsObject().Where(property => property.Key is not ("$schema" or "comment"));

    private static string TableOf(string name, JsonObject schema)
    {
        var required = schema["required"]?.AsArray().Select(member => member!.GetValue<string>()).ToHashSet() ?? [];
        return $"### {name}\n\n{schema["description"]!.GetValue<string>()}\n\n"
            + "| name | what | type | left out | example |\n|---|---|---|---|---|\n"
            + string.Concat(MembersOf(schema).Select(member => RowOf(member.Key, member.Value!.AsObject(), required.Contains(member.Key))));
    }

    private static string RowOf(string name, JsonObject member, bool isRequired) =>
        $"| {(isRequired ? $"**`{name}`**" : $"`{name}`")} | {member["description"]!.GetValue<string>()} | {TypeOf(member)} | "
        + $"{(isRequired ? "must be there" : member["default"] is { } fallback ? $"`{Text(fallback)}`" : "")} | "
        + $"{(member["examples"] is { } examples ? $"`{Text(examples[0]!)}`" : "")} |\n";

    private static string TypeOf(JsonObject member) => member["$ref"] is { } reference
        ? TypeOf(reference.GetValue<string>().Split('/')[^1])
        : member["enum"] is { } words ? string.Join(", ", words.AsArray().Select(word => $"`{word!.GetValue<string>()}`"))
        : member["type"]!.GetValue<string>() switch
        {
            "array" => $"list of: {TypeOf(member["items"]!.AsObject())}",
            "integer" => $"whole number, {member["minimum"]} to {member["maximum"]}",
            "number" => $"number, {member["minimum"]} to {member["maximum"]}",
            "boolean" => "true or false",
            _ => NameOf(member) is { } known ? Words[known] : "text",
        };

    private static string TypeOf(string definition) => Words.TryGetValue(definition, out var word) ? word
        : definition == Columns ? "[headings by column](incoming-files.md#exports-as-they-are)"
        : $"[{definition}](#{definition.ToLowerInvariant()})";

    /// <summary>The definition that a text is like, by its pattern.</summary>
    private static string? NameOf(JsonObject member) => Words.Keys.FirstOrDefault(name =>
        Defs[name]!["pattern"]!.GetValue<string>() == member["pattern"]?.GetValue<string>());

    private static string Text(JsonNode value) => value.GetValueKind() == JsonValueKind.String
        ? value.GetValue<string>()
        : value.ToJsonString().Replace(",", ", ", StringComparison.Ordinal);
}
