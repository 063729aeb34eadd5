using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using AttendanceFunctions.Local.Azurite;

namespace AttendanceFunctions.Tests.Infra.Reading;

/// <summary>A node of a syntax tree.</summary>
/// <param name="Kind">The kind of node in the grammar.</param>
/// <param name="Line">The first line, from 1.</param>
/// <param name="Text">The source text.</param>
/// <param name="Tokens">The keywords and punctuation within the node.</param>
/// <param name="Children">The child nodes.</param>
public sealed record SyntaxNode(string Kind, int Line, string Text, IReadOnlyList<string> Tokens, IReadOnlyList<SyntaxNode> Children)
{
    /// <summary>This node and all its descendants.</summary>
    public IEnumerable<SyntaxNode> All => Children.SelectMany(child => child.All).Prepend(this);
}

/// <summary>A parsed file: the syntax tree of a Bicep file or the document of a YAML file, with syntax errors.</summary>
public sealed record ReadFile(IReadOnlyList<string> Faults, SyntaxNode? Tree, JsonNode? Document);

/// <summary>
/// Parses Bicep with tree-sitter and YAML with the yaml package, both on Node. It needs neither Azure nor the Bicep compiler.
/// </summary>
public sealed class SyntaxReader
{
    private const int Attempts = 3;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(1);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly string _node;
    private readonly string _folder;

    private SyntaxReader(string node, string folder) => (_node, _folder) = (node, folder);

    /// <summary>Installs the parsers, once for all processes of this user.</summary>
    public static async Task<SyntaxReader> OpenAsync(CancellationToken cancellationToken)
    {
        if (!Tools.FindOnPath("node", out var node) || !Tools.FindOnPath("npm", out var npm))
        {
            throw new NotInstalledException("Node and npm are not installed.");
        }

        var cache = Path.Combine(Path.GetDirectoryName(NodeRunner.UserCacheFolder)!, "infra");
        var program = NodeProgram.FromResources(typeof(SyntaxReader).Assembly, "tree-sitter-bicep", "the reader of Bicep", "read.js");
        return new(node, await new NodeInstallation(npm, cache, program).EnsureAsync(new Progress<string>(), cancellationToken));
    }

    /// <summary>Reads files. A process that does not answer is killed, and another one is asked.</summary>
    public async Task<IReadOnlyDictionary<string, ReadFile>> ReadAsync(
        IReadOnlyDictionary<string, string> files, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ReadOnceAsync(files, cancellationToken);
            }
            catch (OperationCanceledException) when (attempt < Attempts && !cancellationToken.IsCancellationRequested)
            {
                // Node's own threads can block each other, in work and at its end (https://github.com/nodejs/node/issues/54918).
            }
        }
    }

    private async Task<IReadOnlyDictionary<string, ReadFile>> ReadOnceAsync(
        IReadOnlyDictionary<string, string> files, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(_node, ["--single-threaded", Path.Combine(_folder, "read.js")])
        {
            WorkingDirectory = _folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeLimit);
        try
        {
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.StandardInput.WriteAsync(JsonSerializer.Serialize(files).AsMemory(), limit.Token);
            process.StandardInput.Close();
            return await process.StandardOutput.ReadLineAsync(limit.Token) is { } line
                ? JsonSerializer.Deserialize<Dictionary<string, ReadFile>>(line, Json)!
                : throw new InvalidOperationException(await error);
        }
        finally
        {
            process.Kill();
        }
    }
}
