using System.Text.Json.Nodes;
using AttendanceFunctions.Tests.Infra.Compiler;

namespace AttendanceFunctions.Tests.Infra;

/// <summary>
/// The Bicep compiler reports no errors against Azure's types and the linter's rules, and evaluates the files like these tests.
/// </summary>
public sealed class CompilerTests(Environments environments)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_compiler_and_its_linter_report_nothing()
    {
        var compiler = await BicepCompiler.OpenAsync(Token);
        // main.bicep includes every module; a separate test checks that each module is deployed.
        var answer = await compiler.RunAsync(Token, "lint", Path.Combine(Sources.Root, "infra", "main.bicep"));
        Assert.True(answer.Succeeded && answer.Output + answer.Error == "", answer.Output + answer.Error);
    }

    [Theory]
    [InlineData("param unused string\n", "no-unused-params")]
    [InlineData("output key string = listKeys('x', '2025-06-01').keys[0].value\n", "outputs-should-not-contain-secrets")]
    [InlineData(
        "resource a 'Microsoft.Storage/storageAccounts@2025-06-01' = {\n  name: 'abc'\n  location: 'uksouth'\n  kind: 'StorageV2'\n  sku: "
        + "{\n    name: 'Standard_LRS'\n  }\n}\n",
        "no-hardcoded-location")]
    [InlineData("resource a 'Microsoft.Storage/storageAccounts@2021-01-01' existing = {\n  name: 'abc'\n}\n", "use-recent-api-versions")]
    public async Task Findings_of_the_linter_are_errors(string text, string rule)
    {
        var compiler = await BicepCompiler.OpenAsync(Token);
        var folder = Directory.CreateTempSubdirectory("attendance-lint-");
        var file = Path.Combine(folder.FullName, "a.bicep");
        File.Copy(Path.Combine(Sources.Root, "infra", "bicepconfig.json"), Path.Combine(folder.FullName, "bicepconfig.json"));
        await File.WriteAllTextAsync(file, text, Token);

        var answer = await compiler.RunAsync(Token, "lint", file);

        Assert.NotEqual(0, answer.ExitCode);
        Assert.Contains($"Error {rule}", answer.Output + answer.Error, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_files_have_the_format_of_the_compiler()
    {
        var compiler = await BicepCompiler.OpenAsync(Token);
        var folder = await CopyAsync();
        var answer = await compiler.RunAsync(Token, "format", "--pattern", Path.Combine(folder.FullName, "**", "*.bicep*"));
        Assert.True(answer.Succeeded, answer.Error);
        foreach (var (file, text) in Sources.In("infra", ".bicep", ".bicepparam"))
        {
            Assert.Equal(text, await File.ReadAllTextAsync(Path.Combine(folder.FullName, file), Token));
        }

        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(Environments.Production)]
    [InlineData(Environments.Test)]
    public async Task The_compiler_gives_the_same_resources_as_these_tests(string environment)
    {
        var compiler = await BicepCompiler.OpenAsync(Token);
        var folder = await CopyAsync();
        var answer = await compiler.RunAsync(Token, "snapshot", Path.Combine(folder.FullName, environment), "--mode", "overwrite");
        Assert.True(answer.Succeeded, answer.Error);
        var snapshot = JsonNode.Parse(
            await File.ReadAllTextAsync(
                Path.Combine(folder.FullName, environment.Replace(".bicepparam", ".snapshot.json", StringComparison.Ordinal)), Token))!;
        folder.Delete(recursive: true);

        Assert.Equal(
            snapshot["predictedResources"]!.AsArray().Select(resource => resource!["type"]!.ToString()).Order(StringComparer.Ordinal),
            environments.Provision(environment).Resources.Select(resource => resource.Type).Order(StringComparer.Ordinal));
    }

    /// <summary>Copies the infrastructure to a temporary folder in which the compiler may write.</summary>
    private static async Task<DirectoryInfo> CopyAsync()
    {
        var folder = Directory.CreateTempSubdirectory("attendance-infra-");
        foreach (var (file, text) in Sources.In("infra", ".bicep", ".bicepparam", ".kql", ".json"))
        {
            var copy = Path.Combine(folder.FullName, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            await File.WriteAllTextAsync(copy, text, Token);
        }

        return folder;
    }
}
