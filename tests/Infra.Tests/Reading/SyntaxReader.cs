using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using AttendanceFunctions.Local.Azurite;

namespace AttendanceFunctions.Tests.Infra.Reading;

/// <summary>A node of a syntax tree.</summary>
/// <param name="Kind">What the grammar calls it.</param>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Text">The source.</param>
/// <param name="Tokens">The keywords and signs in it.</param>
/// <param name="Children">The nodes in it.</param>
public sealed record SyntaxNode(string Kind, int Line, string Text, IReadOnlyList<string> Tokens, IReadOnlyList<SyntaxNode> Children)
{
    /// <summary>This node and everything in it.</summary>
    public IEnumerable<SyntaxNode> All => Children.SelectMany(child => child.All).Prepend(this);
}

/// <summary>A file as its grammar reads it: a tree of Bicep, a document of YAML.</summary>
public sealed record ReadFile(IReadOnlyList<string> Faults, SyntaxNode? Tree, JsonNode? Document);

/// <summary>
/// Reads Bicep with tree-sitter's grammar and YAML with the yaml package, both on Node, without Azure and without the compiler.
/// </summary>
public sealed class SyntaxReader
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly string _node;
    private readonly string _folder;

    private SyntaxReader(string node, string folder) => (_node, _folder) = (node, folder);

    /// <summary>Installs what it reads with, once for all processes of this user.</summary>
    public static async Task<SyntaxReader> OpenAsync(CancellationToken cancellationToken)
    {
        if (!Tools.FindOnPath("node", out var node) || !Tools.FindOnPath("npm", out var npm))
        {
            throw new NotInstalledException("Node and npm are not installed.");
        }

        var cache = Path.Combine(Path.GetDirectoryName(NodeRunner.CacheFolderOfThisUser)!, "infra");
        var program = NodeProgram.In(typeof(SyntaxReader).Assembly, "tree-sitter-bicep", "the reader of Bicep", "read.js");
        return new(node, await new NodeInstallation(npm, cache, program).EnsureAsync(new Progress<string>(), cancellationToken));
    }

    public async Task<IReadOnlyDictionary<string, ReadFile>> ReadAsync(
        IReadOnlyDictionary<string, string> files, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(_node, [Path.Combine(_folder, "read.js")])
        {
            WorkingDirectory = _folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (
            process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.StandardInput.WriteAsync(JsonSerializer.Serialize(files).AsMemory(), cancellationToken);
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<Dictionary<string, ReadFile>>(await output, Json)!
            : throw new InvalidOperationException(await error);
    }
}
