using System.Globalization;
using System.Text.Json.Nodes;

namespace AttendanceFunctions.Tests.Infra.Reading;

/// <summary>Evaluates the Bicep functions that the tests need. Other calls remain as text in angle brackets.</summary>
internal static class Functions
{
    public static JsonNode? Call(Scope scope, SyntaxNode call, Locals locals)
    {
        var arguments = call.Children[1].Children;
        JsonNode? At(int index) => scope.Value(arguments[index], locals);
        return call.Children[0].Text switch
        {
            "concat" =>
                new JsonArray([.. arguments.SelectMany((_, index) => (JsonArray)At(index)!).Select(element => element?.DeepClone())]),
            "map" => new JsonArray([.. ((JsonArray)At(0)!).Select(element => Turn(scope, arguments[1], element, locals)?.DeepClone())]),
            "union" => Union(Enumerable.Range(0, arguments.Count).Select(At)),
            "replace" => At(0)!.ToString().Replace(At(1)!.ToString(), At(2)!.ToString(), StringComparison.Ordinal),
            "loadTextContent" => scope.TextOf(At(0)!.ToString()),
            "string" => At(0)?.ToString(),
            "int" => int.Parse(At(0)!.ToString(), CultureInfo.InvariantCulture),
            "bool" => bool.Parse(At(0)!.ToString()),
            "empty" => At(0) switch { null => true, JsonArray array => array.Count == 0, var text => text.ToString().Length == 0 },
            "readEnvironmentVariable" => arguments.Count > 1 ? At(1) : $"<{At(0)}>",
            "uniqueString" => "<unique>",
            "subscriptionResourceId" => $"<{At(0)} {At(1)}>",
            var name => $"<{name}({string.Join(", ", Enumerable.Range(0, arguments.Count).Select(At))})>",
        };
    }

    private static JsonNode? Turn(Scope scope, SyntaxNode lambda, JsonNode? element, Locals locals) =>
        scope.Value(lambda.Children[^1], locals.With(lambda.Children[0].Text, element));

    private static JsonObject Union(IEnumerable<JsonNode?> objects)
    {
        var all = new JsonObject();
        foreach (var property in objects.Cast<JsonObject>().SelectMany(one => one))
        {
            all[property.Key] = property.Value?.DeepClone();
        }

        return all;
    }
}
