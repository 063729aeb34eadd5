namespace AttendanceFunctions.Tests.Infra.Reading;

/// <summary>The declaration of a resource or module.</summary>
/// <param name="Symbol">The symbolic name in the file.</param>
/// <param name="Of">The resource's type and version, or the module's path.</param>
/// <param name="Body">The body: an object, possibly within a condition, a loop or both.</param>
/// <param name="Existing">Whether it is declared as existing.</param>
/// <param name="Node">The node of the declaration.</param>
public sealed record Declaration(string Symbol, string Of, SyntaxNode Body, bool Existing, SyntaxNode Node);

/// <summary>The declarations of a Bicep file.</summary>
public sealed class BicepFile
{
    public BicepFile(string path, SyntaxNode root)
    {
        Path = path;
        foreach (var node in root.Children)
        {
            var names = node.Children.Where(child => child.Kind == "identifier").ToList();
            switch (node.Kind)
            {
                case "import_functionality":
                    var from = Resolve(TextOf(node.Children[^1]));
                    names.ForEach(name => Imports[name.Text] = from);
                    break;
                case "using_statement":
                    Using = Resolve(TextOf(node.Children[0]));
                    break;
                case "parameter_declaration":
                    Parameters[names[0].Text] = node.Children.Count > 2 ? node.Children[2] : null;
                    break;
                case "variable_declaration":
                    Variables[names[0].Text] = node.Children[1];
                    break;
                case "output_declaration":
                    Outputs[names[0].Text] = node.Children[^1];
                    break;
                case "resource_declaration":
                    Resources.Add(DeclarationOf(node));
                    break;
                case "module_declaration":
                    Modules.Add(DeclarationOf(node) with { Of = Resolve(TextOf(node.Children[1])) });
                    break;
            }
        }
    }

    public string Path { get; }

    /// <summary>For a parameter file, the Bicep file to which its parameters belong.</summary>
    public string Using { get; } = "";

    /// <summary>The imported names with their files.</summary>
    public Dictionary<string, string> Imports { get; } = [];

    /// <summary>The parameters with their default values.</summary>
    public Dictionary<string, SyntaxNode?> Parameters { get; } = [];

    public Dictionary<string, SyntaxNode> Variables { get; } = [];

    public List<Declaration> Resources { get; } = [];

    public List<Declaration> Modules { get; } = [];

    public Dictionary<string, SyntaxNode> Outputs { get; } = [];

    /// <summary>Reads a resource that is declared at the top level or within another resource.</summary>
    public static Declaration DeclarationOf(SyntaxNode node) =>
        new(node.Children[0].Text, TextOf(node.Children[1]), node.Children[2], node.Tokens.Contains("existing"), node);

    /// <summary>Resolves the path of a referenced file relative to the root of the repository.</summary>
    public string Resolve(string relative)
    {
        var parts = Path.Split('/').SkipLast(1).ToList();
        foreach (var part in relative.Split('/').Where(part => part != "."))
        {
            if (part == "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    private static string TextOf(SyntaxNode literal) => literal.Text.Trim('\'');
}
