using System.Reflection;
using System.Text.RegularExpressions;
using AttendanceFunctions.Functions.Storage;
using Microsoft.Azure.Functions.Worker;

namespace AttendanceFunctions.Tests.Functions.Contracts;

/// <summary>The documents state what is so today: what they name exists, and what exists is named.</summary>
public sealed partial class DocsTests
{
    private static readonly Dictionary<string, string> Documents = Directory
        .EnumerateFiles(Sources.Root, "*.md", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Sources.Root, path))
        .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj" or "out" or "node_modules"))
        .ToDictionary(path => path, path => File.ReadAllText(Path.Combine(Sources.Root, path)));

    private static readonly string Architecture = Documents[Path.Combine("docs", "architecture.md")];

    [Fact]
    public void The_architecture_names_every_function_and_no_other()
    {
        var functions = typeof(TrustStorage).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name).OfType<string>();

        Assert.Equal(functions.Order(StringComparer.Ordinal), FirstCells(Architecture, "## The functions").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_queue_and_table_that_a_document_names_exists()
    {
        var known = Queues.All.Concat(Tables.All).Concat(Containers.All).ToHashSet(StringComparer.Ordinal);
        var named = QueueName().Matches(Architecture).Select(match => match.Value.Trim('`'));

        Assert.All(named, name => Assert.Contains(name, known));
    }

    [Fact]
    public void Every_link_between_documents_leads_somewhere() => Assert.All(Documents, document =>
        Assert.All(Link().Matches(document.Value), link =>
        {
            var path = Uri.UnescapeDataString(link.Groups[1].Value);
            var target = Path.Combine(Sources.Root, Path.GetDirectoryName(document.Key) ?? "", path);
            Assert.True(Path.Exists(target), $"{document.Key} links to {link.Groups[1].Value}, which is not there.");
        }));

    [Fact]
    public void The_rooms_that_the_architecture_names_exist() => Assert.All(
        FirstCells(Architecture, "## Projects"), room =>
            Assert.True(Directory.Exists(Path.Combine(Sources.Root, room)), $"There is no {room}."));

    /// <summary>The names in code font in the first column of the table under a heading.</summary>
    private static IEnumerable<string> FirstCells(string document, string heading)
    {
        var section = document[document.IndexOf(heading, StringComparison.Ordinal)..];
        var end = section.IndexOf("\n## ", heading.Length, StringComparison.Ordinal);
        return FirstCell().Matches(end < 0 ? section : section[..end]).Select(match => match.Groups[1].Value);
    }

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex FirstCell();

    [GeneratedRegex("`(school|nudge|sms)-[a-z-]+`")]
    private static partial Regex QueueName();

    // Links to places within the repository; an anchor after the path does not matter.
    [GeneratedRegex(@"\]\((?!https?:)([^)#]+)[^)]*\)")]
    private static partial Regex Link();
}
