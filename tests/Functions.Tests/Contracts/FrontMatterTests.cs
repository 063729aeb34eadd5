using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using AttendanceFunctions.Functions;
using AttendanceFunctions.Functions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AttendanceFunctions.Tests.Functions.Contracts;

/// <summary>What a newcomer reads and copies first is short, complete and works.</summary>
public sealed partial class FrontMatterTests
{
    private static readonly string Readme = Read("README.md");

    private static readonly string[] Rooms = ["domain/", "functions/", "infra/", "local/", "tests/"];

    private static readonly string LocalHost = Read("docs/local-host.md");

    private static readonly Dictionary<string, string> ExampleSettings = JsonDocument.Parse(Read("functions/local.settings.example.json"))
        .RootElement.GetProperty("Values").EnumerateObject().ToDictionary(value => value.Name, value => value.Value.GetString()!);

    public static TheoryData<Type> ClassesOfFunctions => [.. typeof(TrustStorage).Assembly.GetTypes()
        .Where(type => type.GetMethods().Any(method => method.GetCustomAttribute<FunctionAttribute>() is not null))];

    [Fact]
    public void The_README_is_a_front_door_of_at_most_90_lines() => Assert.InRange(Readme.TrimEnd().Split('\n').Length, 1, 90);

    [Fact]
    public void Every_folder_and_file_of_the_READMEs_map_exists()
    {
        var map = Readme[Readme.IndexOf("## Where is what", StringComparison.Ordinal)..];
        var folders = FolderTable().Matches(map).SelectMany(table => table.Groups["rows"].Captures
            .SelectMany(row => Span().Matches(row.Value.Split('|')[1]))
            .Select(folder => table.Groups["room"].Value + folder.Groups[1].Value)).ToList();
        var paths = Span().Matches(map).Select(span => span.Groups[1].Value)
            .Where(path => Rooms.Any(room => path.StartsWith(room, StringComparison.Ordinal)));

        Assert.NotEmpty(folders);
        Assert.Equal([], folders.Concat(paths).Where(path => !Path.Exists(Path.Combine(Sources.Root, path))));
    }

    [Fact]
    public void The_text_in_the_README_is_the_one_that_leaves()
    {
        var text = Quote().Match(Readme).Groups[1].Value;

        Assert.NotEmpty(text);
        Assert.Contains(text, Read("tests/Domain.Tests/golden/stage.one-child.txt").Split('\n'));
    }

    [Fact]
    public void Every_document_is_in_the_contents()
    {
        var contents = Read("docs/README.md");

        Assert.All(
            Directory.EnumerateFiles(Path.Combine(Sources.Root, "docs"), "*.md")
                .Select(Path.GetFileName).Where(name => name != "README.md"),
            name => Assert.Contains($"]({name})", contents, StringComparison.Ordinal));
    }

    [Fact]
    public void The_local_hosts_options_are_those_in_its_document()
    {
        var options = Directory.EnumerateFiles(Path.Combine(Sources.Root, "local", "Host"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(path => OptionInCode().Matches(File.ReadAllText(path))).Select(option => option.Groups[1].Value).Distinct();

        var named = OptionInText().Matches(LocalHost).Select(option => option.Value).Distinct().Except(["--help", "--project"]);
        Assert.Equal(options.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(ClassesOfFunctions))]
    public async Task The_example_settings_are_enough_for_every_function(Type function)
    {
        var settings = ExampleSettings.ToDictionary(
            setting => setting.Key.Replace("__", ":", StringComparison.Ordinal), string? (setting) => setting.Value);
        await using var services = new ServiceCollection().AddLogging()
            .AddAttendance(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider(validateScopes: true);
        await using var scope = services.CreateAsyncScope();

        Assert.NotNull(ActivatorUtilities.CreateInstance(scope.ServiceProvider, function));
    }

    [Fact]
    public void The_example_settings_let_nothing_leave() => Assert.Equal(
        ("", false), (ExampleSettings["Sending__AllowList"], ExampleSettings.ContainsKey("Sending__Production")));

    [Fact]
    public void The_example_settings_are_explained()
    {
        var guide = Read("CONTRIBUTING.md");

        Assert.All(ExampleSettings.Keys, name => Assert.Contains($"`{name}`", guide, StringComparison.Ordinal));
    }

    [Fact]
    public void Azurite_is_of_one_version_everywhere()
    {
        var pinned = Directory.EnumerateFiles(Path.Combine(Sources.Root, "local"), "package.json", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Contains("node_modules"))
            .Select(path => JsonDocument.Parse(File.ReadAllText(path)).RootElement)
            .Select(package => package.GetProperty("dependencies").GetProperty("azurite").GetString()!).Single();

        Assert.All(
            new[] { "CONTRIBUTING.md", ".vscode/tasks.json", ".devcontainer/devcontainer.json" },
            path => Assert.Equal([$"azurite@{pinned}"], Azurite().Matches(Read(path)).Select(match => match.Value)));
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(Sources.Root, path)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"^> (.+)$", RegexOptions.Multiline)]
    private static partial Regex Quote();

    [GeneratedRegex(@"^\| folder of `(?<room>[^`]+)` \|.*\n\|[-|]+\|\n(?<rows>\|.*\n)+", RegexOptions.Multiline)]
    private static partial Regex FolderTable();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Span();

    [GeneratedRegex("\"(--[a-z-]+)\"")]
    private static partial Regex OptionInCode();

    [GeneratedRegex("--[a-z][a-z-]*")]
    private static partial Regex OptionInText();

    [GeneratedRegex(@"azurite@[\d.]+\d")]
    private static partial Regex Azurite();
}
