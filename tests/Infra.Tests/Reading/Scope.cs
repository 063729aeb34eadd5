using System.Globalization;
using System.Text.Json.Nodes;

namespace AttendanceFunctions.Tests.Infra.Reading;

/// <summary>
/// Evaluates a Bicep file with values for its parameters. It supports the parts of the language that the repository's files use. Values
/// that only Azure knows remain as expressions in angle brackets, so that equal expressions have equal text.
/// </summary>
public sealed class Scope(
    IReadOnlyDictionary<string, BicepFile> files, IReadOnlyDictionary<string, string> texts, BicepFile file,
    IReadOnlyDictionary<string, JsonNode?> parameters)
{
    private readonly Dictionary<string, IReadOnlyList<Resource>> _resources = [];
    private readonly Dictionary<string, Scope> _modules = [];

    /// <summary>The resources of this file and of its modules.</summary>
    public IEnumerable<Resource> AllResources()
    {
        foreach (var declaration in file.Resources)
        {
            foreach (var resource in WithNested(declaration, ResourcesOf(declaration.Symbol)))
            {
                yield return resource;
            }
        }

        foreach (var module in file.Modules.Where(module => Unfold(module.Body, Locals.None).Any()))
        {
            foreach (var resource in ModuleOf(module.Symbol).AllResources())
            {
                yield return resource;
            }
        }
    }

    public JsonNode? Value(SyntaxNode node) => Value(node, Locals.None);

    internal JsonNode? Value(SyntaxNode node, Locals locals) => node.Kind switch
    {
        "string" => string.Concat(node.Children.Select(part => PartOf(part, locals))),
        "number" => int.Parse(node.Text, CultureInfo.InvariantCulture),
        "boolean" => node.Text == "true",
        "null" => null,
        "array" => new JsonArray([.. node.Children.Select(child => Value(child, locals)?.DeepClone())]),
        "object" => ObjectOf(node, locals),
        "for_statement" => new JsonArray([.. Unfold(node, locals).Select(turn => Value(turn.Body, turn.Locals)?.DeepClone())]),
        "identifier" => Named(node.Text, locals),
        "member_expression" => Member(node.Children[0], node.Children[^1].Text, locals),
        "subscript_expression" => Element(node, locals),
        "resource_expression" => Nested(node).Reference,
        "call_expression" => Functions.Call(this, node, locals),
        "ternary_expression" => Value(node.Children[0], locals) switch
        {
            JsonValue known when known.TryGetValue<bool>(out var yes) => Value(node.Children[yes ? 1 : 2], locals),
            _ => Unknown(node),
        },
        "unary_expression" when Value(node.Children[0], locals) is JsonValue known && known.TryGetValue<bool>(out var yes) => !yes,
        _ when node.Children.Count == 1 => Value(node.Children[0], locals),
        _ => Unknown(node),
    };

    internal static JsonNode Unknown(SyntaxNode node) => $"<{node.Text}>";

    internal string TextOf(string relative) => texts[file.Resolve(relative)];

    private string PartOf(SyntaxNode part, Locals locals) => part.Kind switch
    {
        "interpolation" => Value(part.Children[0], locals)?.ToString() ?? "",
        "escape_sequence" => part.Text[1..],
        _ => part.Text,
    };

    private JsonObject ObjectOf(SyntaxNode node, Locals locals) => new(node.Children
        .Where(property => property.Children is [not { Kind: "resource_declaration" }, ..])
        .Select(property => KeyValuePair.Create(KeyOf(property.Children[0], locals), Value(property.Children[1], locals)?.DeepClone())));

    private string KeyOf(SyntaxNode key, Locals locals) => key.Kind == "string" ? Value(key, locals)!.ToString() : key.Text;

    private JsonNode? Named(string name, Locals locals) =>
        locals.TryFind(name, out var local) ? local
        : file.Variables.TryGetValue(name, out var variable) ? Value(variable)
        : parameters.TryGetValue(name, out var given) ? given
        : file.Parameters.TryGetValue(name, out var byDefault) && byDefault is not null ? Value(byDefault)
        : file.Imports.TryGetValue(name, out var from)
        ? new Scope(files, texts, files[from], new Dictionary<string, JsonNode?>()).Named(name, Locals.None)
        : file.Resources.Any(resource => resource.Symbol == name) ? ResourcesOf(name)[0].Reference
        : $"<{name}>";

    private JsonNode? Member(SyntaxNode of, string name, Locals locals)
    {
        if (of is { Kind: "member_expression" } outputs && outputs.Children[^1].Text == "outputs"
            && outputs.Children[0].All.First(node => node.Kind == "identifier").Text is var module
            && file.Modules.Any(declared => declared.Symbol == module))
        {
            var scope = ModuleOf(module);
            return scope.Value(scope.Declared().Outputs[name]);
        }

        return Value(of, locals) switch
        {
            JsonObject known => known[name],
            JsonValue known when known.ToString() is ['<', .., '>'] text =>
                name == "name" && text.Contains(' ', StringComparison.Ordinal)
                    ? text[(text.IndexOf(' ', StringComparison.Ordinal) + 1)..^1].Split('/')[^1]
                    : $"{text[..^1]}.{name}>",
            _ => $"<{of.Text}.{name}>",
        };
    }

    private JsonNode? Element(SyntaxNode node, Locals locals)
    {
        var index = Value(node.Children[1], locals);
        if (node.Children[0].Kind == "identifier" && file.Resources.Any(resource => resource.Symbol == node.Children[0].Text))
        {
            return ResourcesOf(node.Children[0].Text)[index!.GetValue<int>()].Reference;
        }

        return Value(node.Children[0], locals) is JsonArray array && index is JsonValue number
            ? array[number.GetValue<int>()]
            : Unknown(node);
    }

    private BicepFile Declared() => file;

    private Resource Nested(SyntaxNode node)
    {
        var path = node.Text.Split("::");
        var declaration = file.Resources.Single(resource => resource.Symbol == path[0]);
        var resource = ResourcesOf(path[0])[0];
        foreach (var symbol in path[1..])
        {
            declaration = NestedIn(declaration).Single(nested => nested.Symbol == symbol);
            resource = Make(declaration, declaration.Body, Locals.None, resource);
        }

        return resource;
    }

    private static IEnumerable<Declaration> NestedIn(Declaration declaration) =>
        declaration.Body.All.First(node => node.Kind == "object").Children
        .SelectMany(property => property.Children.Where(child => child.Kind == "resource_declaration")).Select(BicepFile.DeclarationOf);

    private IEnumerable<Resource> WithNested(Declaration declaration, IReadOnlyList<Resource> resources) =>
        resources.Concat(
            resources.SelectMany(
                parent =>
                    NestedIn(declaration).SelectMany(nested => WithNested(nested, [Make(nested, nested.Body, Locals.None, parent)]))));

    private IReadOnlyList<Resource> ResourcesOf(string symbol)
    {
        if (!_resources.TryGetValue(symbol, out var resources))
        {
            var declaration = file.Resources.Single(resource => resource.Symbol == symbol);
            _resources[symbol] = resources = [
                .. Unfold(declaration.Body, Locals.None).Select(turn => Make(declaration, turn.Body, turn.Locals, null))
            ];
        }

        return resources;
    }

    private Resource Make(Declaration declaration, SyntaxNode node, Locals locals, Resource? parent)
    {
        var body = ObjectOf(node, locals);
        var (type, name) = (declaration.Of.Split('@')[0], body["name"]?.ToString() ?? "");
        if (parent is not null)
        {
            (type, name) = ($"{parent.Type}/{type}", $"{parent.Name}/{name}");
        }
        else if (body["parent"]?.ToString() is ['<', .., '>'] reference)
        {
            name = $"{reference[(reference.IndexOf(' ', StringComparison.Ordinal) + 1)..^1]}/{name}";
        }

        return new(type, name, body, declaration.Existing, file.Path);
    }

    private Scope ModuleOf(string symbol)
    {
        if (!_modules.TryGetValue(symbol, out var scope))
        {
            var declaration = file.Modules.Single(module => module.Symbol == symbol);
            var body = declaration.Body.Kind == "if_statement" ? declaration.Body.Children[^1] : declaration.Body;
            var given = (JsonObject)ObjectOf(body, Locals.None)["params"]!;
            _modules[symbol] = scope = new(
                files, texts, files[declaration.Of], given.ToDictionary(parameter => parameter.Key, parameter => parameter.Value));
        }

        return scope;
    }

    /// <summary>
    /// Returns a body once for each iteration of its loop if its condition is true. A condition that only Azure can evaluate counts as
    /// true.
    /// </summary>
    private IEnumerable<(SyntaxNode Body, Locals Locals)> Unfold(SyntaxNode body, Locals locals)
    {
        switch (body.Kind)
        {
            case "if_statement":
                return Value(body.Children[0], locals) is JsonValue known && known.TryGetValue<bool>(out var yes) && !yes
                    ? []
                    : Unfold(body.Children[^1], locals);
            case "for_statement":
                var names = body.Children[0].Kind == "for_loop_parameters" ? body.Children[0].Children : [body.Children[0]];
                var elements = Value(body.Children[1], locals) as JsonArray
                    ?? throw new InvalidOperationException(
                        $"{file.Path}, line {body.Line}: '{body.Children[1].Text}' is not a list that can be evaluated.");
                return elements.SelectMany((element, index) =>
                    Unfold(
                        body.Children[^1],
                        names.Count > 1
                            ? locals.With(names[0].Text, element).With(names[1].Text, index)
                            : locals.With(names[0].Text, element)));
            default:
                return [(body, locals)];
        }
    }
}

/// <summary>The local names of loops and lambdas with their values.</summary>
public sealed class Locals
{
    private readonly Dictionary<string, JsonNode?> _values = [];

    public static Locals None { get; } = new();

    public bool TryFind(string name, out JsonNode? value) => _values.TryGetValue(name, out value);

    public Locals With(string name, JsonNode? value)
    {
        var more = new Locals();
        foreach (var (known, before) in _values)
        {
            more._values[known] = before;
        }

        more._values[name] = value;
        return more;
    }
}
